"""The sentence behind that goes on about what was chosen, with the figure that is asked: 上述措施涉及开支2亿元."""

from collections.abc import Sequence

from index.figures.stated import figures
from index.records import Role, Unit
from index.words.kept import unit_fold
from rag.evidence.picked import Held
from rag.figures.counted import is_no_amount
from rag.figures.lead import fits
from rag.question.answer_form import FIGURE, Expected
from rag.question.said import said
from rag.question.understand import Understood

_POINTS_BACK = said("lists.points_back")
BEHIND = 2  # units behind the first one
OPENING = 24  # characters of a sentence in which it points back


def going_on(held: Held, question: Understood, first: Unit, chosen: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return the unit behind the first that points back at it and has all asked forms, where no chosen one has them.

    Empty where no form is asked.
    """
    if not question.expected.forms or any(has_asked(unit, question, question.expected) for unit in chosen):
        return ()
    units = [unit for unit in held.corpus.units_in(first.section_id) if unit.role in (Role.SENTENCE, Role.ITEM)]
    at = next((n for n, unit in enumerate(units) if unit.unit_id == first.unit_id), len(units))
    for unit in units[at + 1 : at + 1 + BEHIND]:
        if _POINTS_BACK.found(unit_fold(unit.text)[:OPENING]) and has_asked(unit, question, question.expected):
            return (unit,)
    return ()


def has_asked(unit: Unit, question: Understood, expected: Expected) -> bool:
    """Return whether a unit has all of some expected forms; a time, an age or a share is no amount where none is asked.

    Args:
        unit: that may answer.
        question: as it was asked.
        expected: the forms, of the question or of a part of it.
    """
    fit = expected.fit(unit_fold(unit.text))
    if fit < 1 or [form.name for form in expected.forms] != [FIGURE]:
        return fit == 1
    form = expected.forms[0]
    return any(fits(figure, form) and not is_no_amount(figure, form, question) for figure in figures(unit.text))
