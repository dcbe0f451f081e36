"""Example questions drawn from what the corpus holds: figures of its units, and terms it defines."""

import re

from index.corpus import Corpus
from index.records import Role, Status, Unit
from rag.place import Places
from rag.records import Language

MOST = 6
# `新增学位10155个`: a short noun that a verb of counting and a figure with its measure word surround.
_COUNTED = re.compile(
    r"(?P<verb>新增|引进|筹集|建成|完成|新建|改造|提供)(?P<noun>[\u4e00-\u9fff]{2,6}?)(?P<figure>\d[\d.]*)(?P<measure>[个家所条座处张套间项场名件台栋])"
)
_TERM = re.compile(r"^[“\"]?[\u4e00-\u9fff]{2,8}[”\"]?$")
_PATTERNS = {
    Language.SIMPLIFIED: {
        "result": "{year}年{area}{verb}了多少{measure}{noun}？",
        "plan": "{year}年{area}计划{verb}多少{measure}{noun}？",
        "term": "什么是{term}？",
    },
    Language.TRADITIONAL: {
        "result": "{year}年{area}{verb}了多少{measure}{noun}？",
        "plan": "{year}年{area}計劃{verb}多少{measure}{noun}？",
        "term": "甚麼是{term}？",
    },
}


def examples(corpus: Corpus, language: Language, places: Places) -> tuple[str, ...]:
    """Return up to six example questions in Chinese, in the script of `language`, that units of the corpus answer."""
    written = language if language in _PATTERNS else Language.SIMPLIFIED
    patterns = _PATTERNS[written]
    found: list[str] = []
    for document in reversed(tuple(corpus.documents.values())):
        units = [unit for unit in corpus.units.values() if unit.doc_id == document.doc_id]
        area = places.title(document.doc_id, written)
        found += [question for question in _of_document(units, patterns, area) if question not in found]
    return tuple(found[:MOST])


def _of_document(units: list[Unit], patterns: dict[str, str], area: str) -> list[str]:
    questions = []
    for status in (Status.RESULT, Status.PLAN):
        counted = next(
            ((unit, match) for unit in units if unit.status is status and (match := _clean_count(unit))), None
        )
        if counted:
            unit, match = counted
            questions.append(patterns[status.value].format(year=unit.years[0], area=area, **match.groupdict()))
    term = next(
        (unit.term for unit in units if unit.role in (Role.GLOSSARY, Role.FOOTNOTE) and _TERM.match(unit.term)), ""
    )
    if term:
        questions.append(patterns["term"].format(term=term))
    return questions


def _clean_count(unit: Unit) -> re.Match[str] | None:
    return _COUNTED.search(unit.text) if len(unit.years) == 1 else None
