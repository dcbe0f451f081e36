"""Whether no figure that would answer is of the thing that a question names: then it is not stated."""

from collections.abc import Iterable, Mapping

from index.records import Unit
from rag.figures.lead import WORDY, candidates, fits
from rag.figures.named import is_for_each, is_named, names_asked
from rag.question.understand import Understood


def names_none(question: Understood, units: Iterable[Unit], weights: Mapping[str, float]) -> bool:
    """Return whether no figure of some units that has an asked form stands in a sentence that names the asked thing.

    A figure for each person is none of them. False where the question names none shortly, or no figure has the form:
    other words tell of it then.

    Args:
        question: what is asked.
        units: that would be cited.
        weights: the question's terms, each with its weight.
    """
    forms = [form for form in question.expected.forms if form.name not in WORDY]
    names = names_asked(question)
    if not names or not forms:
        return False
    fitting = [
        (unit, item)
        for unit in units
        for item in candidates(unit, weights)
        if any(fits(item.figure, form) for form in forms)
    ]
    return bool(fitting) and not any(
        is_named(names, unit, item, question, weights) and not is_for_each(unit, item, question)
        for unit, item in fitting
    )
