"""Which place a document and a question are about: one that the corpus holds, a part or a whole of it, or another."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from index.places.gazetteer import COUNTRY, HONG_KONG
from index.records import DocumentEntry
from index.words.terms import fold, terms
from rag.question.held_places import HeldPlaces, level_of
from rag.question.last_question import last_question
from rag.question.longer_name import Texts
from rag.question.mentions import Mention, Mentions
from rag.question.named_place import Place, listed, shown
from rag.question.said import said
from rag.question.than_whole import with_wholes
from rag.question.whole import asks_of_named, asks_of_town, masking
from rag.records import Language

_MODIFIES, _ASKING = said("places.modifies"), said("parts.asking")
_OWN_LEVEL, _WAY = said("places.own_level"), said("places.way")
_CITY = "市"
_CLAUSE_END = re.compile("[，,。；;！!？?]")
MOST_NAMED = 3  # places that a sentence names
SPECIAL = (HONG_KONG, "820000")  # regions with a government of their own; the second is Macau


class Places:
    """The places that the documents of a corpus are about. A document of no known place counts for each of them.

    Args:
        documents: what the catalogue says of them.
        home: the place that a question means which names none; by default that of most documents.
        texts: what they hold; without, no name is taken for part of a longer one.
    """

    def __init__(self, documents: Iterable[DocumentEntry], home: str = "", texts: Texts | None = None) -> None:
        documents = tuple(documents)
        titles = {entry.doc_id: fold(f"{entry.title} {entry.issuer}") for entry in documents}
        self._held = HeldPlaces(documents, home)
        self._mentions = Mentions(self._held, titles, texts)
        self.held, self.home = self._held.all, self._held.home
        self.doc_ids = tuple(self._held.of)
        self.own = (*self.held, *self._held.towns)  # naming them says nothing of the matter
        self._masked = masking(self.held, self._held.wholes)

    def named(self, asked: str, topic: str = "") -> tuple[Place, ...]:
        """Return the places that a folded question names and documents can tell of: held ones, and parts of those.

        One that names none means those of its topic. Empty in a corpus of one place: naming it chooses nothing.
        """
        if len(self.held) < 2:
            return ()
        return self._told_of(self._where_asked(asked)) or self._told_of(topic)

    def _where_asked(self, folded: str) -> str:
        """Return the clauses of a text that ask something where they name a place, else all of it.

        What an asker tells of himself names other places: 想在甲市开店，乙省有多少游客.
        """
        asking = "，".join(clause for clause in _CLAUSE_END.split(folded) if _ASKING.found(clause))
        named = (mention.place for mention in self._asked_about(asking, folded))
        return asking if any(place.code != COUNTRY for place in named) else folded

    def _told_of(self, folded: str) -> tuple[Place, ...]:
        named = dict.fromkeys(
            mention.place
            for mention in self._asked_about(folded, folded)
            if not self._held.is_far(mention.place) or folded[mention.start : mention.end] != mention.place.name
        )
        found = tuple(place for place in named if place in self.held or self._held.is_part(place))
        if not found:
            return tuple(place for place in named if place in self._held.in_parts)[:1] or self._oflevel_of(folded)
        if any(place in self.held for place in found):  # beside one, what only the country's documents hold is a matter
            found = tuple(place for place in found if place in self.held or self._held.is_in_region(place))
        inner = tuple(place for place in found if not any(self._held.is_within(other, place) for other in found))
        return inner or self._oflevel_of(folded)

    def _asked_about(self, text: str, whole: str) -> tuple[Mention, ...]:
        """Return the mentions of places in a text, but of the ends of a way where the whole names a held place beside.

        甲市到乙市的铁路 is a thing: what the report of a province tells of it need name neither.
        """
        is_beside = any(mention.place in self.held for mention in self._off_ways(whole))
        return self._off_ways(text) if is_beside else self._mentions.of(text)

    def _off_ways(self, text: str) -> tuple[Mention, ...]:
        mentions = self._mentions.of(text)
        pairs = [pair for pair in pairwise(mentions) if _WAY.fullmatch(text[pair[0].end : pair[1].start].strip())]
        ends = {end for pair in pairs for end in pair}
        return tuple(mention for mention in mentions if mention not in ends)

    def _oflevel_of(self, folded: str) -> tuple[Place, ...]:
        """Return the one held place whose level a text speaks of: 全市 is of the only city."""
        level = _OWN_LEVEL.search(folded)
        ends = level.group()[-1] if level else ""
        found = [place for place in self.held if ends and level_of(place).endswith(ends)]
        return (found[0],) if len(found) == 1 else ()

    def spans(self, folded: str) -> tuple[tuple[int, int], ...]:
        """Return where a folded text names places, held or not, as [start, end) in order; whole and part as one."""
        return self._mentions.spans(folded)

    def with_wholes(self, folded: str) -> str:
        """Return a folded question that sets a held place against what it is part of, with that as the whole."""
        return with_wholes(folded, self._mentions, self._held)

    def elsewhere(self, asked: str, is_known: Callable[[str], bool] = lambda _: False) -> str:
        """Return the place that a folded question is about and no document is, folded, or an empty string.

        Of several sentences the last question counts. What it names first rules: 甲区和乙区比 is about the first.

        Args:
            asked: the question.
            is_known: whether the documents hold a term; what is called like a far county in them is no county.
        """
        named = {mention.place for mention in self._mentions.of(asked)} & set(self.held)
        asked = self._where_asked(last_question(asked))
        mentions = tuple(self._mentions.of(asked))
        names_own = any(mention.place in self.own for mention in mentions)
        for mention in mentions:
            name = asked[mention.start : mention.end]
            if names_own and mention.place not in self.own and _MODIFIES.found(asked[mention.end :]):
                continue
            is_called_so = name.isascii() or name == mention.place.name
            if self._held.is_far(mention.place) and is_called_so and all(map(is_known, terms(mention.place.name))):
                continue
            if mention.place in self.own or any(self._held.is_within(mention.place, held) for held in named):
                return ""
            return name if name in mention.place.called else mention.place.name
        return ""

    def is_held(self, name: str) -> bool:
        """Return whether documents are about the place of a folded name, or a part of it stands in them."""
        return not self.elsewhere(name)

    def is_within_held(self, name: str) -> bool:
        """Return whether the place of a folded name is part of a held city or province."""
        place = self._mentions.called(name)
        return place is not None and self._held.is_in_region(place)

    def asks_whole(self, asked: str) -> str:
        """Return the town or country that held places are of when a folded question asks for its figures, else ""."""
        if not self._held.wholes:
            return ""
        if in_parts := next((place for place in self.named(asked) if place in self._held.in_parts), None):
            return in_parts.name
        for mention in self._mentions.of(asked):  # 甲市高新区 is the part that is held
            if mention.place in self.held and not mention.place.is_named(asked[mention.start : mention.end]):
                asked = f"{asked[: mention.start]}{mention.place.name}{asked[mention.end :]}"
                break
        if asks_of_named(asked, self._masked):
            return next((whole.name for whole in self._held.wholes if whole.is_named(asked)), self._held.wholes[0].name)
        tells_of_town = any(level_of(place).endswith(_CITY) for place in self.held)  # 全市 may be theirs
        is_of_town = self._held.towns and not tells_of_town and asks_of_town(asked, self._masked)
        return self._held.towns[0].name if is_of_town else ""

    def is_about(self, doc_id: str, text: str, named: Sequence[Place], around: str = "") -> bool:
        """Return whether a text of a document may tell of one of the named places.

        It may where the document is about the place, or the text names it; where the document is about what the place
        is part of and `around`, what the text stands in, names it; or where it is about a part of the place and none
        is about the place itself. What a document says of a whole (居全国前列) tells of its own place.
        """
        own = self._held.of.get(doc_id)
        if not named or own is None or own in named:
            return True
        if any(self._held.is_within(own, place) for place in named if place not in self.held):
            return True
        if any(place in self._held.in_parts for place in named):
            return False
        folded = fold(text)
        if any(place.is_named(folded) and not self._held.is_within(own, place) for place in named):
            return True
        parts = [place for place in named if around and self._held.is_within(place, own)]
        return bool(parts) and any(place.is_named(fold(around)) for place in parts)

    def area(self, language: Language, named: Sequence[Place] = (), asked: str = "") -> str:
        """Return the named places, else all that are held, as a refusal names them; empty when none is known.

        Those that are part of the one that was `asked` about, by its folded name, are what is held of it.
        """
        whole = self._mentions.called(asked) if asked else None
        parts = tuple(place for place in self.held if whole and self._held.is_within(place, whole))
        held = parts or self.held_of(named) or self.held
        names = tuple(shown(place, language) for place in held[:MOST_NAMED])
        return listed(language, names, has_more=len(held) > MOST_NAMED)

    def held_of(self, named: Sequence[Place]) -> tuple[Place, ...]:
        """Return the held places among the named ones, and those that named ones are part of, in order."""
        return tuple(
            place for place in self.held if place in named or any(self._held.is_within(one, place) for one in named)
        )

    def shown(self, name: str, language: Language) -> str:
        """Return a place as a person writes it, by a folded name that a question gave it."""
        place = self._mentions.called(name)
        if place and place.code == COUNTRY and language is not Language.ENGLISH:
            return place.called[0]
        return shown(place, language) if place else name

    def turns_to(self, named: Sequence[Place], doc_ids: Sequence[str] = ()) -> str:
        """Return the code of the special region that the named places are all in, or "": whom one turns to is another.

        Who names none is at home, if that is sure, else where some documents are from, else at home.
        """
        home = [self.home] if self.home else []
        of = list(named) or (home if self._held.is_home_sure else [])
        of = of or [self._held.of[doc_id] for doc_id in doc_ids if doc_id in self._held.of] or home
        regions = [self._held.regions.get(place.code) for place in of]
        return next(
            (code for code in SPECIAL if of and all(one and code in (one.code, one.whole) for one in regions)), ""
        )

    def title(self, doc_id: str, language: Language) -> str:
        """Return the place of a document as a person writes it, or an empty string."""
        place = self._held.of.get(doc_id)
        return shown(place, language) if place else ""
