"""The missed cases, laid out for reading: what was wanted, what came back, and where it went wrong."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from eval.cases import Case
from eval.judge import Judged, judge
from eval.predictions import Failure, Outcome
from eval.score import CaseScore
from index.records import Document, Frozen, Span
from rag.contract import AnswerRecord

CONTEXT_CHARS = 70  # about two lines on both sides show whether a quote was cut from a plan or a result

FAILED, REFUSED, NOT_REFUSED = "The assistant failed", "Refused, could be answered", "Answered, should be refused"
INCOMPLETE, UNPROVED, WRONG_LEAD = "Wrong or incomplete", "Right, proof missing", "Wrong in front"
MISREFUSED = "Refused, for another reason or in another language"


class Piece(Frozen):
    """A stretch of source text; `marked` where it is evidence."""

    text: str
    marked: bool


class SourceText(Frozen):
    """Source text with the evidence in it marked, and where it stands."""

    title: str
    doc_id: str
    section: str
    pieces: tuple[Piece, ...]


class ShownCitation(Frozen):
    """A citation and whether it proves what was asked."""

    number: int
    source: SourceText
    right: bool
    verbatim: bool


class ShownPassage(Frozen):
    """A retrieved passage."""

    rank: int
    score: float
    source: SourceText
    finds: bool


class Fact(Frozen):
    """A wanted fact with its alternatives."""

    alternatives: tuple[str, ...]
    found: bool


class Miss(Frozen):
    """One missed case."""

    case: Case
    label: str
    diagnosis: str
    answer: str
    facts: tuple[Fact, ...]
    evidence: tuple[tuple[SourceText, ...], ...]
    citations: tuple[ShownCitation, ...]
    passages: tuple[ShownPassage, ...]


def find_misses(
    cases: Sequence[Case],
    scores: Sequence[CaseScore],
    outcomes: Mapping[str, Outcome],
    documents: Mapping[str, Document],
) -> tuple[Miss, ...]:
    """Return the cases that failed, were not right and cited, or not refused rightly where they should be.

    Those that say something wrong before their quotes come first, as it is what is read first; else in case order.
    """
    by_id = {one.id: one for one in scores}
    misses = [
        _show(case, outcomes[case.id], documents)
        for case in cases
        if by_id[case.id].failed or by_id[case.id].scores["right_and_cited" if case.answerable else "refusal_right"] < 1
    ]
    return tuple(sorted(misses, key=lambda miss: miss.label != WRONG_LEAD))


def _show(case: Case, outcome: Outcome, documents: Mapping[str, Document]) -> Miss:
    evidence = tuple(
        tuple(_in_context(documents[place.doc_id], place.spans) for place in group) for group in case.evidence
    )
    if isinstance(outcome, Failure):
        wanted = tuple(Fact(alternatives=fact, found=False) for fact in case.facts)
        return Miss(
            case=case, label=FAILED, diagnosis=outcome.error, answer="", facts=wanted, evidence=evidence,
            citations=(), passages=(),
        )  # fmt: skip
    judged = judge(case, outcome, documents)
    return Miss(
        case=case,
        label=_label(judged),
        diagnosis=_diagnosis(judged),
        answer=outcome.answer,
        facts=tuple(
            Fact(alternatives=fact, found=found) for fact, found in zip(case.facts, judged.facts_found, strict=True)
        ),
        evidence=evidence,
        citations=_citations(case, outcome, judged, documents),
        passages=_passages(case, outcome, judged, documents),
    )


def _citations(
    case: Case, prediction: AnswerRecord, judged: Judged, documents: Mapping[str, Document]
) -> tuple[ShownCitation, ...]:
    """Return the citations judged; those of the nearest statements of a refusal are not, and none is shown."""
    return tuple(
        ShownCitation(
            number=citation.number,
            source=_source(case, citation.doc_id, citation.section, citation.spans, documents),
            right=bool(verdict.groups),
            verbatim=verdict.verbatim,
        )
        for citation, verdict in zip(prediction.citations if prediction.answered else (), judged.citations, strict=True)
    )


def _passages(
    case: Case, prediction: AnswerRecord, judged: Judged, documents: Mapping[str, Document]
) -> tuple[ShownPassage, ...]:
    return tuple(
        ShownPassage(
            rank=rank,
            score=passage.score,
            source=_source(case, passage.doc_id, passage.section, passage.spans, documents),
            finds=bool(verdict.groups),
        )
        for rank, (passage, verdict) in enumerate(zip(prediction.passages, judged.passages, strict=True), 1)
    )


def _label(judged: Judged) -> str:
    if judged.lead.faults:
        return WRONG_LEAD
    if not judged.case.answerable:
        return NOT_REFUSED if judged.prediction.answered else MISREFUSED
    if not judged.prediction.answered:
        return REFUSED
    return UNPROVED if judged.right else INCOMPLETE


def _diagnosis(judged: Judged) -> str:
    """Return in words what is wrong, what is read first coming first, and at which step it went wrong."""
    return "; ".join((*_wrong(judged), *_lost(judged)))


def _wrong(judged: Judged) -> Iterator[str]:
    """Yield what each measure that failed found."""
    if judged.lead.faults:
        yield f"in front: {', '.join(sorted(judged.lead.faults))}"
    if not judged.prediction.answered:
        return
    missing = judged.facts_found.count(False)
    if missing:
        yield f"{missing} of {len(judged.facts_found)} facts not stated"
    if not all(judged.labels_right):
        yield "a period or plan and result shown with a quote is not its source's"
    if not judged.marks_right:
        yield "a mark is missing, or stands where it proves nothing"
    if not judged.sources_right:
        yield "a title, a date or a section is not its source's"
    n_groups = len(judged.case.evidence)
    if len(judged.groups_proved) < n_groups:
        yield f"{n_groups - len(judged.groups_proved)} of {n_groups} needed places not proved by a citation"


def _lost(judged: Judged) -> Iterator[str]:
    """Yield at which step it went wrong: search, choice of evidence, or the refusal gate."""
    prediction = judged.prediction
    if not judged.case.answerable:
        yield f"near miss: {judged.case.near_miss}"
        if not prediction.answered and not judged.refuses_right:
            yield f"refused as {prediction.reason or prediction.mode}, in {prediction.language}"
        return
    groups = range(len(judged.case.evidence))
    ranks = [next((i for i, p in enumerate(judged.passages, 1) if group in p.groups), 0) for group in groups]
    if not all(ranks):
        yield f"search: {ranks.count(0)} of {len(ranks)} needed places not among {len(judged.passages)} passages"
    else:
        yield f"all needed places found, at rank {', '.join(str(rank) for rank in sorted(set(ranks)))}"
    if prediction.reason:
        yield f"refused as {prediction.reason}"


def _source(
    case: Case, doc_id: str, section: Iterable[str], spans: Sequence[Span], documents: Mapping[str, Document]
) -> SourceText:
    """Return the text at the spans, the case's evidence in it marked."""
    document = documents.get(doc_id)
    places = [span for group in case.evidence for place in group if place.doc_id == doc_id for span in place.spans]
    text = document.text if document else ""
    return SourceText(
        title=document.title if document else "unknown document",
        doc_id=doc_id,
        section=" › ".join(section),
        pieces=tuple(piece for span in spans for piece in mark(text, span, places)),
    )


def _in_context(document: Document, spans: Sequence[Span]) -> SourceText:
    start = max(0, min(span.start for span in spans) - CONTEXT_CHARS)
    end = min(len(document.text), max(span.end for span in spans) + CONTEXT_CHARS)
    return SourceText(
        title=document.title,
        doc_id=document.doc_id,
        section="",
        pieces=mark(document.text, Span(start=start, end=end), spans),
    )


def mark(text: str, window: Span, marks: Sequence[Span]) -> tuple[Piece, ...]:
    """Return the text of the window cut into pieces, those inside any mark marked; joined they are the window.

    Example:
        >>> [(p.text, p.marked) for p in mark("abcdef", Span(start=1, end=5), [Span(start=2, end=4)])]
        [('b', False), ('cd', True), ('e', False)]
    """
    inner = {edge for span in marks for edge in (span.start, span.end) if window.start < edge < window.end}
    edges = sorted({window.start, window.end} | inner)
    return tuple(
        Piece(text=text[start:end], marked=any(span.start <= start and end <= span.end for span in marks))
        for start, end in pairwise(edges)
        if text[start:end]
    )
