"""Answers written by hand from the documents: each right one in other words is right, each wrong one is wrong."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import Field

from eval.cases import Case, load_cases
from eval.jsonl import read_jsonl
from eval.judge import judge
from eval.metrics import METRICS
from eval.sources import Sources
from index.catalog.catalog import load_documents
from index.config import ROOT
from index.read.units import read_units
from index.records import Document, Frozen, Span
from rag.contract import AnswerRecord, CitationRecord, SecondsRecord
from rag.records import Language, Reason

HERE = Path(__file__).parent


class Written(Frozen):
    """An answer to a case of answered_cases.jsonl; {n} stands for the quote of citation n.

    What is cited is the sentence that holds the evidence, or the one that holds the text that `cite` names.
    """

    case: str
    right: bool
    what: str
    answer: str
    cite: tuple[tuple[str, str], ...] = ()
    span: str = Field(default="sentence", pattern="sentence|first|document")
    title: str = ""
    issued: str = ""
    section: tuple[str, ...] = ()
    reason: Reason | None = None
    mode: str = "extractive"
    language: Language | None = None


ANSWERS = [Written.model_validate(record) for _, record in read_jsonl(HERE / "answers.jsonl")]


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {document.doc_id: document for document in load_documents(ROOT / "seeds")}


@pytest.fixture(scope="module")
def answered_cases(documents: dict[str, Document]) -> dict[str, Case]:
    texts = {doc_id: document.text for doc_id, document in documents.items()}
    return {case.id: case for case in load_cases((HERE / "answered_cases.jsonl",), texts)}


def record_of(written: Written, case: Case, documents: Mapping[str, Document]) -> AnswerRecord:
    answered = written.reason is None and written.mode == "extractive"
    named = [
        (next(doc_id for doc_id in documents if doc_id.startswith(start)), text) for start, text in written.cite
    ] or [(group[0].doc_id, group[0].quotes[0]) for group in case.evidence]
    citations = tuple(
        cited(number, documents[doc_id], text, written, documents) for number, (doc_id, text) in enumerate(named, 1)
    )
    answer = written.answer
    for citation in citations:
        answer = answer.replace(f"{{{citation.number}}}", citation.quote)
    return AnswerRecord(
        id=case.id,
        question=case.question,
        answered=answered,
        reason=written.reason,
        answer=answer,
        language=written.language or case.language,
        mode=written.mode,
        citations=citations if answered else (),
        passages=(),
        seconds=SecondsRecord(total=0.0),
    )


def cited(
    number: int, document: Document, text: str, written: Written, documents: Mapping[str, Document]
) -> CitationRecord:
    sources = Sources(documents)
    start = document.text.index(text)
    at = (Span(start=start, end=start + len(text)),)
    unit = max(sources.units(document.doc_id, at), key=lambda one: sum(span.overlap(at[0]) for span in one.spans))
    first, end = unit.spans[0].start, len(document.text)
    spans, quote = {
        "sentence": (unit.spans, unit.text),
        "first": ((Span(start=first, end=first + 1),), document.text[first]),
        "document": ((Span(start=0, end=end),), document.text),
    }[written.span]
    issued = document.issued.isoformat() if document.issued else None
    paths = {section.section_id: section.path for section in read_units(document).sections}
    return CitationRecord(
        number=number,
        doc_id=document.doc_id,
        title=written.title or document.title,
        issued=written.issued or issued,
        section=written.section or paths[unit.section_id],
        spans=spans,
        quote=quote,
    )


@pytest.mark.parametrize(
    "written", ANSWERS, ids=lambda one: f"{one.case} {'right' if one.right else 'wrong'}: {one.what}"
)
def test_is_judged_as_a_reader_would(
    written: Written, answered_cases: dict[str, Case], documents: dict[str, Document]
) -> None:
    case = answered_cases[written.case]
    judged = judge(case, record_of(written, case, documents), documents)
    name = "right_and_cited" if case.answerable else "refusal_right"
    metric = next(metric for metric in METRICS if metric.name == name)
    assert metric.value(judged) == written.right, judged.lead.faults


def test_there_are_enough_of_both() -> None:
    assert sum(not one.right for one in ANSWERS) >= 70
    assert sum(one.right for one in ANSWERS) >= 45
