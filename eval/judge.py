"""A prediction laid beside its case and its sources: what the metrics read."""

import re
from collections.abc import Mapping, Sequence

from pydantic import Field

from eval.cases import Case
from eval.facts import facts_found
from eval.lead import Lead, judge_lead
from eval.normal import FOOTNOTE_MARKS
from eval.overlap import n_chars
from eval.own_words import Line, lead_of, lines_of
from eval.refusals import refuses_right
from eval.relevance import groups_found, groups_proved
from eval.shown import labels_right, marks_right, source_named_right
from eval.sources import Sources
from index.records import Document, Frozen, Span
from rag.contract import AnswerRecord, CitationRecord
from rag.records import Certainty

_MARKER = re.compile(r"\[\d{1,3}\]")


class JudgedCitation(Frozen):
    """A citation: the evidence groups it is right for (empty when it is wrong), whether its quote is verbatim.

    `named_right` tells whether its title, date and section are its source's.
    """

    groups: frozenset[int]
    verbatim: bool
    named_right: bool
    n_chars: int = Field(description="of the quote, white space aside")


class JudgedPassage(Frozen):
    """A passage: the evidence groups it finds."""

    groups: frozenset[int]
    n_chars: int


class Judged(Frozen):
    """A prediction with all that the metrics need to know of it."""

    case: Case
    prediction: AnswerRecord
    facts_found: tuple[bool, ...]
    citations: tuple[JudgedCitation, ...]
    passages: tuple[JudgedPassage, ...] = Field(description="best first")
    cites_other_period: bool = Field(description="no cited document covers a year that an evidence document covers")
    lead: Lead
    labels_right: tuple[bool, ...]
    marks_right: bool
    nearest_right: bool = Field(description="a refusal whose nearest statements have every fact")
    sources_right: bool = Field(description="titles, dates and sections of citations and of those named in the text")
    refuses_right: bool

    @property
    def right(self) -> bool:
        """Whether it was answered, every fact is stated or quoted, and nothing in front of the quotes is wrong."""
        return self.prediction.answered and all(self.facts_found) and not self.lead.faults

    @property
    def shown_right(self) -> bool:
        """Whether labels, marks and named sources are right."""
        return all(self.labels_right) and self.marks_right and self.sources_right

    @property
    def groups_proved(self) -> frozenset[int]:
        """The evidence groups that some citation is right for."""
        return frozenset[int]().union(*(citation.groups for citation in self.citations))


def judge(case: Case, prediction: AnswerRecord, documents: Mapping[str, Document]) -> Judged:
    """Return the prediction judged; a refusal states no fact and proves nothing, whatever is nearest to it."""
    stated = facts_found(prediction.answer if prediction.answered else "", case.facts)
    cited = prediction.citations if prediction.answered else ()
    sources, lines = Sources(documents), lines_of(prediction)
    asked = "".join((case.question, *case.history))
    proved = groups_proved(case, cited, sources)
    return Judged(
        case=case,
        prediction=prediction,
        facts_found=stated,
        citations=tuple(
            JudgedCitation(
                groups=groups,
                verbatim=is_verbatim(citation, documents),
                named_right=sources.is_named_right(citation),
                n_chars=len(_letters(citation.quote)),
            )
            for citation, groups in zip(cited, proved, strict=True)
        ),
        passages=tuple(
            JudgedPassage(groups=groups_found(case, passage.doc_id, passage.spans), n_chars=n_chars(passage.spans))
            for passage in prediction.passages
        ),
        cites_other_period=_cites_other_period(case, cited, documents),
        lead=_lead(case, prediction, asked, proved, sources),
        labels_right=labels_right(prediction, lines, sources),
        marks_right=marks_right(prediction, lines),
        nearest_right=prediction.certainty is Certainty.NEAREST and all(facts_found(prediction.answer, case.facts)),
        sources_right=all(sources.is_named_right(citation) for citation in prediction.citations)
        and all(source_named_right(line, prediction, sources) for line in lines),
        refuses_right=refuses_right(case, prediction),
    )


def _lead(case: Case, prediction: AnswerRecord, asked: str, proved: Sequence[frozenset[int]], sources: Sources) -> Lead:
    """Return the lead judged; what is rightly computed states its fact, and has no figure of a source to be held to."""
    lines, text = lines_of(prediction), lead_of(prediction)
    others = _not_computed(case, prediction, lines, proved)
    lead = judge_lead(case, asked, text, others, sources)
    if len(others) == len(lines):
        return lead
    return lead.model_copy(update={"is_said": True, "facts": facts_found(text, case.facts)})


def _not_computed(
    case: Case, prediction: AnswerRecord, lines: Sequence[Line], proved: Sequence[frozenset[int]]
) -> list[Line]:
    """Return the lines less those that show a fact of the case computed of figures whose citations are all right."""
    right = {
        one.number for one, groups in zip(prediction.citations, proved, strict=False) if groups
    }  # none of a refusal
    computed = [_letters(one.text) for one in prediction.computed if {o.number for o in one.operands} <= right]

    def is_right(line: Line) -> bool:
        own = _letters(_MARKER.sub("", line.own))
        return any(text in own for text in computed) and any(facts_found(own, case.facts))

    return [line for line in lines if not is_right(line)]


def is_verbatim(citation: CitationRecord, documents: Mapping[str, Document]) -> bool:
    """Return whether the quote equals the source at the spans, white space and footnote markers (¹²³⁰-⁹) aside."""
    document = documents.get(citation.doc_id)
    return document is not None and _letters(citation.quote) == _letters(_text_at(document.text, citation.spans))


def _cites_other_period(case: Case, citations: Sequence[CitationRecord], documents: Mapping[str, Document]) -> bool:
    cited = _years({citation.doc_id for citation in citations}, documents)
    held = _years(set(case.doc_ids), documents)
    return bool(cited) and bool(held) and not cited & held


def _years(doc_ids: set[str], documents: Mapping[str, Document]) -> set[int]:
    return {
        year
        for doc_id in doc_ids
        if doc_id in documents
        for coverage in documents[doc_id].covers
        for year in coverage.years
    }


def _text_at(text: str, spans: Sequence[Span]) -> str:
    return "".join(text[span.start : span.end] for span in spans)


def _letters(text: str) -> str:
    return re.sub(r"\s", "", FOOTNOTE_MARKS.sub("", text))
