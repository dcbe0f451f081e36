"""A text as recognisers read it: half-width, Simplified, without hidden characters, each knowing where it stood."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from index.words.hidden import HIDDEN
from index.words.script import simplify

_DASHES = frozenset("‐‑‒–—―−－")
TAKEN = "\x00"  # stands where something was found already: no letter, no digit, no blank


@dataclass(frozen=True)
class Plain:
    """A text for recognisers, and for each of its characters the place in the text as typed."""

    text: str
    places: tuple[int, ...] | range

    @classmethod
    def of(cls, typed: str) -> Self:
        """Return a text as recognisers read it."""
        places: tuple[int, ...] | range = range(len(typed))
        if typed.isascii() and typed.isprintable():
            return cls(typed, places)
        kept = typed
        if HIDDEN.search(typed):
            hidden = {at for found in HIDDEN.finditer(typed) for at in range(*found.span())}
            places = tuple(at for at in range(len(typed)) if at not in hidden)
            kept = "".join(typed[at] for at in places)
        return cls("".join(map(_plain, kept)), places)

    def typed_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a range of the text stands in the text as typed."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=20_000)
def _plain(character: str) -> str:
    """Return one character for one."""
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    if character in _DASHES:
        return "-"
    if character not in "\r\n" and character.isspace():
        return " "
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    simple = simplify(character) if "\u3400" <= character <= "\u9fff" else character
    return simple if len(simple) == 1 else character
