"""Whether the places that a sentence names are those of what it cites."""

from collections.abc import Sequence

from index.places.gazetteer import COUNTRY, Gazetteer, Named, Region, gazetteer
from rag.writing.plain import plain
from rag.writing.records import Evidence, Fault, Finding
from rag.writing.stretches import Stretch


def check_places(stretch: Stretch) -> Finding | None:
    """Return the first place that is neither named where it is cited nor what its document is about.

    What a place is part of may stand in front of its name (甲市乙区); what is told of the part tells nothing of it.
    """
    held = gazetteer()
    said = " ".join((stretch.said, *(plain(" ".join(one.evidence.section)) for one in stretch.sources)))
    about = {region for one in stretch.sources for region in _about(one.evidence, held)}
    regions = {*about, *(region for named in held.named_in(said, tuple(about)) for region in named.regions)}
    found = held.named_in(stretch.text, tuple(regions))
    for at, named in enumerate(found):
        name = stretch.text[named.start : named.end]
        if name not in said and regions.isdisjoint(named.regions) and not _leads_on(found[at:], regions, held):
            return Finding(fault=Fault.PLACE, words=name)
    return None


def _about(evidence: Evidence, held: Gazetteer) -> set[Region]:
    """Return the places that title and issuer name, without those that another of them is part of; else the country."""
    named = {region for one in held.named_in(plain(evidence.title)) for region in one.regions}
    wholes = {whole for region in named for whole in held.wholes(region)}
    return named - wholes or {held.regions[COUNTRY]}


def _leads_on(found: Sequence[Named], regions: set[Region], held: Gazetteer) -> bool:
    """Return whether a place stands right in front of a part of it that is meant."""
    if len(found) < 2 or found[1].start - found[0].end > 1:
        return False
    parts = [part for part in found[1].regions if part in regions]
    return any(held.is_within(part, whole) for part in parts for whole in found[0].regions)
