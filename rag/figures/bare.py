"""Questions how much there is of a thing that nothing narrows: 有多少人口, 面积多大, how many hospitals are there."""

from collections.abc import Iterable, Mapping

from index.figures.record import FigureRecord
from index.search.figures import PER
from index.words.kept import unit_terms
from rag.figures.compute.operands import names_of
from rag.figures.matter import acts_in
from rag.figures.noun import counted
from rag.figures.thing import asked_thing
from rag.question.said import said
from rag.question.understand import Understood, Wants
from rag.records import Language

MOST_TERMS = 2  # of a bare thing: 人口, 财政, 幼儿园; one more where a measure word counts it: 几个便民车站
MOST_EXTRA = 0.7  # of a subject's terms that are not the thing's: beyond, it is of something narrower

_CHANGE, _EACH, _PER = said("asks.change"), said("asks.each"), said("acts.per")
_STOCK, _ATTRIBUTE, _OWN = said("asks.stock"), said("asks.attribute"), said("places.own")


def is_of_another(question: Understood, weights: Mapping[str, float], records: Iterable[FigureRecord]) -> bool:
    """Return whether none of the figures that would answer is of the bare thing that is asked of.

    In a report, 面积 is mostly that of a building, and 医院 stands beside the number of its beds. What a year is named
    for may be told by what was done in it.

    Args:
        question: what is asked.
        weights: its terms, each with its weight.
        records: the stated figures of the units that would be cited.
    """
    if question.wants is not Wants.FIGURE or question.topic or question.years or question.year_span:
        return False
    if any(asks.found(question.asked) for asks in (_CHANGE, _EACH, _PER)):
        return False
    fitting = [one for one in records if not question.expected.forms or _fits(one, question)]
    if question.language is Language.ENGLISH or question.is_pinyin:
        if not fitting or question.is_pinyin or not _STOCK.found(question.asked):
            return False
        return not any(_is_narrow(one, frozenset(weights)) for one in fitting)
    thing = asked_thing(question)
    if (
        not fitting
        or len(thing) < 2
        or len(unit_terms(thing)) > MOST_TERMS + (counted(question) is not None)
        or acts_in(thing)
        or not thing.isalpha()
        or thing[0].isascii()
    ):
        return False
    return not any(_is_of(one, name) for one in fitting for name in names_of(thing))


def _fits(record: FigureRecord, question: Understood) -> bool:
    return any(form.search(record.text) for form in question.expected.forms)


def _is_of(record: FigureRecord, name: str) -> bool:
    """Return whether a figure is of a named thing.

    An attribute (面积) is that of what stands before it, and the place's own only where that is said: 辖区面积.
    """
    if bool(PER.match(record.key)) != bool(PER.match(name)):
        return False
    if _ATTRIBUTE.fullmatch(name):
        return bool(_OWN.match(record.key)) and record.key.endswith(name)
    is_named = record.key.startswith(name) or record.key.endswith(name)
    extra = unit_terms(record.key) - unit_terms(name)
    return is_named and not acts_in(record.key) and len(extra) <= MOST_EXTRA * len(unit_terms(record.key))


def _is_narrow(record: FigureRecord, asked: frozenset[str]) -> bool:
    terms = unit_terms(record.key)
    return len(terms - asked) <= MOST_EXTRA * len(terms) and not acts_in(record.key)
