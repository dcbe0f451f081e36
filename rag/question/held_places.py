"""The places that the documents of a corpus are about, and how others stand to them: a part, a whole, near or far."""

from collections.abc import Iterable, Mapping, Sequence

from pypinyin import lazy_pinyin

from index.catalog.guess import ADMINISTRATIVE
from index.places.gazetteer import COUNTRY, Region, gazetteer
from index.records import DocumentEntry
from index.words.terms import fold
from rag.question.named_place import Place
from rag.question.said import said

_NATIONAL = said("places.national")


class HeldPlaces:
    """The places of documents. `wholes` are what they are parts of, near before far; `of` is the place of a document.

    `home` is the one that a question means which names none; it is sure where it was told, or most documents are about
    it. `in_parts` are the wholes that are none of home's.

    Args:
        documents: what the catalogue says of them.
        home: its name; by default that of most documents.
    """

    def __init__(self, documents: Iterable[DocumentEntry], home: str = "") -> None:
        self.regions = gazetteer().regions
        found = {entry.doc_id: self._place_of(entry) for entry in documents}
        self.of: Mapping[str, Place] = {doc_id: place for doc_id, place in found.items() if place}
        self.all = tuple(dict.fromkeys(self.of.values()))
        self.near = tuple(self.regions[place.code] for place in self.all if place.code)
        around = {region.whole for region in self.near} - {"", COUNTRY}
        self._siblings = {region for region in self.regions.values() if region.whole in around}
        self.wholes = self._wholes()
        self.towns = tuple(place for place in self.wholes if self.regions[place.code].is_town)
        counted = list(self.of.values())
        most = max(self.all, key=counted.count, default=None)  # the first of those that have as many
        told = next((place for place in self.all if home and place.is_named(fold(home))), None)
        self.home = told or most
        self.is_home_sure = told is not None or 2 * max(map(counted.count, self.all), default=0) > len(counted)
        self.in_parts = tuple(place for place in self.wholes if self._is_told_in_parts(place))

    def meant(self, regions: Sequence[Region]) -> Place:
        """Return which of the places of one name is meant: a held one, a part or a whole of one, else the first.

        A short name that a city bears too is the city's, but for a county of a held city: 西安 is no 西安区.
        """
        towns = [region for region in regions if not region.is_county]
        counties = [region for region in regions if region not in towns and self._is_in_town(region)]
        regions = counties or towns or regions
        places = [known(region) for region in regions]
        near = (
            *(place for place in places if place in self.all),
            *(place for place in places if self.is_in_region(place)),
            *(place for place in places if self.regions.get(place.code) in self._siblings),
            *(place for place in places if self.is_part(place)),
            *(place for place in places if place in self.wholes),
        )
        return next(iter(near), places[0])

    def is_part(self, place: Place) -> bool:
        """Return whether a place is part of a held one."""
        return any(self.is_within(place, held) for held in self.all)

    def is_within(self, part: Place, whole: Place) -> bool:
        """Return whether a place is part of another."""
        are_listed = bool(part.code and whole.code)
        return are_listed and gazetteer().is_within(self.regions[part.code], self.regions[whole.code])

    def is_far(self, place: Place) -> bool:
        """Return whether a place is a county of no held city or province, nor in the city of a held district.

        Where something near bears its short name, that is meant, be the country held or not.
        """
        region = self.regions.get(place.code)
        is_near = self.is_in_region(place) or region in self._siblings
        return bool(region and region.is_county) and not is_near

    def is_in_region(self, place: Place) -> bool:
        """Return whether a place is part of a held one that is not the country."""
        return any(self.is_within(place, held) for held in self.all if held.code != COUNTRY)

    def _is_in_town(self, region: Region) -> bool:
        """Return whether a county is held, or one of a city that is held, or that has a held county."""
        whole = self.regions.get(region.whole)
        return region in self.near or region in self._siblings or whole in self.near

    def _is_told_in_parts(self, whole: Place) -> bool:
        """Return whether a town or a province is none that home is of: there, people say the town and mean the part."""
        return whole.code != COUNTRY and not (self.home and self.is_within(self.home, whole))

    def _wholes(self) -> tuple[Place, ...]:
        """Return what held places are parts of, near before far, as a town, its province and the country."""
        found = dict.fromkeys(whole for region in self.near for whole in gazetteer().wholes(region))
        ordered = sorted(found, key=lambda region: (region.is_country, region.is_province))
        return tuple(place for place in map(known, ordered) if place not in self.all)

    def _place_of(self, entry: DocumentEntry) -> Place | None:
        """Return the place that the title of a document names first, else its issuer."""
        for said_of_it in (entry.place, entry.title, entry.issuer):
            found = self._first_of(fold(said_of_it), near=fold(entry.issuer))
            if found:
                return found
        return known(self.regions[COUNTRY]) if _NATIONAL.found(fold(entry.issuer)) else None

    def _first_of(self, folded: str, near: str) -> Place | None:
        mentions = gazetteer().chained_in(folded)
        towns = [mention for mention in mentions if not mention.regions[0].is_foreign]
        administrative = next(ADMINISTRATIVE.finditer(folded), None)
        if administrative and (not towns or administrative.start("name") < towns[0].start):
            return _unlisted(administrative.group("name"), administrative.group())
        if not towns:
            return None
        issuers = [region for named in gazetteer().named_in(near) for region in named.regions]
        meant = next((region for region in towns[0].regions if region in issuers), towns[0].regions[0])
        return known(meant)


def known(region: Region) -> Place:
    """Return a place of the gazetteer."""
    name = region.short or next(iter(region.near), "") or fold(region.name)
    called = dict.fromkeys((fold(region.name), *_called(region)))
    others = tuple(word for word in called if not word.startswith(name))
    return Place(name, region.written_english.lower(), region.name, others, region.code)


def level_of(place: Place) -> str:
    """Return what a place is by its full name, of which the last character is its level; 国 of the country."""
    return "国" if place.code == COUNTRY else place.full


def _called(region: Region) -> tuple[str, ...]:
    """Return what the country is called by what is part of it."""
    return ("全国", "我国") if region.code == COUNTRY else ()


def _unlisted(name: str, full: str) -> Place:
    """Return a place that no gazetteer has, as its document writes it."""
    return Place(name, "".join(lazy_pinyin(name)), full)
