"""Which figures of a quote tell what is given: none that tells who gets it, and the most where that is asked."""

from collections.abc import Sequence

from index.figures.stated import Figure
from index.words.terms import fold
from rag.figures.candidate import Candidate, phrase_of
from rag.question.said import said
from rag.question.understand import Understood

_CONDITION, _CONDITION_FRONT = said("figures.condition"), said("figures.condition_front")
_MOST, _ASKS_MOST = said("figures.most"), said("asks.most")
_PART_FRONT = said("figures.part_front")
_LONGEST_GIFT, _LONGEST_PART = 16, 2  # characters


def without_conditions(text: str, fitting: Sequence[Candidate], question: Understood) -> Sequence[Candidate]:
    """Return the figures without those that tell who gets something, not what: 达到2000万元的奖励5万元.

    All where there are no others, or the question states one of those: it asks who gets that.
    """
    given = [item for item in fitting if not _is_condition(text, item.figure) and not _is_part(text, item, question)]
    return fitting if any(fold(item.figure.core) in question.asked for item in given) else given or fitting


def _is_condition(text: str, figure: Figure) -> bool:
    behind = fold(text[figure.end :][:_LONGEST_GIFT])
    is_exceeded = _CONDITION_FRONT.found(fold(text[: figure.start])) and behind.startswith("的")
    return is_exceeded or _CONDITION.found(behind)


def _is_part(text: str, item: Candidate, question: Understood) -> bool:
    """Return whether a figure is said to be a part, as the first, of what nobody asked the parts of."""
    before = fold(text[item.clause[0] : item.figure.start])
    return _PART_FRONT.found(before[-_LONGEST_PART:]) and not _PART_FRONT.found(question.asked)


def of_most(text: str, fitting: Sequence[Candidate], question: Understood) -> Sequence[Candidate]:
    """Return the figures of which it is said that they are the most, where that is asked and there are such."""
    if not _ASKS_MOST.found(question.asked):
        return fitting
    return [item for item in fitting if _MOST.found(fold(text[slice(*phrase_of(text, item, fitting))]))] or fitting
