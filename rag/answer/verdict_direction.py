"""The verdict on which way a figure went, where a question takes a rise or a fall for true."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.figures.stated import Figure, figures
from index.records import Status, Unit
from index.words.clauses import CLAUSE_END, clauses
from index.words.kept import unit_terms
from index.words.terms import fold, terms
from rag.answer.finding import Finding, Verdict
from rag.answer.named import names_of, words_of
from rag.answer.verdict_beside import year_named
from rag.figures.which_way import falls
from rag.question.said import Said, said
from rag.question.understand import Understood
from rag.records import Language

_YES_NO, _WHY, _OF_NOW = said("verdicts.yes_no"), said("verdicts.why"), said("verdicts.of_now")
_RISES, _FALLS, _EITHER_WAY = said("verdicts.rises"), said("verdicts.falls"), said("verdicts.either_way")
_MORE_THAN, _LESS_THAN = said("verdicts.more_than"), said("verdicts.less_than")
_WAYS = ((_RISES, _MORE_THAN), (_FALLS, _LESS_THAN))
_IN_FRONT, _AT_END = said("verdicts.before_a_subject"), said("verdicts.behind_a_subject")
_OF_ANOTHER = said("verdicts.toward_another")
_OPENING = re.compile(r"[、\s①-⑳㉑-㉟]+")
_SIGN = re.compile("[-−]")
MOST_NARROWER = 6  # characters that narrow a name and may still be said with the figure
SURE_IN_ENGLISH = 0.8  # of the weight of the rarest term: a subject that has none so rare is of something else
LONGEST = 32  # characters of a subject with its figure


def on_direction(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return whether what is taken to have risen or fallen did, by the change that is told of that very quantity.

    Where only something narrower is told of, its figure is given with its name, and no verdict.
    """
    asked = question.asked
    is_why = _WHY.found(asked)
    rises, falls_ = (words.found(asked) or _than_before(question, than) for words, than in _WAYS)
    if rises == falls_ or question.status is Status.PLAN:
        return None
    of_year = [unit for unit in units if not question.years or max(question.years) in unit.years]
    told = [one for unit in of_year if unit.status is not Status.PLAN for one in _changes(unit, question, weights)]
    if not told:
        return None
    n_extra, unit, figure, text = min(told, key=lambda one: one[0])
    if falls(figure) == falls_:
        return None if is_why or n_extra else Verdict(Finding.SAME_FIGURE, unit.unit_id, text)
    if n_extra:
        return Verdict(Finding.TOLD, unit.unit_id, text)
    return Verdict(Finding.NO_FALL if falls_ else Finding.NO_RISE, unit.unit_id, text)


def _than_before(question: Understood, than: Said) -> bool:
    """Return whether a year is set beside the one before it, as more or as less."""
    found = than.search(question.asked)
    return bool(found and len(question.years) > 1 and year_named(found[0]) == max(question.years) - 1)


def _changes(unit: Unit, question: Understood, weights: Mapping[str, float]) -> Iterator[tuple[int, Unit, Figure, str]]:
    """Yield the changes a unit tells of what is asked about, each with how much narrower its subject is."""
    for figure in figures(unit.text):
        if not figure.is_change or _SIGN.search(figure.text):
            continue
        start, subject = _subject(unit.text, figure)
        n_extra = _extra(subject, _of_clause(question, unit), weights)
        if n_extra is None:
            continue
        is_plain = len(figures(unit.text[start : figure.end])) == 1  # else the name stands beside another figure
        text = unit.text[start : figure.end].strip() if n_extra and is_plain else figure.text
        if len(text) <= LONGEST:
            yield n_extra, unit, figure, text


def _subject(text: str, figure: Figure) -> tuple[int, str]:
    """Return where the subject of a change begins, and the subject, folded: 进出口总额 of 进出口总额3亿元、增长2%."""
    bounds = [0, *(end.end() for end in CLAUSE_END.finditer(text, 0, figure.start))]
    for start in reversed(bounds[-2:]):
        before = text[start : figure.start]
        for other in reversed(figures(text)):
            if start <= other.start < figure.start:
                before = before[: other.start - start] + before[other.end - start :]
        subject = _trimmed(fold(before))
        if subject:
            kept = re.search(re.escape(subject[0]), fold(text[start:]))
            return start + (kept.start() if kept else 0), subject
    return figure.start, ""


def _trimmed(subject: str) -> str:
    before = ""
    while subject != before:
        before = subject
        subject = _OPENING.sub("", subject)
        front = _IN_FRONT.match(subject)
        subject = subject[front.end() :] if front else subject
        at_end = [found for found in _AT_END.finditer(subject) if found.end() == len(subject)]
        subject = subject[: at_end[0].start()] if at_end and at_end[0].start() else subject
    return subject


def _extra(subject: str, question: Understood, weights: Mapping[str, float]) -> int | None:
    """Return by how many characters a subject is narrower than what is asked about; None where it is something else."""
    asked = _YES_NO.sub(" ", question.asked)
    is_of_another = any(
        found[0] not in asked for found in _OF_ANOTHER.finditer(subject)
    )  # 人均 of what is asked is not
    if not subject or _EITHER_WAY.found(subject) or is_of_another:
        return None
    if question.language is Language.ENGLISH:
        told = {term: weight for term, weight in weights.items() if not (_RISES.found(term) or _FALLS.found(term))}
        held = max((weight for term, weight in told.items() if term in unit_terms(subject)), default=0.0)
        return MOST_NARROWER if held and held >= SURE_IN_ENGLISH * max(told.values()) else None
    words = words_of(question, (_YES_NO, _WHY, _MORE_THAN, _LESS_THAN, _RISES, _FALLS, _OF_NOW))
    found = [
        len(subject) - len(name)
        for name in (_trimmed("".join(words)) for words in names_of(words))
        if name and subject.endswith(name) and len(subject) - len(name) <= MOST_NARROWER
    ]
    return min(found, default=None)


def _of_clause(question: Understood, unit: Unit) -> Understood:
    """Return a question as the clause alone that says which way it went, where a unit tells of the others as well.

    A clause that the unit tells nothing of may narrow what is asked about: 民营企业呢，出口跌了吧.
    """
    parted = clauses(question.asked)
    going = [clause for clause in parted if _RISES.found(clause) or _FALLS.found(clause)]
    held = unit_terms(unit.text)
    around = (_YES_NO.sub(" ", clause) for clause in parted if clause not in going)
    is_told = all(held & set(terms(clause)) for clause in around if words_of(replace(question, asked=clause), ()))
    is_named = len(going) == 1 and bool(words_of(replace(question, asked=going[0]), (_YES_NO, _RISES, _FALLS, _OF_NOW)))
    return replace(question, asked=going[0]) if is_told and is_named else question
