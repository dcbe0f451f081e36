"""A place as questions and documents name it, and as it is shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from index.words.lists import any_of
from index.words.script import traditional
from rag.records import Language

_SEAT = "新?区|县|旗|市|省"


@dataclass(frozen=True)
class Place:
    """A place as questions and documents name it: its folded short name, its English one, how it is written in full.

    `called` are other words for it, as 全国 is for a country. `code` is that of the gazetteer, empty for a place that
    only its documents know.
    """

    name: str
    english: str
    full: str
    called: tuple[str, ...] = ()
    code: str = ""

    def is_named(self, folded: str) -> bool:
        """Return whether a folded text names the place."""
        return any(name in folded for name in self.names) or bool(self._english.search(folded))

    def without(self, folded: str) -> str:
        """Return a folded text with blanks where it names the place."""
        return self._english.sub(" ", re.sub(rf"(?:{any_of(self.names)})(?:{_SEAT})?", " ", folded))

    @property
    def names(self) -> tuple[str, ...]:
        """Its names in Chinese."""
        return (self.name, *self.called)

    @cached_property
    def _english(self) -> re.Pattern[str]:
        return re.compile(rf"\b{re.escape(self.english.lower())}\b(?:'s)?(?: (?:district|city|province|county))?")


def without(folded: str, places: Sequence[Place]) -> str:
    """Return a folded question without the names of places: they choose its documents and say nothing of the matter."""
    for place in places:
        folded = place.without(folded)
    return folded


def without_owners(folded: str, places: Sequence[Place]) -> str:
    """Return a folded English question with blanks where a place owns what is asked about, as in X's school places."""
    for place in places:
        folded = re.sub(rf"\b{re.escape(place.english)}'s\b", " ", folded)
    return folded


def shown(place: Place, language: Language) -> str:
    """Return a place as a person of a language writes it."""
    match language:
        case Language.ENGLISH:
            return place.english.title() if "'" not in place.english else place.english.capitalize()
        case Language.TRADITIONAL | Language.CANTONESE:
            return traditional(place.full)
        case _:
            return place.full


def listed(language: Language, names: Sequence[str], *, has_more: bool) -> str:
    """Return names one behind the other, and that there are more of them."""
    if language is not Language.ENGLISH:
        return "、".join(names) + "等地" * has_more
    *first, last = (*names, "other places") if has_more else names or ("",)
    return f"{', '.join(first)} and {last}" if first else last
