"""How much of the personal data in hand-written strings is masked, and how much else: recall and precision a kind."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.words.lists import rows
from rag.personal.mask import find_personal
from rag.personal.recognisers import RECOGNISERS

CASES = Path(__file__).parent / "cases.tsv"
_MARKED = re.compile(r"\{(\w+)\|([^{}]+)\}")


@dataclass(frozen=True)
class Case:
    """A string as it is typed, and the ranges of it that are personal, each with its kind."""

    part: str
    text: str
    personal: tuple[tuple[int, int, str], ...]


@dataclass
class Score:
    """What was found of one kind: a range counts as found when all of it is masked as that kind, as wrong when more
    is masked than it."""

    held: int = 0
    found: int = 0
    masked: int = 0
    right: int = 0

    @property
    def recall(self) -> float:
        """1 when there was nothing to find."""
        return self.found / self.held if self.held else 1.0

    @property
    def precision(self) -> float:
        """1 when nothing was masked."""
        return self.right / self.masked if self.masked else 1.0


def cases() -> tuple[Case, ...]:
    """Return the strings of the file."""
    return tuple(_case(part, text) for part, text in rows(CASES))


def _case(part: str, marked: str) -> Case:
    text, personal, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        personal.append((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        at = match.end()
    return Case(part, text + marked[at:], tuple(personal))


def scores(part: str) -> dict[str, Score]:
    """Return the score of each kind, in the order of the recognisers, over one part of the strings."""
    found = {recogniser.kind: Score() for recogniser in RECOGNISERS}
    for case in cases():
        if case.part == part:
            masked = [(start, end, by.kind) for start, end, by in find_personal(case.text)]
            for start, end, kind in case.personal:
                found[kind].held += 1
                found[kind].found += any(s <= start and end <= e and kind == k for s, e, k in masked)
            for start, end, kind in masked:
                found[kind].masked += 1
                found[kind].right += any(s <= start and end <= e and kind == k for s, e, k in case.personal)
    return found


def together(found: dict[str, Score]) -> Score:
    """Return one score over all kinds."""
    of = found.values()
    return Score(*(sum(getattr(score, name) for score in of) for name in ("held", "found", "masked", "right")))


def wrong(part: str) -> Iterator[str]:
    """Yield each string of a part that is masked otherwise than it should be, with what is masked of it."""
    for case in cases():
        masked = sorted((start, end, by.kind) for start, end, by in find_personal(case.text))
        if case.part == part and masked != sorted(case.personal):
            yield f"{case.text}\t{[(kind, case.text[start:end]) for start, end, kind in masked]}"
