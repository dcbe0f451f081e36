"""Whether a figure that is asked is stated nowhere in what would answer, or only on another scale.

What all get together tells nothing of what one gets, nor a day's figure that of the year, nor what was added of all.
"""

import re
from collections.abc import Iterator, Sequence

from index.figures.stated import figures
from index.records import Unit
from index.words.clauses import CLAUSE_END, SUBJECT_END, clauses
from index.words.kept import unit_fold
from rag.figures.counted import asks_stock, names_amount, tells_added
from rag.figures.lead import WORDY, fits
from rag.question.answer_form import FIGURE
from rag.question.part_of_place import kindless
from rag.question.said import said
from rag.question.understand import Understood, Wants

SCALE, PART, AMOUNT, ACT = "scale", "part", "amount", "act"
BEHIND = 2  # characters behind a figure that may name it: 500万元资金
_FOR_ONE, _OF_ALL, _EACH_TIME = said("asks.for_one"), said("asks.of_all"), said("asks.each_time")
_IN_ALL, _SO_FAR, _NEW = said("figures.in_all"), said("asks.so_far"), "新"  # 新增41项 is not all there are
_ASKS_FIGURE, _SENTENCE = said("asks.figure"), re.compile("[。；;？?！!]")
_OF_WHICH = said("figures.of_which")
_PER, _POOLED, _TOLD_BY_UNIT = said("acts.per"), said("figures.pooled"), said("asks.told_by_unit")


def unstated_in(question: Understood, chosen: Sequence[Unit]) -> str:
    """Return what the statements lack that is asked, or "".

    `FIGURE` where one is asked and none of a form is told, `SCALE` where it is on another scale, `PART` where it is
    asked of a part of a held place and no sentence that names the part has one, `AMOUNT` where nothing names what of
    the thing is asked (市值), or how many were added is told of those that there are.
    """
    if question.wants is not Wants.FIGURE:
        return ""
    if question.is_elsewhere_within and not _tells_of_part(question, chosen):
        return PART
    folded = [unit_fold(unit.text) for unit in chosen]
    if question.expected.lacks_all(folded):
        return FIGURE
    if not (_TOLD_BY_UNIT.found(question.asked) or any(names_amount(text, question) for text in folded)):
        return AMOUNT
    asking = "，".join(clause for clause in clauses(question.asked, _SENTENCE) if _ASKS_FIGURE.found(clause))
    asks_one, asks_per = _FOR_ONE.found(question.asked), _PER.found(_EACH_TIME.sub(" ", asking or question.asked))
    around = list(_around(question, chosen))
    wholes = [one for one in around if not _OF_WHICH.match(one)]
    if wholes and asks_stock(question) and all(tells_added(one, one) for one in wholes):
        return AMOUNT
    if asks_per:
        is_other = not any(_PER.found(unit_fold(unit.text)) for unit in chosen)
    elif asks_one:
        is_other = all(map(_POOLED.found, around))
    else:
        asks_all = _OF_ALL.found(question.asked)
        is_added = _SO_FAR.found(question.asked) and all(_NEW in one and not _IN_ALL.found(one) for one in around)
        is_other = asks_all and (is_added or all(map(_PER.found, around)))
    return SCALE if around and is_other else ""


def _tells_of_part(question: Understood, chosen: Sequence[Unit]) -> bool:
    """Return whether a sentence that names the part of a held place that is asked about has a figure of the form."""
    name, forms = kindless(question.elsewhere), question.expected.forms
    named = (one for unit in chosen for one in clauses(unit_fold(unit.text), SUBJECT_END) if name in one)
    return not forms or any(form.search(sentence) for sentence in named for form in forms)


def _around(question: Understood, chosen: Sequence[Unit]) -> Iterator[str]:
    """Yield what stands in front of each figure of an asked form in its clause, and right behind it, folded."""
    forms = [form for form in question.expected.forms if form.name not in WORDY]
    for unit in chosen:
        for figure in figures(unit.text):
            if any(fits(figure, form) for form in forms):
                ends = (end.end() for end in CLAUSE_END.finditer(unit.text, 0, figure.start))
                front = unit.text[max(ends, default=0) : figure.start]
                yield unit_fold(f"{front} {unit.text[figure.end : figure.end + BEHIND]}")
