"""What keeps a figure from standing in front: evidence that is unsure, or a statement nearly as good with another."""

from collections.abc import Mapping, Sequence

from index.figures.row import row_of
from index.figures.stated import figures
from index.records import Unit
from index.words.terms import unspaced
from rag.answer.repeats import repeats
from rag.evidence.rank import Ranked
from rag.figures.counted import records_by_start
from rag.figures.lead import Led, asks_several_amounts, fits
from rag.figures.thing import Kin, kin_of
from rag.question.understand import Understood

_NEAR = (Kin.SAME, Kin.NARROWER, Kin.WIDER)
# Log-odds of the ranker. On 239 questions that nothing was mended for, 35 of which had a wrong figure in front, a rival
# within 2 takes 19 of the wrong ones away and 18 of the right ones, whose quote still says the figure.
SURE = 2.0
# Of 665 figures in front over the cases of three suites, 87 are of questions for several amounts: of those that the
# gate gave less than 0.8, 5 of 15 were wrong, of the others 8 of 72; of one amount 21 of 578, as many where unsure.
SURE_OF_EACH = 0.8


def is_unsure(question: Understood, confidence: float) -> bool:
    """Return whether evidence is too unsure for figures to stand in front, each of which must be of its own matter.

    Args:
        question: that is asked; where it asks for one amount, none is.
        confidence: of the gate, that the evidence answers.
    """
    return asks_several_amounts(question) and confidence < SURE_OF_EACH


def is_rivalled(
    question: Understood, leading: Mapping[str, Sequence[Led]], ranked: Sequence[Ranked], weights: Mapping[str, float]
) -> bool:
    """Return whether a statement is about as good as the one whose figures would lead, and has others of their form.

    Another row of the same table is none, nor are figures of something else where those that would lead are of the very
    thing that the question names.

    Args:
        question: with the forms that are expected.
        leading: figures by the id of their unit.
        ranked: units, best first.
        weights: the question's terms, each with its weight.
    """
    own = [item for item in ranked if item.unit.unit_id in leading]
    if not own:
        return False
    first = own[0]
    keys = tuple(led.text for led in leading[first.unit.unit_id])
    rivals = (
        item.unit
        for item in ranked
        if item.unit.unit_id not in leading
        and item.score > first.score - SURE
        and not all(unspaced(key) in unspaced(item.unit.text) for key in keys)
        and not repeats(first.unit, (), (item.unit,))
        and not _are_rows(first.unit, item.unit)
    )
    of_form = [
        (unit, figure.start)
        for unit in rivals
        for figure in figures(unit.text)
        if any(fits(figure, form) for form in question.expected.forms)
    ]
    starts = [(first.unit, first.unit.text.find(key)) for key in keys]
    is_named = all(_kin_from(unit, start, question, weights) is Kin.SAME for unit, start in starts)
    return any(not is_named or _kin_from(unit, start, question, weights) in _NEAR for unit, start in of_form)


def _kin_from(unit: Unit, start: int, question: Understood, weights: Mapping[str, float]) -> Kin:
    """Return how the subject of the first figure from a place in a unit on stands to what the question names."""
    records = records_by_start(unit)
    at = min((one for one in records if one >= start), default=-1)
    return kin_of(unit, records[at], records, question, weights) if at >= 0 else Kin.UNSURE


def _are_rows(one: Unit, other: Unit) -> bool:
    """Return whether both are rows of a table of one section: their heads tell them apart."""
    return one.section_id == other.section_id and row_of(one) is not None and row_of(other) is not None
