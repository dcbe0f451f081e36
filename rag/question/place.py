"""Which place a document and a question are about: one that the corpus holds, a part or a whole of it, or another."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from pypinyin import lazy_pinyin

from index.catalog.guess import ADMINISTRATIVE
from index.places.gazetteer import COUNTRY, HONG_KONG, Gazetteer, Named, Region, gazetteer
from index.records import DocumentEntry
from index.words.terms import fold, terms
from rag.question.last_question import last_question
from rag.question.longer_name import Texts, is_in_word, named_behind, zone_behind
from rag.question.named_place import Place, listed, shown
from rag.question.said import said
from rag.question.whole import asks_of_named, asks_of_town, masking
from rag.records import Language

_NATIONAL, _THING, _MODIFIES = said("places.national"), said("places.thing"), said("places.modifies")
_PEOPLE, _ASKING = said("places.people"), said("parts.asking")
_OWN_LEVEL = said("places.own_level")
_CITY, _OF = "市", ("的", "嘅")
_CLAUSE_END = re.compile("[，,。；;！!？?]")
MOST_NAMED = 3  # places that a sentence names
SPECIAL = (HONG_KONG, "820000")  # regions with a government of their own; the second is Macau


@dataclass(frozen=True)
class _Mention:
    """Where a text names a place, and the place that is meant."""

    start: int
    end: int
    place: Place


class Places:
    """The places that the documents of a corpus are about. A document of no known place counts for each of them.

    Args:
        documents: what the catalogue says of them.
        home: the place that a question means which names none; by default that of most documents.
        texts: what they hold; without, no name is taken for part of a longer one.
    """

    def __init__(self, documents: Iterable[DocumentEntry], home: str = "", texts: Texts | None = None) -> None:
        documents = tuple(documents)
        self._gazetteer, self._texts = gazetteer(), texts
        found = {entry.doc_id: self._place_of(entry) for entry in documents}
        self._of: Mapping[str, Place] = {doc_id: place for doc_id, place in found.items() if place}
        self.doc_ids = tuple(self._of)
        self._titles = {entry.doc_id: fold(f"{entry.title} {entry.issuer}") for entry in documents}
        self.held = tuple(dict.fromkeys(self._of.values()))
        self._regions = tuple(self._gazetteer.regions[place.code] for place in self.held if place.code)
        around = {region.whole for region in self._regions} - {"", COUNTRY}
        self._siblings = {region for region in self._gazetteer.regions.values() if region.whole in around}
        self._wholes = self._wholes_of_held()
        self._towns = tuple(place for place in self._wholes if self._gazetteer.regions[place.code].is_town)
        self.own = (*self.held, *self._towns)  # naming them says nothing of the matter
        self._masked = masking(self.held, self._wholes)
        counted = list(self._of.values())
        most = max(self.held, key=counted.count, default=None)  # the first of those that have as many
        self.home = next((place for place in self.held if home and place.is_named(fold(home))), most)
        self._in_parts = tuple(place for place in self._wholes if self._is_told_in_parts(place))

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
        named = (mention.place for mention in self._mentions(asking))
        return asking if any(place.code != COUNTRY for place in named) else folded

    def _told_of(self, folded: str) -> tuple[Place, ...]:
        named = dict.fromkeys(
            mention.place
            for mention in self._mentions(folded)
            if not self._is_far(mention.place) or folded[mention.start : mention.end] != mention.place.name
        )
        found = tuple(place for place in named if place in self.held or self._is_part(place))
        if not found:
            return tuple(place for place in named if place in self._in_parts)[:1] or self._of_level(folded)
        if any(place in self.held for place in found):  # beside one, what only the country's documents hold is a matter
            found = tuple(place for place in found if place in self.held or self._is_in_held_region(place))
        inner = tuple(place for place in found if not any(self._is_within(other, place) for other in found))
        return inner or self._of_level(folded)

    def _of_level(self, folded: str) -> tuple[Place, ...]:
        """Return the one held place whose level a text speaks of: 全市 is of the only city."""
        level = _OWN_LEVEL.search(folded)
        ends = level.group()[-1] if level else ""
        found = [place for place in self.held if ends and _level(place).endswith(ends)]
        return (found[0],) if len(found) == 1 else ()

    def spans(self, folded: str) -> tuple[tuple[int, int], ...]:
        """Return where a folded text names places, held or not, as [start, end) in order; whole and part as one."""
        found: list[tuple[int, int]] = []
        for named in self._gazetteer.named_in(folded, self._regions):
            if found and not folded[found[-1][1] : named.start].strip():
                found[-1] = (found[-1][0], named.end)
            elif not _THING.found(folded[named.end :]):
                found.append((named.start, named.end))
        found = found or [(mention.start, mention.end) for mention in self._of_people(folded)]
        return tuple(found) or tuple((mention.start, mention.end) for mention in self._mentions(folded))

    def elsewhere(self, asked: str, is_known: Callable[[str], bool] = lambda _: False) -> str:
        """Return the place that a folded question is about and no document is, folded, or an empty string.

        Of several sentences the last question counts. What it names first rules: 甲区和乙区比 is about the first.

        Args:
            asked: the question.
            is_known: whether the documents hold a term; what is called like a far county in them is no county.
        """
        asked = self._where_asked(last_question(asked))
        mentions = tuple(self._mentions(asked))
        names_own = any(mention.place in self.own for mention in mentions)
        for mention in mentions:
            name = asked[mention.start : mention.end]
            if names_own and mention.place not in self.own and _MODIFIES.found(asked[mention.end :]):
                continue
            if self._is_far(mention.place) and name == mention.place.name and all(map(is_known, terms(name))):
                continue
            return "" if mention.place in self.own else name if name in mention.place.called else mention.place.name
        return ""

    def is_held(self, name: str) -> bool:
        """Return whether documents are about the place of a folded name, or a part of it stands in them."""
        return not self.elsewhere(name)

    def is_within_held(self, name: str) -> bool:
        """Return whether the place of a folded name is part of a held city or province."""
        place = self._called(name)
        return place is not None and self._is_in_held_region(place)

    def asks_whole(self, asked: str) -> str:
        """Return the town or country that held places are of when a folded question asks for its figures, else ""."""
        if not self._wholes:
            return ""
        if in_parts := next((place for place in self.named(asked) if place in self._in_parts), None):
            return in_parts.name
        for mention in self._mentions(asked):  # 甲市高新区 is the part that is held
            if mention.place in self.held and not mention.place.is_named(asked[mention.start : mention.end]):
                asked = f"{asked[: mention.start]}{mention.place.name}{asked[mention.end :]}"
                break
        if asks_of_named(asked, self._masked):
            return next((whole.name for whole in self._wholes if whole.is_named(asked)), self._wholes[0].name)
        tells_of_town = any(_level(place).endswith(_CITY) for place in self.held)  # 全市 may be theirs
        is_of_town = self._towns and not tells_of_town and asks_of_town(asked, self._masked)
        return self._towns[0].name if is_of_town else ""

    def is_about(self, doc_id: str, text: str, named: Sequence[Place], around: str = "") -> bool:
        """Return whether a text of a document may tell of one of the named places.

        It may where the document is about the place, or the text names it; where the document is about what the place
        is part of and `around`, what the text stands in, names it; or where it is about a part of the place and none
        is about the place itself. What a document says of a whole (居全国前列) tells of its own place.
        """
        own = self._of.get(doc_id)
        if not named or own is None or own in named:
            return True
        if any(self._is_within(own, place) for place in named if place not in self.held):
            return True
        if any(place in self._in_parts for place in named):
            return False
        folded = fold(text)
        if any(place.is_named(folded) and not self._is_within(own, place) for place in named):
            return True
        parts = [place for place in named if around and self._is_within(place, own)]
        return bool(parts) and any(place.is_named(fold(around)) for place in parts)

    def area(self, language: Language, named: Sequence[Place] = (), asked: str = "") -> str:
        """Return the named places, else all that are held, as a refusal names them; empty when none is known.

        Those that are part of the one that was `asked` about, by its folded name, are what is held of it.
        """
        whole = self._called(asked) if asked else None
        parts = tuple(place for place in self.held if whole and self._is_within(place, whole))
        held = parts or self.held_of(named) or self.held
        names = tuple(shown(place, language) for place in held[:MOST_NAMED])
        return listed(language, names, has_more=len(held) > MOST_NAMED)

    def held_of(self, named: Sequence[Place]) -> tuple[Place, ...]:
        """Return the held places among the named ones, and those that named ones are part of, in order."""
        return tuple(
            place for place in self.held if place in named or any(self._is_within(one, place) for one in named)
        )

    def shown(self, name: str, language: Language) -> str:
        """Return a place as a person writes it, by a folded name that a question gave it."""
        place = self._called(name)
        if place and place.code == COUNTRY and language is not Language.ENGLISH:
            return place.called[0]
        return shown(place, language) if place else name

    def _called(self, name: str) -> Place | None:
        """Return the place of a folded name, or None."""
        mention = next(iter(self._gazetteer.named_in(name, self._regions)), None)
        if mention and mention.end - mention.start == len(name):
            return self._meant(mention.regions)
        return next((place for place in self._wholes if name in place.names), None)

    def turns_to(self, named: Sequence[Place], doc_ids: Sequence[str] = ()) -> str:
        """Return the code of the special region that the named places, else those of some documents, are all in, or "".

        Whom one turns to there is another than in the rest of the country; so it is at home, where neither is known.
        """
        of = list(named) or [self._of[doc_id] for doc_id in doc_ids if doc_id in self._of]
        of = of or ([self.home] if self.home else [])
        regions = [self._gazetteer.regions.get(place.code) for place in of]
        return next(
            (code for code in SPECIAL if of and all(one and code in (one.code, one.whole) for one in regions)), ""
        )

    def title(self, doc_id: str, language: Language) -> str:
        """Return the place of a document as a person writes it, or an empty string."""
        place = self._of.get(doc_id)
        return shown(place, language) if place else ""

    def _place_of(self, entry: DocumentEntry) -> Place | None:
        """Return the place that the title of a document names first, else its issuer."""
        for said_of_it in (entry.place, entry.title, entry.issuer):
            found = self._first_of(fold(said_of_it), near=fold(entry.issuer))
            if found:
                return found
        return self._known(self._gazetteer.regions[COUNTRY]) if _NATIONAL.found(fold(entry.issuer)) else None

    def _first_of(self, folded: str, near: str) -> Place | None:
        mentions = _chained(self._gazetteer, self._gazetteer.named_in(folded))
        towns = [mention for mention in mentions if not mention.regions[0].is_foreign]
        administrative = next(ADMINISTRATIVE.finditer(folded), None)
        if administrative and (not towns or administrative.start("name") < towns[0].start):
            return _unlisted(administrative.group("name"), administrative.group())
        if not towns:
            return None
        issuers = [region for named in self._gazetteer.named_in(near) for region in named.regions]
        meant = next((region for region in towns[0].regions if region in issuers), towns[0].regions[0])
        return self._known(meant)

    def _mentions(self, folded: str) -> Iterator[_Mention]:
        """Yield where a folded text names places, in order, each with the one that is meant."""
        named = [
            mention
            for mention in _chained(self._gazetteer, self._gazetteer.named_in(folded, self._regions))
            if not _THING.found(folded[mention.end :])
        ]
        found = [_Mention(mention.start, mention.end, self._meant(mention.regions)) for mention in named]
        for place in (*self.held, *self._wholes):  # names that the gazetteer does not have
            for name in place.called if place.code else place.names:
                at = folded.find(name)
                if at >= 0 and not (name in place.called and folded[at - 1 : at] in _OF):  # 对老人友善的全国示范社区
                    found.append(_Mention(at, at + len(name), place))
        meant = (self._in_longer_name(folded, mention) for mention in found)
        found = [mention for mention in meant if mention] or self._of_people(folded)
        return iter(sorted(found, key=lambda mention: mention.start))

    def _in_longer_name(self, folded: str, mention: _Mention) -> _Mention | None:
        """Return a mention as what is meant where it is part of a longer name: a held part or whole, or no place."""
        place, behind = mention.place, folded[mention.end :]
        if place in self._wholes:
            for doc_id, part in self._of.items():
                if self._is_within(part, place) and (zone := zone_behind(behind, [self._titles[doc_id]])):
                    return _Mention(mention.start, mention.end + len(zone), part)
        if not self._texts or place in self.own:
            return mention
        if self._is_in_held_region(place):
            whole = next(one for one in self.held if self._is_within(place, one))
            return _Mention(mention.start, mention.end, whole) if named_behind(behind, self._texts) else mention
        is_near = self._is_part(place) and self._gazetteer.regions[place.code].is_province
        return None if not is_near and is_in_word(folded, mention.start, mention.end, self._texts) else mention

    def _of_people(self, folded: str) -> list[_Mention]:
        """Return the held places whose people a text that names no place speaks of: what they have is told of it."""
        named = (one for one in self._gazetteer.named_in(folded) if _PEOPLE.found(folded[one.end :]))
        found = (_Mention(one.start, one.end, self._meant(one.regions)) for one in named)
        return [mention for mention in found if mention.place in self.held]

    def _meant(self, regions: Sequence[Region]) -> Place:
        """Return which of the places of one name is meant: a held one, a part or a whole of one, else the first.

        A short name that a city bears too is the city's, but for a county of a held city: 西安 is no 西安区.
        """
        towns = [region for region in regions if not region.is_county]
        counties = [region for region in regions if region not in towns and self._is_in_held_town(region)]
        regions = counties or towns or regions
        places = [self._known(region) for region in regions]
        near = (
            *(place for place in places if place in self.held),
            *(place for place in places if self._is_in_held_region(place)),
            *(place for place in places if self._gazetteer.regions.get(place.code) in self._siblings),
            *(place for place in places if self._is_part(place)),
            *(place for place in places if place in self._wholes),
        )
        return next(iter(near), places[0])

    def _is_part(self, place: Place) -> bool:
        return any(self._is_within(place, held) for held in self.held)

    def _is_within(self, part: Place, whole: Place) -> bool:
        regions = self._gazetteer.regions
        return bool(part.code and whole.code) and self._gazetteer.is_within(regions[part.code], regions[whole.code])

    def _is_far(self, place: Place) -> bool:
        """Return whether a place is a county of no held city or province, nor in the city of a held district.

        Where something near bears its short name, that is meant, be the country held or not.
        """
        region = self._gazetteer.regions.get(place.code)
        is_near = self._is_in_held_region(place) or region in self._siblings
        return bool(region and region.is_county) and not is_near

    def _is_in_held_region(self, place: Place) -> bool:
        """Return whether a place is part of a held one that is not the country."""
        return any(self._is_within(place, held) for held in self.held if held.code != COUNTRY)

    def _is_in_held_town(self, region: Region) -> bool:
        """Return whether a county is held, or one of a city that is held, or that has a held county."""
        whole = self._gazetteer.regions.get(region.whole)
        return region in self._regions or region in self._siblings or whole in self._regions

    def _is_told_in_parts(self, whole: Place) -> bool:
        """Return whether a town or a province is none that home is of: there, people say the town and mean the part."""
        return whole.code != COUNTRY and not (self.home and self._is_within(self.home, whole))

    def _wholes_of_held(self) -> tuple[Place, ...]:
        """Return what held places are parts of, near before far, as a town, its province and the country."""
        found = dict.fromkeys(whole for region in self._regions for whole in self._gazetteer.wholes(region))
        ordered = sorted(found, key=lambda region: (region.is_country, region.is_province))
        return tuple(place for place in map(self._known, ordered) if place not in self.held)

    def _known(self, region: Region) -> Place:
        """Return a place of the gazetteer."""
        name = region.short or next(iter(region.near), "") or fold(region.name)
        called = dict.fromkeys((fold(region.name), *_called(region)))
        others = tuple(word for word in called if not word.startswith(name))
        return Place(name, region.written_english.lower(), region.name, others, region.code)


def _called(region: Region) -> tuple[str, ...]:
    """Return what the country is called by what is part of it."""
    return ("全国", "我国") if region.code == COUNTRY else ()


def _level(place: Place) -> str:
    return "国" if place.code == COUNTRY else place.full


def _unlisted(name: str, full: str) -> Place:
    """Return a place that no gazetteer has, as its document writes it."""
    return Place(name, "".join(lazy_pinyin(name)), full)


def _chained(places: Gazetteer, named: Sequence[Named]) -> list[Named]:
    """Return mentions with those of a whole and its part one behind the other as one, of the part.

    The short name of a county of another place right behind one is part of a name of something else.
    """
    found: list[Named] = []
    for mention in named:
        if found and mention.start - found[-1].end <= 1:
            inner = tuple(
                part for part in mention.regions if any(places.is_within(part, whole) for whole in found[-1].regions)
            )
            if inner:
                found[-1] = Named(found[-1].start, mention.end, inner)
                continue
            is_short = all(
                region.is_county and len(fold(region.name)) > mention.end - mention.start for region in mention.regions
            )
            if is_short and mention.start == found[-1].end:  # 甲省大兴寨水库 names no 大兴区 of another
                continue
        found.append(mention)
    return found
