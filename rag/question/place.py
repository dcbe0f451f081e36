"""Which place a document and a question are about: a district that the corpus holds, or one it does not."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pypinyin import lazy_pinyin

from index.catalog.guess import ADMINISTRATIVE
from index.records import DocumentEntry
from index.words.lists import any_of, rows
from index.words.script import traditional
from index.words.terms import fold
from rag.question.said import said
from rag.records import Language

_DATA = Path(__file__).parent / "data"
_COUNTRY, _NATIONAL = said("places.country"), said("places.national")
_TOWN, _WHOLE = said("scope.town"), said("scope.whole")
_SEAT = "新?区|县|旗|市"
_SENTENCE_END = re.compile(r"[。!！?？;；]|\.(?=\s)")


@dataclass(frozen=True)
class Place:
    """A place that some document is about: its folded name, its English one, and how its documents write it.

    `called` are other words for it, as 全国 is for a country.
    """

    name: str
    english: str
    full: str  # 盐田区
    called: tuple[str, ...] = ()

    def is_named(self, folded: str) -> bool:
        """Return whether a folded text names the place."""
        return any(name in folded for name in self._names) or bool(self._english.search(folded))

    def without(self, folded: str) -> str:
        """Return a folded text with blanks where it names the place."""
        return self._english.sub(" ", re.sub(rf"(?:{any_of(self._names)})(?:{_SEAT})?", " ", folded))

    def starts(self, folded: str) -> int:
        """Return where a folded text names the place first, or its length."""
        english = self._english.search(folded)
        found = (*map(folded.find, self._names), english.start() if english else -1)
        return min((at for at in found if at >= 0), default=len(folded))

    @property
    def _names(self) -> tuple[str, ...]:
        return (self.name, *self.called)

    @cached_property
    def _english(self) -> re.Pattern[str]:
        return re.compile(rf"\b{re.escape(self.english)}\b(?:'s)?(?: district)?")


class Places:
    """The places that the documents of a corpus are about. A document of no known place counts for each of them."""

    def __init__(self, documents: Iterable[DocumentEntry]) -> None:
        documents = tuple(documents)
        names: dict[str, str] = {}
        for document in documents:
            name = _place_of(fold(document.title)) or _place_of(fold(document.issuer)) or _national(document.issuer)
            if name:
                names[document.doc_id] = name
        written = [fold(f"{document.title} {document.issuer}") for document in documents]
        self._of: Mapping[str, str] = names
        self.held = tuple(_place(name, written) for name in dict.fromkeys(names.values()))
        self._wholes = _wholes_of([place.name for place in self.held])
        self._towns = tuple(whole for whole in self._wholes if whole.name in _towns())
        self.own = (*self.held, *self._towns)  # naming them says nothing of the matter
        self._masked = _masking(self.held, self._wholes)

    def named(self, asked: str, topic: str = "") -> tuple[Place, ...]:
        """Return the held places that a folded question names; one that names none means those of its topic.

        Empty in a corpus of one place: naming it chooses nothing.
        """
        if len(self.held) < 2:
            return ()
        found = tuple(place for place in self.held if place.is_named(asked))
        return found or tuple(place for place in self.held if place.is_named(topic))

    def elsewhere(self, asked: str) -> str:
        """Return the place that a folded question is about and no document is, folded, or an empty string.

        Of several sentences the last question counts. What it names first rules: 甲区和乙区比 is about the first.
        """
        asked = _last_question(asked)
        before = asked[: min((place.starts(asked) for place in self.held), default=len(asked))]
        own = tuple(name for place in self.own for name in (place.name, *place.called))
        for chinese, english in _listed().items():
            if not chinese.startswith(own) and (chinese in before or re.search(rf"\b{re.escape(english)}\b", before)):
                return chinese
        return ""

    def asks_whole(self, asked: str) -> str:
        """Return the town or country that held places are of when a folded question asks for its figures, else ""."""
        if not self._wholes:
            return ""
        masked = self._masked.sub(lambda found: str(found.lastgroup).upper(), asked)
        if _WHOLE.found(masked):
            return next((whole.name for whole in self._wholes if whole.is_named(asked)), self._wholes[0].name)
        return self._towns[0].name if self._towns and _TOWN.found(masked) else ""

    def is_about(self, doc_id: str, text: str, named: Sequence[Place]) -> bool:
        """Return whether a text of a document may tell of one of the named places: its document is, or it names it."""
        name = self._of.get(doc_id, "")
        return not named or not name or any(name == place.name or place.name in fold(text) for place in named)

    def area(self, language: Language, named: Sequence[Place] = ()) -> str:
        """Return the named places, else all that are held, as a refusal names them; empty when none is known."""
        return _and(language, tuple(_shown(place, language) for place in named or self.held))

    def title(self, doc_id: str, language: Language) -> str:
        """Return the place of a document as a person writes it, or an empty string."""
        return next((_shown(place, language) for place in self.held if place.name == self._of.get(doc_id)), "")


def without(folded: str, places: Sequence[Place]) -> str:
    """Return a folded question without the names of places: they choose its documents and say nothing of the matter."""
    for place in places:
        folded = place.without(folded)
    return folded


def _last_question(text: str) -> str:
    """Return the last sentence of a text that ends in a question mark, or all of a text that asks none.

    Each character is looked at once: a pattern for whole questions would begin anew at each of those that end in none.
    """
    question, start = text, 0
    for end in _SENTENCE_END.finditer(text):
        if end.group() in "?？" and end.start() > start:
            question = text[start : end.end()]
        start = end.end()
    return question


def without_owners(folded: str, places: Sequence[Place]) -> str:
    """Return a folded English question with blanks where a place owns what is asked about, as in X's school places."""
    for place in places:
        folded = re.sub(rf"\b{re.escape(place.english)}'s\b", " ", folded)
    return folded


