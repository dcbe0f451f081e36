"""A drafted sentence cut where it cites: each stretch with the statements that it rests on."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.writing.amounts import Told, told_in
from rag.writing.plain import is_english, plain
from rag.writing.records import Evidence

MARKS = re.compile(r"\s*(?:[\[［【]\s*\d{1,3}(?:\s*[,，、]\s*\d{1,3})*\s*[\]］】]\s*)+")
_NUMBER = re.compile(r"\d+")
_NO_WORD = re.compile(r"[\W_]*")


@dataclass(frozen=True)
class Source:
    """A statement that is cited, as it is compared."""

    evidence: Evidence

    @cached_property
    def text(self) -> str:
        """What it says."""
        return plain(self.evidence.text)

    @cached_property
    def amounts(self) -> tuple[Told, ...]:
        """The amounts that it tells."""
        return told_in(self.text)

    @cached_property
    def around(self) -> str:
        """What it says with what it stands under and in: these say what and where it is of."""
        return plain(" ".join((*self.evidence.section, self.evidence.title, self.evidence.text)))


@dataclass(frozen=True)
class Stretch:
    """A part of a sentence, up to the numbers behind it, with what is cited there."""

    verbatim: str
    sources: tuple[Source, ...]

    @cached_property
    def text(self) -> str:
        """The part as it is compared."""
        return plain(self.verbatim)

    @cached_property
    def amounts(self) -> tuple[Told, ...]:
        """The amounts that it tells."""
        return told_in(self.text)

    @cached_property
    def is_english(self) -> bool:
        """Whether it is written in English."""
        return is_english(self.verbatim)

    @property
    def said(self) -> str:
        """All that is said where it is cited."""
        return " ".join(source.text for source in self.sources)

    @property
    def around(self) -> str:
        """All that is said there, with titles and headings."""
        return " ".join(source.around for source in self.sources)


def numbers_in(sentence: str) -> tuple[int, ...]:
    """Return the numbers that a sentence cites, in order, each once."""
    return tuple(dict.fromkeys(int(n) for mark in MARKS.findall(sentence) for n in _NUMBER.findall(mark)))


def without_numbers(sentence: str) -> str:
    """Return a sentence without the numbers that it cites."""
    return MARKS.sub("", sentence)


def stretches(sentence: str, held: Mapping[int, Source]) -> Sequence[Stretch]:
    """Return the stretches of a sentence; what stands behind the last number rests on what that one cites.

    Args:
        sentence: that cites numbers of `held`, at least one.
        held: what can be cited, by number.
    """
    found: list[Stretch] = []
    at = 0
    for mark in MARKS.finditer(sentence):
        cited = tuple(held[int(number)] for number in _NUMBER.findall(mark[0]))
        part, at = sentence[at : mark.start()], mark.end()
        if _NO_WORD.fullmatch(part) and found:
            found[-1] = Stretch(found[-1].verbatim, (*found[-1].sources, *cited))
        else:
            found.append(Stretch(part, cited))
    rest = sentence[at:]
    if found and not _NO_WORD.fullmatch(rest):
        found[-1] = Stretch(f"{found[-1].verbatim}{rest}", found[-1].sources)
    return found
