"""The period that runs through a part of a report that tells of two: “十四五”时期和2025年工作回顾."""

from collections.abc import Sequence

from index.read.period import heading_periods, names_period, said_period
from index.records import Document, Period
from index.words.clauses import OPENING_END

_SALUTATION = 8  # characters of 各位代表！, behind which the first sentence stands


class Running:
    """Which of the periods that a heading with a five-year plan speaks of its paragraphs are of, one after the other.

    The first one is of the period that the heading names first. A paragraph whose first clause or sentence names one of
    them turns to it, as does one that is closed like a sentence and then stands as a heading; those behind it, under
    headings of their own too, go on.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._part: tuple[str, ...] = ()
        self._now: Period | None = None

    def of(self, path: tuple[str, ...], sentences: Sequence[str]) -> Period | None:
        """Return the period of the next paragraph; None where no heading names a plan, or one below it a period.

        Args:
            path: the headings around it.
            sentences: its own.
        """
        depth = next((at for at, heading in enumerate(path) if names_period(heading)), None)
        periods = () if depth is None else heading_periods(path[depth], self._document)
        if depth is None or not periods:
            return None
        part = path[: depth + 1]
        if self._part != part:
            self._part, self._now = part, periods[0]
        if inner := next((heading for heading in path[depth + 1 :] if names_period(heading)), None):
            named = heading_periods(inner, self._document)
            said = said_period(inner, periods, self._document)
            if said and sentences[0] != inner:  # closed like a sentence, it opens what stands below it as well
                self._now = said
            return said or next(iter(named), None)
        opening = next((text for text in sentences if len(text) > _SALUTATION), "")
        if sentences[0] not in part:
            clause = OPENING_END.split(opening, maxsplit=1)[0]
            each = (said_period(text, periods, self._document) for text in (clause, opening))
            self._now = next(filter(None, each), self._now)
        return self._now
