"""An answer line by line, each with the citations that are looked at beside it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from rag.answer.verify import MARKER


@dataclass(frozen=True)
class Line:
    """A line of an answer: its text, with the number of a citation wherever one is named, in order.

    `evidence` are the citations shown beside it: those that no later line names, so that a figure in front, which only
    repeats what a quote below says, does not draw the evidence away from the quote.
    """

    parts: tuple[str | int, ...]
    evidence: tuple[int, ...]

    @property
    def named(self) -> tuple[int, ...]:
        """The citations it names, each once, in order."""
        return tuple(dict.fromkeys(part for part in self.parts if isinstance(part, int)))


def lines_of(text: str, numbers: Iterable[int]) -> tuple[Line, ...]:
    """Return the lines of a text that are not empty; every number is evidence of exactly one of them.

    Args:
        text: of an answer or a refusal. Brackets around any other number are text.
        numbers: of the citations. One that no line names stands beside the last line.
    """
    known = tuple(dict.fromkeys(numbers))
    parted = [_parts(line.strip(), set(known)) for line in text.splitlines() if line.strip()] or [()]
    last = {number: len(parted) - 1 for number in known}
    last |= {part: place for place, parts in enumerate(parted) for part in parts if isinstance(part, int)}
    return tuple(
        Line(parts=parts, evidence=tuple(number for number in known if last[number] == place))
        for place, parts in enumerate(parted)
    )


def _parts(line: str, known: set[int]) -> tuple[str | int, ...]:
    parts: list[str | int] = []
    at = 0
    for found in MARKER.finditer(line):
        if int(found[1]) in known:
            parts += [line[at : found.start()], int(found[1])]
            at = found.end()
    parts.append(line[at:])
    return tuple(part for part in parts if part != "")
