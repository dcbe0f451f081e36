"""The verdict on what is asked to be the first, or among the first so many: by the rank that a quote tells of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.records import Status, Unit
from index.words.clauses import CLAUSE_END, clauses
from index.words.kept import unit_fold
from index.words.numerals import number
from rag.answer.finding import Finding, Verdict
from rag.answer.verdict_progress import SAME_MATTER, share_of
from rag.question.said import said
from rag.question.understand import Understood
from rag.records import Language

_FIRST_TO_BE, _RANKS_FIRST = said("verdicts.first_to_be"), said("verdicts.ranks_first")
_AMONG_FIRST, _OF_WHOM = said("verdicts.among_first"), said("verdicts.of_whom")
_YES_NO, _NOT_SO = said("verdicts.yes_no"), said("verdicts.not_so")


@dataclass(frozen=True)
class _Rank:
    """The lowest place that a text tells of; 0 where it was there before all others, which is no place among them.

    `of_whom` are those that it is held against, empty where it does not say.
    """

    lowest: int
    of_whom: frozenset[str]

    def bears_out(self, asked: "_Rank") -> bool:
        """Return whether what is told is as high as what is asked, among the same."""
        is_as_high = self.lowest == asked.lowest if not (self.lowest and asked.lowest) else self.lowest <= asked.lowest
        return is_as_high and (not self.of_whom or not asked.of_whom or bool(self.of_whom & asked.of_whom))


def on_rank(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return yes where a result tells, in a clause of the matter, a rank that is as high as the asked one; else None.

    Example:
        全市头一个办夜校的吗 is so where 全市率先开办夜校 stands, and 进了全国前十没有 where it came third.
    """
    if question.language is Language.ENGLISH or question.is_pinyin:
        return None
    statement = _YES_NO.sub(" ", question.asked)
    asked = _rank_in(statement)
    if not asked or _NOT_SO.found(statement):
        return None
    first = units[0]
    if first.status is Status.PLAN or (question.years and not set(question.years) & set(first.years)):
        return None
    for clause in clauses(unit_fold(first.text), CLAUSE_END):
        told = _rank_in(clause)
        if told and told.bears_out(asked) and share_of(clause, weights) >= SAME_MATTER and not _NOT_SO.found(clause):
            return Verdict(Finding.YES, first.unit_id)
    return None


def _rank_in(folded: str) -> _Rank | None:
    of_whom = frozenset(found[0] for found in _OF_WHOM.finditer(folded))
    if among := _AMONG_FIRST.search(folded):
        lowest = number(among["place"])
        return _Rank(lowest, of_whom) if lowest else None
    if _RANKS_FIRST.found(folded):
        return _Rank(1, of_whom)
    return _Rank(0, of_whom) if _FIRST_TO_BE.found(folded) else None
