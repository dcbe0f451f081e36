"""Where a text names places, and which is meant: a held one, a part or a whole of one, or another."""

from collections.abc import Mapping
from typing import NamedTuple

from index.places.gazetteer import gazetteer
from rag.question.held_places import HeldPlaces
from rag.question.longer_name import Texts, is_in_word, named_behind, zone_behind
from rag.question.named_place import Place
from rag.question.said import said

_THING, _PEOPLE = said("places.thing"), said("places.people")
_OF = ("的", "嘅")


class Mention(NamedTuple):
    """Where a text names a place, and the place that is meant."""

    start: int
    end: int
    place: Place


class Mentions:
    """Finds the places that texts name.

    Args:
        held: the places of the documents.
        titles: of each document, with its issuer, folded.
        texts: what the documents hold; without, no name is taken for part of a longer one.
    """

    def __init__(self, held: HeldPlaces, titles: Mapping[str, str], texts: Texts | None) -> None:
        self._held, self._titles, self._texts = held, titles, texts

    def of(self, folded: str) -> tuple[Mention, ...]:
        """Return where a folded text names places, in order, each with the one that is meant."""
        named = [
            mention
            for mention in gazetteer().chained_in(folded, self._held.near)
            if not _THING.found(folded[mention.end :])
        ]
        found = [Mention(mention.start, mention.end, self._held.meant(mention.regions)) for mention in named]
        for place in (*self._held.all, *self._held.wholes):  # names that the gazetteer does not have
            for name in place.called if place.code else place.names:
                at = folded.find(name)
                if at >= 0 and not (name in place.called and folded[at - 1 : at] in _OF):  # 对老人友善的全国示范社区
                    found.append(Mention(at, at + len(name), place))
        meant = (self._in_longer_name(folded, mention) for mention in found)
        found = [mention for mention in meant if mention] or self._of_people(folded)
        return tuple(sorted(found, key=lambda mention: mention.start))

    def _in_longer_name(self, folded: str, mention: Mention) -> Mention | None:
        """Return a mention as what is meant where it is part of a longer name: a held part or whole, or no place."""
        place, behind = mention.place, folded[mention.end :]
        if place in self._held.wholes:
            for doc_id, part in self._held.of.items():
                if self._held.is_within(part, place) and (zone := zone_behind(behind, [self._titles[doc_id]])):
                    return Mention(mention.start, mention.end + len(zone), part)
        if not self._texts or place in (*self._held.all, *self._held.towns):
            return mention
        if self._held.is_in_region(place):
            whole = next(one for one in self._held.all if self._held.is_within(place, one))
            return Mention(mention.start, mention.end, whole) if named_behind(behind, self._texts) else mention
        is_near = self._held.is_part(place) and self._held.regions[place.code].is_province
        return None if not is_near and is_in_word(folded, mention.start, mention.end, self._texts) else mention

    def _of_people(self, folded: str) -> list[Mention]:
        """Return the held places whose people a text that names no place speaks of: what they have is told of it."""
        named = (one for one in gazetteer().named_in(folded) if _PEOPLE.found(folded[one.end :]))
        found = (Mention(one.start, one.end, self._held.meant(one.regions)) for one in named)
        return [mention for mention in found if mention.place in self._held.all]

    def spans(self, folded: str) -> tuple[tuple[int, int], ...]:
        """Return where a folded text names places, held or not, as [start, end) in order; whole and part as one."""
        found: list[tuple[int, int]] = []
        for named in gazetteer().named_in(folded, self._held.near):
            if found and not folded[found[-1][1] : named.start].strip():
                found[-1] = (found[-1][0], named.end)
            elif not _THING.found(folded[named.end :]):
                found.append((named.start, named.end))
        found = found or [(mention.start, mention.end) for mention in self._of_people(folded)]
        return tuple(found) or tuple((mention.start, mention.end) for mention in self.of(folded))

    def called(self, name: str) -> Place | None:
        """Return the place of a folded name, or None."""
        mention = next(iter(gazetteer().named_in(name, self._held.near)), None)
        if mention and mention.end - mention.start == len(name):
            return self._held.meant(mention.regions)
        return next((place for place in self._held.wholes if name in place.names), None)