def _place_of(folded: str) -> str:
    """Return the name of the place that a folded title or issuer names first, or an empty string."""
    no_place = {*_COUNTRY.words, *_towns()}  # a district of a named town is of the district
    listed = [(folded.find(name), name) for name in _listed() if name in folded and name not in no_place]
    administrative = [(found.start("name"), found.group("name")) for found in ADMINISTRATIVE.finditer(folded)]
    known = [(at, name) for at, name in administrative if name not in no_place]
    return min([*listed, *known], default=(0, ""))[1]


def _national(issuer: str) -> str:
    """Return the name of the country where an issuer speaks for all of it, or an empty string."""
    parts = frozenset[str]().union(*_parts().values())
    return next(whole.name for whole in _parts() if whole.name not in parts) if _NATIONAL.found(fold(issuer)) else ""


def _place(name: str, written: Sequence[str]) -> Place:
    wholes = {whole.name: whole.english for whole in _parts()}
    english = _listed().get(name) or wholes.get(name) or "".join(lazy_pinyin(name))
    found = [match.group() for text in written for match in re.finditer(rf"{re.escape(name)}(?:{_SEAT})", text)]
    return Place(name, english, found[0] if found else name, _called().get(name, (name,))[1:])


def _shown(place: Place, language: Language) -> str:
    match language:
        case Language.ENGLISH:
            return place.english.capitalize()
        case Language.TRADITIONAL | Language.CANTONESE:
            return traditional(place.full)
        case _:
            return place.full


def _and(language: Language, names: Sequence[str]) -> str:
    return (" and " if language is Language.ENGLISH else "、").join(names)


def _wholes_of(held: Sequence[str]) -> tuple[Place, ...]:
    """Return what places are parts of, near before far, as a town, its province and the country; none that is held."""
    found: dict[str, Place] = {}
    names = list(held)
    for name in names:  # grows while it is gone through
        for whole, parts in _parts().items():
            if whole.name not in found and any(name.startswith(part) for part in parts):  # 广东省
                found[whole.name] = whole
                names.append(whole.name)
    return tuple(whole for name, whole in found.items() if not any(place.startswith(name) for place in held))


def _masking(held: Sequence[Place], wholes: Sequence[Place]) -> re.Pattern[str]:
    """Return what finds the names of held places and of wholes, as the groups of these names."""
    groups = {
        "held": [word for place in held for word in (re.escape(place.name), rf"\b{re.escape(place.english)}\b")],
        "whole": [word for whole in wholes for word in (*_called()[whole.name], rf"\b{re.escape(whole.english)}\b")],
    }
    return re.compile("|".join(f"(?P<{group}>{'|'.join(words)})" for group, words in groups.items() if words))


@lru_cache(maxsize=1)
def _listed() -> Mapping[str, str]:
    return {fold(chinese): english for chinese, english in rows(_DATA / "places.tsv")}


@lru_cache(maxsize=1)
def _parts() -> Mapping[Place, frozenset[str]]:
    return {
        Place(name, english, name): frozenset(parts.split()) for name, english, _, parts in rows(_DATA / "parts.tsv")
    }


@lru_cache(maxsize=1)
def _called() -> Mapping[str, tuple[str, ...]]:
    """Return what each whole is called: by its name, and by its parts (全省)."""
    return {name: (name, *called.split()) for name, _, called, _ in rows(_DATA / "parts.tsv")}


@lru_cache(maxsize=1)
def _towns() -> frozenset[str]:
    """Return the names of the wholes that have no whole as a part: towns, of districts."""
    wholes = {whole.name for whole in _parts()}
    return frozenset(whole.name for whole, parts in _parts().items() if not parts & wholes)
