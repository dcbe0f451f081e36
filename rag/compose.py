"""Chosen units → the answer's text with markers, and its citations, each checked against its source."""

from collections.abc import Sequence

from index.corpus import Corpus
from index.records import Unit
from rag.phrases import label
from rag.records import Citation, Language
from rag.verify import check_markers, check_quote


def compose(units: Sequence[Unit], corpus: Corpus, language: Language) -> tuple[str, tuple[Citation, ...]]:
    """Return the answer: each unit verbatim behind its period, with its marker, and the citations in order.

    Raises:
        CitationError: a quote differs from its source; nothing may be shown then.
    """
    citations: list[Citation] = []
    lines: list[str] = []
    before = ""
    for number, unit in enumerate(units, 1):
        citation = cite(unit, corpus, number)
        heading = label(language, unit.years, unit.status)
        lines.append(f"{'' if heading == before else heading}{citation.quote}[{number}]")
        before = heading
        citations.append(citation)
    text = "\n".join(lines)
    check_markers(text, citations)
    return text, tuple(citations)


def cite(unit: Unit, corpus: Corpus, number: int) -> Citation:
    """Return the citation of a unit.

    Raises:
        CitationError: its text is not what the source has at its spans.
    """
    document = corpus.documents[unit.doc_id]
    citation = Citation(
        number=number,
        doc_id=unit.doc_id,
        title=document.title,
        issued=document.issued,
        section=corpus.sections[unit.section_id].path,
        spans=unit.spans,
        quote=unit.text,
        sha256=document.sha256,
    )
    check_quote(citation, document)
    return citation
