"""What is considered for a question: which years, place and document are meant, and the stages with each of them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.records import Period
from index.words.kept import unit_fold
from rag.considered import Considered, tells
from rag.further import asked_on, of_any_year
from rag.newest import newest, not_yet, recurring
from rag.question.answer_form import Expected
from rag.question.named_place import Place
from rag.question.place import Places
from rag.question.understand import Understood
from rag.question.within import is_in
from rag.records import Question
from rag.stages import Stages
from rag.steps import Steps
from rag.together import of_years_together

NAME = 4  # characters that a question and a statement have in a row: a name, mostly
_HAN = re.compile("[\u4e00-\u9fff]+")
NEAR = 5  # units, best first
AS_GOOD = 4.0  # log-odds of the ranker: as far apart as two ways to say the same matter


class Considering:
    """Goes the way from a question to the verdict on its evidence, more than once where it can be meant several ways.

    Args:
        stages: of answering.
        places: that the documents are about.
        covered: gives the periods that the documents about some places cover.
        steps: which are taken.
    """

    def __init__(
        self, stages: Stages, places: Places, covered: Callable[[Sequence[Place]], tuple[Period, ...]], steps: Steps
    ) -> None:
        self._stages, self._places, self._covered, self._steps = stages, places, covered, steps

    def consider(self, question: Question) -> Considered:
        """Return every stage from the question to the verdict on its evidence."""
        if behind := asked_on(question, self.consider):
            return behind
        understood = self._stages.understand(question)
        if understood.asks_newest:
            return self._newest(understood)
        found = self._considered(understood)
        if understood.new_words and not tells(found, understood.new_words):
            found, understood = self._without_topic(found)
        if (of_any := of_any_year(found)) and (actual := self._newest(of_any)).verdict.reason is None:
            return actual
        if (of_newest := recurring(found)) and (latest := self._newest(of_newest)).verdict.reason is None:
            return latest
        if understood.documents and understood.names_kind and found.verdict.reason is not None:
            return self._of_places(
                replace(understood, documents=()), self._considered(replace(understood, documents=()))
            )
        found = of_years_together(self._of_places(understood, found))
        return not_yet(found, self._covered(understood.places), self._newest)

    def _newest(self, understood: Understood) -> Considered:
        covered = self._covered(understood.places)
        return newest(understood, covered, lambda one: self._of_places(one, self._considered(one)))

    def _without_topic(self, found: Considered) -> tuple[Considered, Understood]:
        """Return what a question that names its matter gets without that of the one before, whose answer lacks it."""
        understood = found.understood
        taken_over = understood.taken_over[1:]  # but the matter
        for form in dict.fromkeys((understood.expected.of_any_measure(), Expected(()))):
            alone = replace(understood, topic="", taken_over=taken_over, expected=form)
            considered = self._considered(alone)
            if tells(considered, understood.new_words) and (considered.verdict.reason is None or not form.forms):
                return considered, alone
        return found, understood

    def _of_places(self, understood: Understood, found: Considered) -> Considered:
        """Return what a question is answered with, of the place that is meant where it names none."""
        said = next((place for place in understood.said_place if place in self._places.held), None)
        home = (said or self._places.home) if self._steps.place else None
        if home is None or len(self._places.held) < 2 or understood.places or understood.elsewhere:
            return found
        return self._at_home(found, home)

    def _at_home(self, found: Considered, home: Place) -> Considered:
        """Return what a question that names no place is answered with: what is told of home, if that is as good.

        Where home's documents do not answer, or do not name what only another place has, it is whatever was found, and
        the answer says whose it is.
        """
        if found.picked.units and all(self._places.is_about(u.doc_id, "", (home,)) for u in found.picked.units):
            return found
        at_home = self._considered(replace(found.understood, places=(home,)))
        if at_home.verdict.reason is not None or not at_home.ranked:
            return found
        is_as_good = at_home.ranked[0].score >= found.ranked[0].score - AS_GOOD
        if _is_named_elsewhere(found, at_home) or not (is_as_good or found.verdict.reason is not None):
            return found
        return at_home

    def _considered(self, understood: Understood) -> Considered:
        searched = self._stages.search(understood)
        ranked = tuple(item for item in self._stages.rank(searched) if is_in(item.unit, understood.kept_to))
        picked = self._stages.pick(searched, ranked)
        verdict = self._stages.judge(searched, ranked, picked)
        return Considered(searched, ranked, picked, verdict)


def _is_named_elsewhere(found: Considered, at_home: Considered) -> bool:
    """Return whether a name in a question stands in what is nearest anywhere, and in nothing picked at home."""
    asked = found.understood.asked
    runs = {run for at in range(len(asked) - NAME + 1) if _HAN.fullmatch(run := asked[at : at + NAME])}
    near = [unit_fold(item.unit.text) for item in found.ranked[:NEAR]]
    home = [unit_fold(unit.text) for unit in at_home.picked.units]
    return any(run in text for run in runs for text in near) and not any(run in text for run in runs for text in home)
