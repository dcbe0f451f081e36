"""The one or two statements nearest to a question that is refused: given as such where they are near enough."""

from collections.abc import Sequence

from index.records import Unit
from rag.evidence.rank import Ranked
from rag.question.agreement import year_agreements
from rag.question.understand import Understood

MOST_NEAREST = 2
AS_NEAR = 4.0  # log-odds of the ranker, by which the second may stand behind the first


def nearest_units(
    question: Understood, ranked: Sequence[Ranked], chosen: Sequence[Unit], *, held: Sequence[int]
) -> tuple[Unit, ...]:
    """Return the statements nearest to a question, best first; none when all are of other years than it asks about.

    Args:
        question: that is refused.
        ranked: units, best first.
        chosen: those that would have been cited.
        held: the years that the refusal says are held instead: only what is of those is shown then; empty where it
            says none.
    """
    scores = {item.unit.unit_id: item.score for item in ranked}
    units = tuple({unit.unit_id: unit for unit in (*chosen, *(item.unit for item in ranked))}.values())
    if held:
        units = tuple(unit for unit in units if set(unit.years) & set(held))
    elif question.years:
        agreements = year_agreements(units, question.years)
        units = tuple(unit for unit, agrees in zip(units, agreements, strict=True) if agrees >= 0)
    least = max((scores.get(unit.unit_id, 0.0) for unit in units[:1]), default=0.0) - AS_NEAR
    return units[:1] + tuple(unit for unit in units[1:MOST_NEAREST] if scores.get(unit.unit_id, least) >= least)
