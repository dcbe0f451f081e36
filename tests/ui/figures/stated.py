"""A corpus of made-up documents whose sentences state figures."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date

from index.corpus import Corpus
from index.records import Coverage, Document, Role, Section, Span, Status, Unit
from index.segment.records import ChunkedDocument

Sentence = tuple[str, tuple[int, ...], Status]
RESULT, PLAN = Status.RESULT, Status.PLAN
REPORT: Sequence[Sentence] = (
    ("全区新增码头泊位30个。", (2031,), RESULT),
    ("全区新增码头泊位40个以上。", (2032,), PLAN),
    ("渔获总量2.5亿斤。", (2031,), RESULT),
)
NOTICE: Sequence[Sentence] = (
    ("全区新增码头泊位36个。", (2032,), RESULT),
    ("全区新增码头泊位25个以上。", (2032,), PLAN),
    ("渔获总量增长3%。", (2032,), RESULT),
)
FAR: Sequence[Sentence] = (("新增码头泊位7个。", (2031,), RESULT),)
PAPERS: Mapping[str, tuple[str, Sequence[Sentence]]] = {
    "one": ("杭州市工作报告", REPORT),
    "two": ("杭州市<通知>", NOTICE),
    "far": ("苏州市工作报告", FAR),
}


def stated(papers: Mapping[str, tuple[str, Sequence[Sentence]]] = PAPERS) -> Corpus:
    """Return a corpus of documents, each a title with sentences, their years and status."""
    return Corpus.of([_document(doc_id, title, sentences) for doc_id, (title, sentences) in papers.items()])


def _document(doc_id: str, title: str, sentences: Sequence[Sentence]) -> ChunkedDocument:
    text, units = "", []
    for number, (said, years, status) in enumerate(sentences):
        span = Span(start=len(text), end=len(text) + len(said))
        text += f"{said}\n"
        units.append(
            Unit(
                unit_id=f"{doc_id}#{number}",
                doc_id=doc_id,
                section_id=f"{doc_id}/0",
                role=Role.SENTENCE,
                text=said,
                spans=(span,),
                years=years,
                status=status,
                term="",
                links=(),
            )
        )
    document = Document(
        doc_id=doc_id,
        title=title,
        issuer="",
        kind="",
        issued=date(2032, 1, 5),
        covers=(Coverage(first_year=2031, last_year=2032, status=RESULT),),
        source="",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        note="",
        text=text,
    )
    section = Section(section_id=f"{doc_id}/0", doc_id=doc_id, path=(), span=Span(start=0, end=len(text)))
    return ChunkedDocument(document, (section,), tuple(units), (), ())
