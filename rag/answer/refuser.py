"""A verdict against an answer → its refusal: why, the nearest statements with their citations, where to turn."""

from collections.abc import Sequence

from index.corpus import Corpus
from index.records import Period, Unit
from rag.answer.nearest import nearest_statements
from rag.answer.refusals import Closest, refusal
from rag.question.place import Places
from rag.question.understand import Understood
from rag.records import Citation, Reason
from rag.refusal.gate import Rule, Verdict


class Refuser:
    """Says why there is no answer, and what is next to it.

    Args:
        corpus: what is cited.
        places: that its documents are about.
    """

    def __init__(self, corpus: Corpus, places: Places) -> None:
        self._corpus, self._places = corpus, places

    def refuse(
        self, question: Understood, verdict: Verdict, chosen: Sequence[Unit], covered: Sequence[Period]
    ) -> tuple[str, tuple[Citation, ...]]:
        """Return a refusal's text, and the citations of the nearest statements in it, if it gives any.

        Args:
            question: that is refused.
            verdict: with a reason.
            chosen: the units that would have been cited, the most important first.
            covered: the periods of the documents about the places it names.

        Raises:
            CitationError: a quote differs from its source; nothing may be shown then.
        """
        statements, cited = nearest_statements(verdict.nearest, question.language, self._corpus, self._places)
        rule, next_to_it = verdict.decided.rule, verdict.nearest or tuple(chosen[:1])
        text = refusal(
            question.language,
            verdict.reason or Reason.NO_EVIDENCE,
            asked=_asked_years(question, verdict),
            held=verdict.held_years,
            is_of_span=rule is Rule.OTHER_YEARS,
            not_held=question.document_not_held if rule is Rule.DOCUMENT_NOT_HELD else "",
            nearest=question.nearest_documents,
            closest=self._closest(chosen),
            covered=covered,
            area=self._places.area(question.language, question.places, self._other_place(verdict)),
            elsewhere=self._elsewhere(question, verdict),
            statements=statements,
            turns_to=""
            if self._other_place(verdict)
            else self._places.turns_to(question.places, [unit.doc_id for unit in next_to_it]),
        )
        return text, cited

    def _closest(self, chosen: Sequence[Unit]) -> Closest | None:
        """Return where the best unit stands; None where it bears no year or stands under no heading."""
        for unit in chosen[:1]:
            path = self._corpus.section(unit.section_id).path
            if unit.years and path:
                return Closest(self._corpus.documents[unit.doc_id].title, path[-1], unit.period)
        return None

    def _elsewhere(self, question: Understood, verdict: Verdict) -> str:
        """Return the place that decided against an answer, as the asker writes it, or an empty string."""
        name = self._other_place(verdict)
        return self._places.shown(name, question.language) if name else ""

    def _other_place(self, verdict: Verdict) -> str:
        """Return the folded name of the place that decided against an answer, or an empty string."""
        return verdict.decided.detail if verdict.decided.rule in (Rule.OTHER_PLACE, Rule.WHOLE) else ""


def _asked_years(question: Understood, verdict: Verdict) -> tuple[int, ...]:
    """Return the years that a refusal names: with the newest that is held the later one that was asked about."""
    is_told = set(verdict.held_years) & set(question.years)  # as a plan, or of several years together
    return question.years if is_told or not question.not_held else (*question.years, question.not_held)
