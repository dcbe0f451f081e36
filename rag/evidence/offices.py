"""Who is responsible: the list that a statement is linked to, the office in brackets behind it, or what it says."""

from collections.abc import Sequence

from index.records import LinkKind, Role, Unit
from index.words.kept import unit_fold
from index.words.quotes import bare, quoted
from rag.evidence.picked import Held, Ranking
from rag.evidence.rank import Ranked
from rag.question.said import said
from rag.question.understand import Wants

RESPONSIBLE_DEPTH = 8  # ranked units looked through for one that names who is responsible
LONGEST_BARE = 24  # characters of a sentence that has no matter of its own

_IN_CHARGE, _OFFICE_AT_END = said("lists.in_charge"), said("lists.office_at_end")
_EXPLAINS, _ASKS_EXPLAINS = said("lists.explains"), said("asks.explains")


def responsible_units(held: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the lists of responsible units with the unit they belong to behind them, when those are asked for.

    A unit that says itself who is responsible stands alone, in brackets at its end before in running text, where the
    question names the thing in quotation marks or not. An item of a list without an office has that of the next one.
    """
    if ranking.question.wants is not Wants.RESPONSIBLE:
        return ()
    telling: tuple[Unit, ...] = ()
    for item in _named(ranking)[:RESPONSIBLE_DEPTH]:
        lists = tuple(held.corpus.unit(link.unit_id) for link in item.unit.links if link.kind is LinkKind.RESPONSIBLE)
        if lists:
            return (*lists, item.unit)
        if behind := _office_behind(held, item.unit) or _told_behind(held, item.unit):
            return behind
        text = unit_fold(item.unit.text)
        said_of_it = text if _ASKS_EXPLAINS.found(ranking.question.asked) else _EXPLAINS.sub(" ", text)
        if not telling and item.unit.role is not Role.RESPONSIBLE and _IN_CHARGE.found(said_of_it):
            telling = (item.unit,)
            if not quoted(ranking.question.asked):
                return telling
    return telling


def _named(ranking: Ranking) -> Sequence[Ranked]:
    """Return the units of the period that hold what a question puts in quotation marks, all where none does."""
    names = quoted(ranking.question.asked)
    held = [item for item in ranking.of_period if any(name in bare(unit_fold(item.unit.text)) for name in names)]
    return held or ranking.of_period


def _told_behind(held: Held, unit: Unit) -> tuple[Unit, ...]:
    """Return the short sentence right behind a unit that says nothing but who is in charge of it, with the unit."""
    units = held.corpus.units_in(unit.section_id)
    at = next((n for n, other in enumerate(units) if other.unit_id == unit.unit_id), len(units))
    for other in units[at + 1 : at + 2]:
        if other.role is Role.SENTENCE and len(other.text) <= LONGEST_BARE and _IN_CHARGE.found(unit_fold(other.text)):
            return (other, unit)
    return ()


def _office_behind(held: Held, unit: Unit) -> tuple[Unit, ...]:
    """Return a unit that ends with an office in brackets; an item without one with the item behind that has it."""
    if unit.role is not Role.RESPONSIBLE and _OFFICE_AT_END.found(unit_fold(unit.text)):
        return (unit,)
    if unit.role is not Role.ITEM:
        return ()
    units = held.corpus.units_in(unit.section_id)
    at = next((n for n, other in enumerate(units) if other.unit_id == unit.unit_id), len(units))
    for other in units[at + 1 :]:
        if other.role is Role.RESPONSIBLE or (other.role is Role.ITEM and _OFFICE_AT_END.found(unit_fold(other.text))):
            return (other, unit)
        if other.role is not Role.ITEM:
            break
    return ()
