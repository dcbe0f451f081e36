"""Whether a figure that is asked is stated nowhere in what would answer, or only on another scale.

What all get together tells nothing of what one gets, nor a day's figure that of the year.
"""

from collections.abc import Iterator, Sequence

from index.figures.stated import figures
from index.records import Unit
from index.words.clauses import CLAUSE_END
from index.words.kept import unit_fold
from rag.figures.lead import WORDY, fits
from rag.question.answer_form import FIGURE
from rag.question.said import said
from rag.question.understand import Understood, Wants

SCALE = "scale"
BEHIND = 2  # characters behind a figure that may name it: 500万元资金
_FOR_ONE, _OF_ALL, _EACH_TIME = said("asks.for_one"), said("asks.of_all"), said("asks.each_time")
_PER, _POOLED = said("acts.per"), said("figures.pooled")


def unstated_in(question: Understood, chosen: Sequence[Unit]) -> str:
    """Return `FIGURE` where one is asked and none of a form is told, `SCALE` where it is on another scale; else ""."""
    if question.wants is not Wants.FIGURE:
        return ""
    if question.expected.lacks_all([unit_fold(unit.text) for unit in chosen]):
        return FIGURE
    asks_one, asks_per = _FOR_ONE.found(question.asked), _PER.found(_EACH_TIME.sub(" ", question.asked))
    around = list(_around(question, chosen))
    if asks_per:
        is_other = not any(_PER.found(unit_fold(unit.text)) for unit in chosen)
    elif asks_one:
        is_other = all(map(_POOLED.found, around))
    else:
        is_other = _OF_ALL.found(question.asked) and all(map(_PER.found, around))
    return SCALE if around and is_other else ""


def _around(question: Understood, chosen: Sequence[Unit]) -> Iterator[str]:
    """Yield what stands in front of each figure of an asked form in its clause, and right behind it, folded."""
    forms = [form for form in question.expected.forms if form.name not in WORDY]
    for unit in chosen:
        for figure in figures(unit.text):
            if any(fits(figure, form) for form in forms):
                ends = (end.end() for end in CLAUSE_END.finditer(unit.text, 0, figure.start))
                front = unit.text[max(ends, default=0) : figure.start]
                yield unit_fold(f"{front} {unit.text[figure.end : figure.end + BEHIND]}")
