"""The verdict on whether a place does better or worse than the whole it is part of, as the documents put it."""

from collections.abc import Mapping, Sequence

from index.records import Unit
from index.words.clauses import CLAUSE_END, SENTENCE_END, clauses
from index.words.kept import unit_fold
from rag.answer.finding import Finding, Verdict
from rag.figures.in_turn import weight_of
from rag.question.said import said
from rag.question.understand import Understood

_YES_NO, _ASKED, _TOLD = said("verdicts.yes_no"), said("verdicts.than_whole"), said("verdicts.told_of_whole")
SURE = 0.3  # of the question's term weight in the sentence, below which it may be of another matter
LONGEST = 32  # characters of the clause that tells it


def on_whole(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return whether something is above or below the city's, the country's, as asked; None where no unit puts it so."""
    asked = _ASKED.search(question.asked)
    total = sum(weights.values())
    if not asked or not total or not _YES_NO.found(question.asked):
        return None
    is_above = bool(asked["over"] or (asked["above"] and not asked["under"]))
    found = []
    for unit in units:
        for sentence in clauses(unit.text, SENTENCE_END):
            for clause in clauses(sentence, CLAUSE_END) if weight_of(sentence, weights) >= SURE * total else ():
                told = _TOLD.search(unit_fold(clause))
                if told and told["whole"] == asked["whole"] and len(clause.strip()) <= LONGEST:
                    is_so = bool(told["above"]) == is_above
                    verdict = Verdict(Finding.SAME_FIGURE if is_so else Finding.NOT_SO, unit.unit_id, clause.strip())
                    found.append((weight_of(clause, weights), verdict))
    return max(found, key=lambda one: one[0], default=(0.0, None))[1]
