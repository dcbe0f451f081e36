"""What an answer begins with, before it is put in words: figures, periods side by side, a disagreement, a verdict."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.records import Unit
from rag.answer.finding import Verdict
from rag.answer.verdict import verdict
from rag.answer.when import told_of
from rag.figures.compare import Keyed, PlaceOf, asks_computed, compared, disagreeing, of_each_place
from rag.figures.lead import Led, lead_keys, led
from rag.question.understand import Understood
from rag.records import ChosenBy


@dataclass(frozen=True)
class Front:
    """What stands before the quotes: the figures of each unit, rows of periods, sides that disagree, a verdict.

    `periods` are the units whose periods tell when, where that is asked and no date is written.
    """

    leading: Mapping[str, tuple[Led, ...]]
    rows: Sequence[Keyed]
    sides: Sequence[Keyed]
    verdict: Verdict | None
    periods: tuple[Unit, ...] = ()

    @property
    def has_verdict_on_figure(self) -> bool:
        """Whether the verdict says the figure: then no other line does."""
        return bool(self.verdict and self.verdict.figure)


def front_of(
    question: Understood,
    quoted: Sequence[Unit],
    rows: Sequence[Keyed],
    weights: Mapping[str, float],
    place_of: PlaceOf,
    *,
    is_computed: bool = False,
    is_held_back: Callable[[Mapping[str, Sequence[Led]]], bool] = lambda _: False,
) -> Front:
    """Return what stands before the quotes of some units.

    Args:
        question: what was asked.
        quoted: units, the most important first.
        rows: the years of a figure, where given.
        weights: the question's terms, each with its weight.
        place_of: gives the place of a document.
        is_computed: whether a figure is computed of theirs: then none of them leads.
        is_held_back: whether what would lead is kept from it, by the figures of each unit, as unsure or rivalled.
    """
    told = verdict(question, quoted, weights)
    if told and told.figure:
        held = dict(((told.unit_id, told.figure), *((told.beside,) if told.beside else ())))
        return Front({of: (Led(figure, ChosenBy.CLAUSE),) for of, figure in held.items()}, (), (), told)
    found = {unit.unit_id: led(unit, question, weights) for unit in quoted}
    keyed = [Keyed(unit, texts_of(found[unit.unit_id])) for unit in quoted if found[unit.unit_id]]
    shown = {unit.unit_id for unit in quoted}
    periods_by = ChosenBy.YEARS if rows else ChosenBy.PERIODS
    has_operands, is_computed = is_computed, is_computed or asks_computed(question)
    rows = [row for row in rows if row.unit.unit_id in shown] or compared(question, keyed, weights)
    each = () if is_computed or rows else of_each_place(question, keyed, place_of)
    rows, sides = ([], ()) if is_computed else (rows, () if each else disagreeing(keyed, weights, place_of))
    is_alone = not rows and not each
    may_lead = is_alone and not has_operands
    leading = {unit.unit_id: of_unit for unit, of_unit in lead_keys(quoted, question, weights)} if may_lead else {}
    if is_held_back(leading):
        leading = {}
    for item, chosen_by in (
        *((row, periods_by) for row in rows),
        *((item, ChosenBy.EACH) for item in each),
        *((side, ChosenBy.DISAGREEMENT) for side in sides),
    ):
        leading[item.unit.unit_id] = tuple(Led(text, chosen_by) for text in item.keys)
    return Front(leading, rows, sides, told, () if leading or has_operands else told_of(question, quoted, weights))


def texts_of(figures: Sequence[Led]) -> tuple[str, ...]:
    """Return figures as they stand."""
    return tuple(figure.text for figure in figures)
