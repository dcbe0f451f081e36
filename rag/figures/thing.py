"""Whether a figure is of the thing that a question names: its subject is held against the asked name, head by head."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import lru_cache

from index.figures.amount import PERCENT
from index.figures.record import FigureRecord
from index.figures.subject import key_of
from index.records import Unit
from index.words.clauses import CLAUSE_END
from index.words.figures import WORDS
from index.words.kept import unit_fold, unit_terms
from index.words.lists import any_of
from index.words.measures import COUNTING, HEADS
from index.words.terms import fold
from rag.figures.compute.asked import matter, without_years
from rag.figures.compute.operands import names_of
from rag.figures.noun import HOW_MANY
from rag.question.part_of_whole import whole_and_part
from rag.question.said import said
from rag.question.understand import Understood
from rag.records import Language

HEAD = 2  # characters that two names end with alike, which then are of one kind: 补贴, 投资
LONGEST_NAME = 8  # characters of a name that surely is no clause
LONGEST_NARROWING = 4  # characters before the head of an asked name; beyond, they tell more than which it is
LEAST_KEY = 4  # characters of a subject that surely names a thing of its own: 投入 and 最高 speak of the clause before
LEAST_TOLD = 0.5  # of the terms of a subject, as an English word brings them
LONGEST = 12  # characters of an asked name; beyond, a clause stands there and no name

_DESCRIBES, _REPORTED = said("figures.describes"), said("figures.reported")
_TAIL = re.compile(rf"(?:{'|'.join(pattern.pattern for pattern in said('figures.tails').patterns)})$")
_OF_SEVERAL, _HAPPENED = said("figures.of_several"), said("figures.happened")
_VERB = re.compile(rf"(?:{any_of(WORDS['verbs'])})(?!业)")
_COUNTED_IN = COUNTING | HEADS
_MEASURE = re.compile(rf"(?:{any_of(WORDS['heads'])})$")


class Kin(StrEnum):
    """How the subject of a figure stands to the asked thing."""

    SAME = "same"
    NARROWER = "narrower"  # the thing with something that narrows it and is not asked
    OTHER = "other"
    WIDER = "wider"  # what the thing is one kind of
    UNSURE = "unsure"


NEAREST_FIRST = (Kin.SAME, Kin.NARROWER, Kin.WIDER, Kin.OTHER)


def asked_thing(question: Understood) -> str:
    """Return the name of the thing that a question asks the amount of, without its places and years."""
    _, text = whole_and_part(question.asked)
    for place in (*question.own, *question.places):
        text = place.without(text)
    return _HAPPENED.sub("", matter(without_years(HOW_MANY.sub(" ", text))))


def kin_of(
    unit: Unit,
    record: FigureRecord,
    beside: Mapping[int, FigureRecord],
    question: Understood,
    weights: Mapping[str, float],
) -> Kin:
    """Return how the subject of a figure stands to what a question names.

    Args:
        unit: that states it.
        record: the figure.
        beside: all figures of the unit, by where they begin.
        question: what is asked.
        weights: its terms, each with its weight.
    """
    if question.topic or question.is_pinyin:
        return Kin.UNSURE
    if question.language is Language.ENGLISH:
        return Kin.OTHER if _is_beside(record, beside, frozenset(weights)) else Kin.UNSURE
    thing = asked_thing(question)
    if not HEAD <= len(thing) <= LONGEST:
        return Kin.UNSURE
    names = tuple(dict.fromkeys(map(without_tail, names_of(thing))))
    kin = _kin(names, record, question)
    if kin in (Kin.SAME, Kin.WIDER) and _is_of_several(unit, record, thing):
        return Kin.OTHER
    own = unit_terms(_VERB.sub("", record.key))  # 新建 of 新建学校 and of 新建公园 is no thing
    shares = any(unit_terms(_VERB.sub("", name)) & own for name in names)
    if kin is not Kin.UNSURE or shares or not _names_itself(unit, record):
        return kin
    others = [other for other in beside.values() if other.key != record.key]
    is_beside = any(_kin(names, other, question) is Kin.SAME for other in others)
    is_elsewhere = len(thing) <= LONGEST_NAME and any(name in unit_fold(unit.text) for name in names)
    is_share = record.unit == PERCENT and not record.is_change
    is_measure = len(thing) <= LONGEST_NAME and bool(_MEASURE.search(thing)) and record.unit not in _COUNTED_IN
    return Kin.OTHER if is_beside or is_elsewhere or is_share or is_measure else kin


def _names_itself(unit: Unit, record: FigureRecord) -> bool:
    """Return whether the clause of a figure names its subject, and does not leave it to the clauses before."""
    return len(record.key) >= LEAST_KEY and record.key[-HEAD:] in _clause_to(unit, record)


def _clause_to(unit: Unit, record: FigureRecord) -> str:
    """Return the clause of a figure up to it, folded."""
    ends = (mark.end() for mark in CLAUSE_END.finditer(unit.text))
    start = max((0, *(end for end in ends if end <= record.start)))
    return fold(unit.text[start : record.start])


def _kin(names: Sequence[str], record: FigureRecord, question: Understood) -> Kin:
    """Return the nearest kin of a figure's subject to any name of the asked thing, the first as it is asked."""
    kins = [_kin_of_name(name, record, question.asked) for name in names]
    near = next((kin for kin in NEAREST_FIRST if kin in kins), Kin.UNSURE)
    return kins[0] if near is Kin.OTHER and _share_name(names[0], record.key) else near


