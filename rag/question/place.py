"""Which place a document and a question are about: a district that the corpus holds, or one it does not."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from pypinyin import lazy_pinyin

from index.catalog.guess import ADMINISTRATIVE
from index.records import DocumentEntry
from index.words import lists
from index.words.script import traditional
from index.words.terms import fold
from rag.records import Language

_PLACES = Path(__file__).parent / "data" / "places.tsv"
_WHOLES = ("全省", "全国", "我国", "中国的")  # a title that holds one of these (全国文明城区创建方案) is not of it
_CITIES = ("深圳",)  # the whole that its districts are parts of: rag.refusal.scope keeps its figures apart
_SEAT = "新?区|县|旗|市"
_SENTENCE_END = re.compile(r"[。!！?？;；]|\.(?=\s)")


@dataclass(frozen=True)
class Place:
    """A place that some document is about: its folded name, its English one, and how its documents write it."""

    name: str
    english: str
    full: str  # 盐田区

    def is_named(self, folded: str) -> bool:
        """Return whether a folded text names the place."""
        return self.name in folded or bool(self._english.search(folded))

    def without(self, folded: str) -> str:
        """Return a folded text with blanks where it names the place."""
        return self._english.sub(" ", re.sub(rf"{re.escape(self.name)}(?:{_SEAT})?", " ", folded))

    def starts(self, folded: str) -> int:
        """Return where a folded text names the place first, or its length."""
        english = self._english.search(folded)
        found = (folded.find(self.name), english.start() if english else -1)
        return min((at for at in found if at >= 0), default=len(folded))

    @cached_property
    def _english(self) -> re.Pattern[str]:
        return re.compile(rf"\b{re.escape(self.english)}\b(?:'s)?(?: district)?")


class Places:
    """The places that the documents of a corpus are about. A document of no known place counts for each of them."""

    def __init__(self, documents: Iterable[DocumentEntry]) -> None:
        documents = tuple(documents)
        names: dict[str, str] = {}
        for document in documents:
            name = _place_of(fold(document.title)) or _place_of(fold(document.issuer))
            if name:
                names[document.doc_id] = name
        written = [fold(f"{document.title} {document.issuer}") for document in documents]
        self._of: Mapping[str, str] = names
        self.held = tuple(_place(name, written) for name in dict.fromkeys(names.values()))

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

        Of several sentences the last question counts. What it names first rules: 罗湖和福田比 is about Luohu,
        福田比罗湖 about Futian.
        """
        asked = _last_question(asked)
        before = asked[: min((place.starts(asked) for place in self.held), default=len(asked))]
        held = {place.name for place in self.held}
        for chinese, english in _listed().items():
            if chinese not in held and (chinese in before or re.search(rf"\b{re.escape(english)}\b", before)):
                return chinese
        return ""

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


def _place_of(folded: str) -> str:
    """Return the name of the place that a folded title or issuer names first, or an empty string."""
    listed = [(folded.find(name), name) for name in _listed() if name in folded and name not in _WHOLES]
    administrative = [(found.start("name"), found.group("name")) for found in ADMINISTRATIVE.finditer(folded)]
    known = [(at, name) for at, name in administrative if name not in _CITIES]
    return min([*listed, *known], default=(0, ""))[1]


def _place(name: str, written: Sequence[str]) -> Place:
    english = _listed().get(name) or "".join(lazy_pinyin(name))
    found = [match.group() for text in written for match in re.finditer(rf"{re.escape(name)}(?:{_SEAT})", text)]
    return Place(name, english, found[0] if found else name)


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


@lru_cache(maxsize=1)
def _listed() -> Mapping[str, str]:
    return {fold(chinese): english.strip().lower() for chinese, english in lists.rows(_PLACES)}
