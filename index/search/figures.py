"""Looks stated figures up by what they are of."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from index.corpus import Corpus
from index.figures.record import Direction, FigureRecord, Mean
from index.words.figures import WORDS
from index.words.kept import unit_terms
from index.words.lists import any_of
from index.words.measures import kind_of_measure

_ROW_END = re.compile(r"[，,；;。：:]|其中")
PER = re.compile(r"人均|户均|每|[百万亿]元")  # 人均地区生产总值 is not 地区生产总值
_ANY_AREA = re.compile(rf"^(?:{any_of(WORDS['any_area'])})(?=\w{{4}})")
ALIKE = 0.75  # of the terms of two subjects, which name one thing then
HEAD = 2  # characters that a subject ends with: they say what kind of thing it is


@dataclass(frozen=True)
class FoundFigure:
    """A figure, and which share of the weight of what was looked for its subject has."""

    record: FigureRecord
    coverage: float
    extra: float  # share of its subject's terms that were not looked for


class FigureSearch:
    """All figures of a corpus, by the terms of their subjects, read when first asked; may be shared by threads."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    @cached_property
    def records(self) -> tuple[FigureRecord, ...]:
        """All figures in the order of the corpus."""
        return tuple(self._corpus.figures())

    @cached_property
    def _rows(self) -> Mapping[str, Sequence[int]]:
        rows: dict[str, list[int]] = {}
        for row, record in enumerate(self.records):
            for term in unit_terms(record.key):
                rows.setdefault(term, []).append(row)
        return rows

    def about(self, weights: Mapping[str, float]) -> list[FoundFigure]:
        """Return the figures whose subjects have any of some terms: those that cover most first, then in order."""
        total = sum(weights.values()) or 1.0
        covered: dict[int, float] = {}
        for term, weight in weights.items():
            for row in self._rows.get(term, ()):
                covered[row] = covered.get(row, 0.0) + weight
        found = [
            FoundFigure(record, weight / total, _extra(record, weights))
            for record, weight in ((self.records[row], weight) for row, weight in sorted(covered.items()))
        ]
        return sorted(found, key=lambda one: (-round(one.coverage, 6), one.extra))

    def row_of(self, record: FigureRecord) -> list[FigureRecord]:
        """Return the figures that stand in a row with one, itself among them: 全职院士2名、双聘院士6名."""
        text = self._corpus.unit(record.unit_id).text
        beside = self._corpus.figures_of(record.unit_id)
        return [one for one in beside if not _ROW_END.search(text, *_between(one, record))]

    def alike(self, record: FigureRecord) -> Iterator[FigureRecord]:
        """Yield the figures that may be computed with one: of the same subject, measure, direction and kind of mean."""
        terms = unit_terms(record.key)
        rows = sorted({row for term in terms for row in self._rows.get(term, ())})
        return (self.records[row] for row in rows if is_alike(record, self.records[row]))


def _between(one: FigureRecord, other: FigureRecord) -> tuple[int, int]:
    return min(one.end, other.end), max(one.start, other.start)


def manner(record: FigureRecord) -> tuple[str, Direction, Mean]:
    """Return what figures have in common that are told in one manner: measure, direction and kind of mean.

    What is measured per something is a mean as it is: 年均浓度15微克/立方米 is no mean of years.
    """
    mean = Mean.NONE if "/" in record.unit else record.mean
    return kind_of_measure(record.unit), record.direction, mean


def is_alike(one: FigureRecord, other: FigureRecord) -> bool:
    """Return whether two figures are of one subject and of like unit, direction and kind of mean."""
    if manner(one) != manner(other):
        return False
    if bool(PER.match(one.key)) != bool(PER.match(other.key)):
        return False
    first, second = _of_any_area(one.key), _of_any_area(other.key)
    return first == second or (first[-HEAD:] == second[-HEAD:] and _shared(first, second) >= ALIKE)


def _of_any_area(key: str) -> str:
    return _ANY_AREA.sub("", key)


def _shared(one: str, other: str) -> float:
    first, second = unit_terms(one), unit_terms(other)
    return len(first & second) / (len(first | second) or 1)


def _extra(record: FigureRecord, weights: Iterable[str]) -> float:
    terms = unit_terms(record.key)
    return len(terms - set(weights)) / (len(terms) or 1)
