"""Text that remembers where each of its characters stands in the source."""

import re
from collections.abc import Iterable
from typing import Self

from index.records import Span

# Characters that may lie inside a quoted range without being part of the quote: superscript footnote numbers.
FOOTNOTE_MARKS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
# The ² and ³ of m², km² and μg/m³ belong to the unit; a footnote number may follow them.
_POWER = r"(?<![A-Za-z])[kcdm]?m[²³]"
_POWERS_AND_MARKS = re.compile(rf"{_POWER}|(?P<marks>[{FOOTNOTE_MARKS}]+)")


# What ends a line: the marks of Unix, Windows and old Macs, Unicode's own, and those of teleprinters.
LINE_END = re.compile("\r\n|[\n\r\u2028\u2029\x85\v\f]")


def footnote_marks(text: str) -> tuple[tuple[int, int], ...]:
    """Return the half-open ranges of a text that are footnote numbers, in order."""
    return tuple(found.span() for found in _POWERS_AND_MARKS.finditer(text) if found.group("marks"))


class MappedText:
    """A string and, for each character, its offset in the source; slicing keeps both together."""

    __slots__ = ("offsets", "text")

    def __init__(self, text: str, offsets: tuple[int, ...]) -> None:
        if len(text) != len(offsets):
            msg = f"{len(text)} characters but {len(offsets)} offsets"
            raise ValueError(msg)
        self.text = text
        self.offsets = offsets

    @classmethod
    def of(cls, source: str, start: int, end: int) -> Self:
        """Return the source's characters from `start` to `end`."""
        return cls(source[start:end], tuple(range(start, end)))

    def __len__(self) -> int:
        return len(self.text)

    def __add__(self, other: "MappedText") -> "MappedText":
        return MappedText(self.text + other.text, self.offsets + other.offsets)

    def cut(self, start: int, end: int | None = None) -> "MappedText":
        """Return the part from `start` to `end`, as a slice of a string would."""
        return MappedText(self.text[start:end], self.offsets[start:end])

    def without(self, ranges: Iterable[tuple[int, int]]) -> "MappedText":
        """Return the text less the given half-open ranges of its own positions."""
        gone = {i for start, end in ranges for i in range(start, end)}
        kept = [i for i in range(len(self.text)) if i not in gone]
        return MappedText("".join(self.text[i] for i in kept), tuple(self.offsets[i] for i in kept))

    def strip(self) -> "MappedText":
        """Return the text without white space at either end."""
        left = len(self.text) - len(self.text.lstrip())
        return self.cut(left, len(self.text.rstrip()))

    def spans(self, source: str) -> tuple[Span, ...]:
        """Return the source ranges these characters cover, in order.

        A gap of blanks or footnote marks within one line does not end a range; a line break or markup does.
        """
        spans: list[Span] = []
        start = previous = -1
        for offset in self.offsets:
            if start < 0:
                start = offset
            elif any(mark not in FOOTNOTE_MARKS + " \u3000\xa0" for mark in source[previous + 1 : offset]):
                spans.append(Span(start=start, end=previous + 1))
                start = offset
            previous = offset
        if start >= 0:
            spans.append(Span(start=start, end=previous + 1))
        return tuple(spans)

    def runs(self) -> tuple[Span, ...]:
        """Return the source ranges these characters cover, in order; any gap ends one."""
        runs: list[Span] = []
        for offset in self.offsets:
            if runs and runs[-1].end == offset:
                runs[-1] = Span(start=runs[-1].start, end=offset + 1)
            else:
                runs.append(Span(start=offset, end=offset + 1))
        return tuple(runs)


def quote_at(source: str, spans: Iterable[Span]) -> str:
    """Return the source's characters at `spans`, joined, without footnote marks and line breaks.

    This is what a citation must equal; white space inside a line stays as the source has it.
    """
    joined = "".join(source[span.start : span.end] for span in spans)
    for start, end in reversed(footnote_marks(joined)):
        joined = joined[:start] + joined[end:]
    return LINE_END.sub("", joined)
