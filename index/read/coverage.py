"""How much of a document was read as what: the shares of it in a section, with a year, left out as furniture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.read.furniture import FURNITURE
from index.records import Dropped, Role, Section, Span, Unit

_NEVER_DATED = (Role.FOOTNOTE, Role.GLOSSARY)  # they say what words mean


@dataclass(frozen=True)
class ReadShares:
    """Shares from 0 to 1: of the characters below a heading, of the units with a year, of the characters left out."""

    in_section: float
    dated: float
    furniture: float


def read_shares(units: Sequence[Unit], sections: Iterable[Section], dropped: Iterable[Dropped]) -> ReadShares:
    """Return the shares of one document; definitions do not count among its dated and undated units.

    Characters are those of the spans of units and of what was dropped; a document without any has shares of 0.
    """
    headed = {section.section_id for section in sections if section.path}
    n_units = sum(_length(unit.spans) for unit in units)
    n_furniture = sum(_length((drop.span,)) for drop in dropped if drop.reason in FURNITURE)
    n_headed = sum(_length(unit.spans) for unit in units if unit.section_id in headed)
    telling = [unit for unit in units if unit.role not in _NEVER_DATED]
    return ReadShares(
        in_section=_share(n_headed, n_units),
        dated=_share(sum(bool(unit.years) for unit in telling), len(telling)),
        furniture=_share(n_furniture, n_units + n_furniture),
    )


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
