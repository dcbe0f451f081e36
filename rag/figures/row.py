"""Which figures of a table's row may answer: those of the columns that are asked."""

from collections.abc import Mapping

from index.figures.row import row_of
from index.records import Unit
from rag.figures.candidate import Candidate
from rag.figures.counted import records_by_start
from rag.figures.decide import ASKS_CHANGE
from rag.question.answer_form import Form
from rag.question.understand import Understood


def of_the_columns(
    unit: Unit, fitting: Mapping[Form, list[Candidate]], question: Understood
) -> Mapping[Form, list[Candidate]]:
    """Return the figures of the year that is asked, and of how it grew or how much it was; all of no table's row.

    Args:
        unit: that may be such a row.
        fitting: its figures, by the form that they are of.
        question: what is asked.
    """
    if row_of(unit) is None:
        return fitting
    records = records_by_start(unit)
    dated = [
        record
        for record in records.values()
        if len(question.years) != 1 or record.years == question.years or len(set(unit.years)) < 2
    ]
    asks_change = ASKS_CHANGE.found(question.text)
    of_kind = [record for record in dated if record.is_change == asks_change] or dated
    kept = {record.start for record in of_kind}
    if not kept:
        return fitting
    return {
        form: [item for item in items if item.figure.is_date or item.figure.start in kept]
        for form, items in fitting.items()
    }
