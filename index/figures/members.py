"""A sentence taken apart into what has a figure each: clauses, and the members of a row (新建学校3所、幼儿园5所)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.figures.stated import Figure
from index.words.clauses import SENTENCE_END

_CLAUSE_END = re.compile(r"[，：:]|,(?!\d{3})")
_ROW_END = re.compile(r"、")
_JOINED = re.compile(r"[和与及]|以及")


@dataclass
class Member:
    """A stretch of a text with its figures; `opens` where a clause begins, which shares no verb with what is before.

    `bounds` are the ends of the figures and those of the member: between two of them stand the words of a figure.
    """

    start: int
    end: int
    opens: bool
    figures: list[Figure] = field(default_factory=list)

    def before(self, text: str, at: int) -> str:
        """Return the words in front of its figure number `at`, back to the one before."""
        return text[self.figures[at - 1].end if at else self.start : self.figures[at].start]

    def behind(self, text: str, at: int) -> str:
        """Return the words behind its figure number `at`, up to the next one."""
        return text[self.figures[at].end : self.figures[at + 1].start if at + 1 < len(self.figures) else self.end]


def sentences(text: str, figures: Sequence[Figure]) -> Iterator[list[Member]]:
    """Yield the members of each sentence of a text that has figures, in order; those without any among them."""
    for start, end in _cut(text, 0, len(text), SENTENCE_END, figures):
        clauses = [_members(text, *clause, figures) for clause in _cut(text, start, end, _CLAUSE_END, figures)]
        if any(member.figures for clause in clauses for member in clause):
            yield [member for clause in clauses for member in clause]


def _members(text: str, start: int, end: int, figures: Sequence[Figure]) -> list[Member]:
    """Return a clause cut where a further figure begins a member of its own; what has none goes with its neighbour."""
    parts = [Member(*part, opens=False) for part in _cut(text, start, end, _ROW_END, figures)]
    parts = [piece for part in parts for piece in _joined(text, part, figures)]
    for part in parts:
        part.figures = [figure for figure in figures if part.start <= figure.start < part.end]
    found: list[Member] = []
    waiting: Member | None = None  # without a figure, for the next that has one
    for at, part in enumerate(parts):
        if part.figures:
            found.append(Member(waiting.start if waiting else part.start, part.end, opens=False, figures=part.figures))
            waiting = None
        elif found and not waiting and (_has_none(parts[at + 1 :]) or _is_named_behind(text, found[-1])):
            found[-1].end = part.end
        else:
            waiting = waiting or part
    found = found or [Member(start, end, opens=True)]
    found[0].opens = True
    return found


def _has_none(parts: Sequence[Member]) -> bool:
    return not any(part.figures for part in parts)


def _is_named_behind(text: str, member: Member) -> bool:
    """Return whether the noun of a member's last figure stands behind it: 引进5家设计、咨询企业."""
    return bool(re.match(r"\s*[\u4e00-\u9fff]{2}", text[member.figures[-1].end : member.end]))


def _joined(text: str, part: Member, figures: Sequence[Figure]) -> Iterator[Member]:
    """Yield a part cut before each figure that 和 joins to another: 6家机构和3家公司."""
    start = part.start
    inside = [figure for figure in figures if part.start <= figure.start < part.end]
    for before, figure in pairwise(inside):
        between = text[before.end : figure.start].rstrip()
        if between and _JOINED.search(between, len(between) - 1):
            yield Member(start, figure.start, opens=False)
            start = figure.start
    yield Member(start, part.end, opens=False)


def _cut(
    text: str, start: int, end: int, mark: re.Pattern[str], figures: Sequence[Figure]
) -> Iterator[tuple[int, int]]:
    """Yield the stretches between marks that stand in no figure, quotation or bracket."""
    closed = [range(figure.start, figure.end) for figure in figures] + [
        range(*found.span()) for found in re.finditer(r"“[^”]*”|《[^》]*》|[(（][^)）]*[)）]", text[:end])
    ]
    for found in mark.finditer(text, start, end):
        if not any(found.start() in each for each in closed):
            if found.start() > start:
                yield start, found.start()
            start = found.end()
    if start < end:
        yield start, end