def _share_name(name: str, key: str) -> bool:
    """Return whether two names begin with the same word, of which others may be written otherwise: pm2.5 in both."""
    first = key_of(name)[:LEAST_KEY]
    return len(first) == LEAST_KEY and first in key


def _kin_of_name(name: str, record: FigureRecord, asked: str) -> Kin:
    """Return how a subject stands to one name: what precedes the head of one is held against that of the other."""
    is_counted = record.unit in _COUNTED_IN
    name, key = (_bare(words, is_counted=is_counted) for words in (name, record.key))
    n = _n_alike(name, key)
    if n < HEAD:
        return Kin.UNSURE
    narrows, wanted = _before_head(key, n), _before_head(name, n)
    unasked = [character for character in narrows if character not in asked]
    if not wanted:
        return Kin.NARROWER if len(unasked) > max(1, len(narrows) / 2) else Kin.SAME
    if not narrows:
        return Kin.WIDER
    missing = [character for character in wanted if character not in narrows]
    is_shared = bool(set(narrows) & set(wanted)) if len(wanted) != HEAD else not missing
    is_other = bool(missing) and len(wanted) <= LONGEST_NARROWING and not is_shared  # 残疾人补贴 is no 人才补贴
    return Kin.OTHER if is_other and not is_counted else Kin.UNSURE if missing else Kin.SAME


@lru_cache(maxsize=4_000)
def _bare(name: str, *, is_counted: bool) -> str:
    """Return the name of a thing without what only describes it or says how it is measured."""
    bare = _DESCRIBES.sub("", without_tail(name))
    bare = bare if is_counted else _REPORTED.sub("", bare)
    return bare if len(bare) >= HEAD else without_tail(name)


def _before_head(name: str, n: int) -> str:
    """Return what stands before the last `n` characters of a name, without what is done to it."""
    return _VERB.sub("", name[: len(name) - n + 1])[:-1] if n < len(name) else ""


def _n_alike(one: str, other: str) -> int:
    """Return how many characters two names end with alike."""
    n = 0
    while n < min(len(one), len(other)) and one[-1 - n] == other[-1 - n]:
        n += 1
    return n


def without_tail(name: str) -> str:
    """Return the name of a thing without how it is measured at its end: 总额, 亿元."""
    before = ""
    while before != name:
        before, name = name, _TAIL.sub("", name) or name
    return name


def _is_of_several(unit: Unit, record: FigureRecord, thing: str) -> bool:
    """Return whether a figure is of several things together, of which the asked one is a part."""
    front = _clause_to(unit, record)
    return "、" in front and _OF_SEVERAL.found(front) and not _OF_SEVERAL.found(thing)


def _is_beside(record: FigureRecord, beside: Mapping[int, FigureRecord], asked: frozenset[str]) -> bool:
    """Return whether most terms of another subject are asked, and none of a figure's own."""
    own = unit_terms(record.key)
    if not own or own & asked:
        return False
    named = [unit_terms(other.key) for other in beside.values()]
    return any(len(terms & asked) >= LEAST_TOLD * len(terms) for terms in named if terms & asked)
