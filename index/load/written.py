"""Writes a kept text stretch by stretch, and remembers where each came from."""

import re

from index.load.encoding import UTF8
from index.load.read import LeftOut, Notice, Notices, PageSize, Part, Place, ShownTable

_LINE_END = re.compile("\r\n|[\n\r\u2028\u2029\x85\v\f\t]")


class Writer:
    """The text so far, its parts and what was left out; stretches of one place that touch are one part."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._parts: list[Part] = []
        self._length = 0
        self._line_start = 0
        self.encoding = UTF8  # of the file, where it is text
        self.tables: list[ShownTable] = []
        self.pages: list[PageSize] = []  # of a PDF
        self.unread: list[int] = []  # pages of it that are pictures
        self.left_out: list[LeftOut] = []
        self.notices: list[Notice] = []

    def put(self, text: str, place: Place | None = None) -> None:
        """Add to the line; a line end inside is a blank, so that offsets stay."""
        text = _LINE_END.sub(" ", text)
        if not text:
            return
        self._pieces.append(text)
        start, self._length = self._length, self._length + len(text)
        if place is None:
            return
        last = self._parts[-1] if self._parts else None
        if last and last.end == start and last.place == place:
            self._parts[-1] = last.model_copy(update={"end": self._length})
        else:
            self._parts.append(Part(start=start, end=self._length, place=place))

    def end_line(self) -> None:
        """End the line, unless it is empty."""
        if self._length > self._line_start:
            self._pieces.append("\n")
            self._length += 1
            self._line_start = self._length

    def line(self, text: str, place: Place | None = None, *, goes_on: bool = False) -> None:
        """Add a line of its own, or one that goes on with what stands there."""
        if not goes_on:
            self.end_line()
        self.put(text, place)
        self.end_line()

    def leave_out(self, text: str, reason: str) -> None:
        """Say what is not kept, and why."""
        if text.strip():
            self.left_out.append(LeftOut(reason=reason, text=text.strip()))

    def notice(self, kind: Notices, **named: str) -> None:
        """Say what was met in reading, to who adds the file."""
        self.notices.append(Notice(kind=kind, named=named))

    def last_lines(self, n: int) -> list[str]:
        """Return the last lines that are ended, at most `n`, the last first."""
        tail: list[str] = []
        for piece in reversed(self._pieces):
            tail.append(piece)
            if tail.count("\n") > n:
                break
        lines = "".join(reversed(tail)).split("\n")[:-1]
        return lines[: -n - 1 : -1]

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._pieces)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its parts, in order."""
        return tuple(self._parts)
