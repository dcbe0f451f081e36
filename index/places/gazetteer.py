"""The places of a country with their names and what they are part of, and where a text names them.

Source: data/places.tsv, written by index/places/make.py.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from index.words.lists import rows
from index.words.terms import fold

DATA = Path(__file__).parent / "data"
PLACES = DATA / "places.tsv"
COUNTRY = "CN"
HONG_KONG = "810000"
NEAR = "~"  # in front of a name that is one only near a place that is spoken of
LONGEST = 40  # characters of a name
_PROVINCE, _CITY = "0000", "00"
_SHORTEST_WITH_SEAT, _DISTRICT = 2, "区"


@dataclass(frozen=True)
class Region:
    """A place of the gazetteer: its code, its name as it is written, and folded forms of its other names.

    `short` and `english` name it anywhere in a text; `near` only beside places of the same city or province. A short
    form behind one of `not_behind` ends a word. `whole` is the code of what it is part of, empty for a country.
    """

    code: str
    name: str
    short: str
    english: tuple[str, ...]
    near: tuple[str, ...]
    whole: str
    written_english: str
    not_behind: str

    @property
    def is_country(self) -> bool:
        """Whether it is a country."""
        return not self.whole

    @property
    def is_foreign(self) -> bool:
        """Whether it is another country."""
        return self.is_country and self.code != COUNTRY

    @property
    def is_county(self) -> bool:
        """Whether it is a district, a county or a zone: there are so many that their names are those of roads, too."""
        return not self.is_country and not (self.code.isdigit() and self.code.endswith(_CITY))

    @property
    def is_town(self) -> bool:
        """Whether it is a city that has districts or counties."""
        return self.code.isdigit() and self.code.endswith(_CITY) and self.name.endswith("市")

    @property
    def is_province(self) -> bool:
        """Whether it is a province, an autonomous or a special region, or a municipality of that rank."""
        return self.code.isdigit() and self.code.endswith(_PROVINCE)


class Named(NamedTuple):
    """Where a folded text names a place: the places of this name, of which one is meant."""

    start: int
    end: int
    regions: tuple[Region, ...]


class Gazetteer:
    """All places by code and by name."""

    def __init__(self, regions: Sequence[Region]) -> None:
        self.regions: Mapping[str, Region] = {region.code: region for region in regions}
        self._by_name: dict[str, list[Region]] = defaultdict(list)
        self._by_near: dict[str, list[Region]] = defaultdict(list)
        for region in regions:
            full = fold(region.name)
            is_word = len(full) == _SHORTEST_WITH_SEAT and full.endswith(_DISTRICT)  # 城区, 郊区, 东区
            for name in dict.fromkeys((*(() if is_word else (full,)), region.short, *region.english)):
                if name:
                    self._by_name[name].append(region)
            for name in dict.fromkeys((*((full,) if is_word else ()), *region.near)):
                self._by_near[name].append(region)

    @cached_property
    def _trie(self) -> marisa_trie.Trie:
        return marisa_trie.Trie([*self._by_name, *self._by_near])

    def wholes(self, region: Region) -> tuple[Region, ...]:
        """Return what a place is part of, near before far."""
        found: list[Region] = []
        code = region.whole
        while code:
            found.append(self.regions[code])
            code = found[-1].whole
        return tuple(found)

    def is_within(self, part: Region, whole: Region) -> bool:
        """Return whether a place is part of another."""
        return whole in self.wholes(part)

    def named_in(self, folded: str, near: Sequence[Region] = ()) -> tuple[Named, ...]:
        """Return where a folded text names places, in order; the longest name that begins at a character.

        Args:
            folded: the text.
            near: places that are spoken of: names that are words as well count for what is of the same city, or of
                the same province where they are cities.
        """
        found = tuple(self._named_in(folded, near))
        hyphens = [at for at, named in enumerate(found[1:], 1) if folded[found[at - 1].end : named.start] == "-"]
        joined = {one for at in hyphens for one in (at - 1, at)}  # guangdong-hong kong-macao names none of them
        return tuple(named for at, named in enumerate(found) if at not in joined)

    def chained_in(self, folded: str, near: Sequence[Region] = ()) -> list[Named]:
        """Return where a text names places, a whole and its part one behind the other as one, of the part.

        The short name of a county of another place right behind one is part of a name of something else: 甲省大兴寨水库
        names no 大兴区.
        """
        found: list[Named] = []
        for named in self.named_in(folded, near):
            before = found[-1] if found and named.start - found[-1].end <= 1 else None
            wholes = before.regions if before else ()
            inner = tuple(part for part in named.regions if any(self.is_within(part, whole) for whole in wholes))
            if before and inner:
                found[-1] = Named(before.start, named.end, inner)
            elif not (before and named.start == before.end and _is_short_of_counties(named)):
                found.append(named)
        return found

    def _named_in(self, folded: str, near: Sequence[Region]) -> Iterator[Named]:
        at = 0
        around = {code for region in near for code in (region.code, region.whole) if code and code != COUNTRY}
        while at < len(folded):
            found = self._longest(folded, at, around) if _may_begin(folded, at) else None
            if found:
                yield found
                at = found.end
            else:
                at += 1

    def _longest(self, folded: str, at: int, around: set[str]) -> Named | None:
        for name in sorted(self._trie.prefixes(folded[at : at + LONGEST]), key=len, reverse=True):
            end = at + len(name)
            if name.isascii() and end < len(folded) and folded[end].isascii() and folded[end].isalnum():
                continue
            regions = [*self._by_name.get(name, ())]
            regions += [region for region in self._by_near.get(name, ()) if region.whole in around]
            if at and len(name) == _SHORTEST_WITH_SEAT:
                regions = [region for region in regions if folded[at - 1] not in region.not_behind]
            if regions:
                return Named(at, end, tuple(regions))
        return None


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return all places; they are read once."""
    return Gazetteer([_region(row) for row in rows(PLACES)])


def _region(row: tuple[str, ...]) -> Region:
    code, name, short, english, whole, not_behind = (*row, *[""] * (6 - len(row)))  # empty fields at the end are cut
    spelt = english.lower().split("|") if english else []
    named = [short] if short else []
    return Region(
        code=code,
        name=name,
        short="" if short.startswith(NEAR) else fold(short),
        english=tuple(one for one in spelt if not one.startswith(NEAR)),
        near=tuple(fold(one.removeprefix(NEAR)) for one in (*named, *spelt) if one.startswith(NEAR)),
        whole=whole,
        written_english=english.removeprefix(NEAR).split("|")[0],
        not_behind=not_behind,
    )


def _is_short_of_counties(named: Named) -> bool:
    """Return whether a name is a short one, of counties alone."""
    return all(region.is_county and len(fold(region.name)) > named.end - named.start for region in named.regions)


def _may_begin(folded: str, at: int) -> bool:
    """Return whether a name may begin at a character: not within a Latin word."""
    return at == 0 or not (_is_letter(folded[at]) and _is_letter(folded[at - 1]))


def _is_letter(character: str) -> bool:
    return character.isascii() and character.isalpha()
