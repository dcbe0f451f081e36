"""Whether the places that a sentence names are those of what it cites."""

from index.places.gazetteer import Named, Region, gazetteer
from rag.writing.records import Fault, Finding
from rag.writing.stretches import Stretch


def check_places(stretch: Stretch) -> Finding | None:
    """Return the first place that is neither named where it is cited nor what a place named there is part of."""
    held = gazetteer()
    around = stretch.around
    regions = {region for named in held.named_in(around) for region in named.regions}
    wholes = {whole for region in regions for whole in held.wholes(region)}
    for named in held.named_in(stretch.text, tuple(regions)):
        name = stretch.text[named.start : named.end]
        if name not in around and not _is_of(named, {*regions, *wholes}):
            return Finding(fault=Fault.PLACE, words=name)
    return None


def _is_of(named: Named, regions: set[Region]) -> bool:
    return any(region in regions for region in named.regions)
