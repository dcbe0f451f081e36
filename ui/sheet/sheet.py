"""What stands on the sheet of an answer: question, answer, every source with its date and address, what it is. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.corpus import Corpus
from index.read.list_marks import without_marks
from rag.answer.about import about
from rag.records import Answered, Citation, Language, Refused, Scope
from ui.document.facts import date_of
from ui.document.links import document_link
from ui.text.page_words import PageWords


@dataclass(frozen=True)
class Source:
    """A cited place: its number, the quote as it is in the document, where that stands, and the address of it."""

    number: int
    quote: str
    where: str
    address: str


@dataclass(frozen=True)
class Sheet:
    """All that stands on the sheet of one answer or refusal, in order."""

    title: str
    question: str
    notes: tuple[str, ...]
    lines: tuple[str, ...]
    sources_heading: str
    sources: tuple[Source, ...]
    end: tuple[str, ...]
    language: Language


def sheet_of(
    told: Answered | Refused, corpus: Corpus, words: PageWords, *, title: str, notes: Sequence[str], origin: str
) -> Sheet:
    """Return the sheet of an answer or a refusal.

    Args:
        told: what came of the question.
        corpus: the documents of today.
        words: in the language of the answer.
        title: what the service is called.
        notes: what is said of the question: the day, the scope, what it was read with.
        origin: that the addresses of sources begin with, `https://example.org/ask`.
    """
    made = words.made_by(told.writing) if isinstance(told, Answered) else words.made
    return Sheet(
        title=title,
        question=told.question.text,
        notes=tuple(notes),
        lines=tuple(_lines(told)),
        sources_heading=words.cited_heading,
        sources=tuple(_source(citation, corpus, words, origin) for citation in told.citations),
        end=(made, words.footer_made, words.footer_turn),
        language=told.language,
    )


def scope_of(documents: Sequence[str], years: Sequence[str], status: str) -> Scope:
    """Return the scope that an address names.

    Raises:
        ValueError: there is no such year or side.
    """
    return Scope.model_validate({"documents": tuple(documents), "years": tuple(years), "status": status or "other"})


def _lines(told: Answered | Refused) -> Iterator[str]:
    """Yield the lines of a text, each quote without the marks of its list, in English with what it is about."""
    for line in filter(None, map(str.strip, told.text.split("\n"))):
        quoted = next((c for c in told.citations if c.quote in line and f"[{c.number}]" in line), None)
        yield line.replace(quoted.quote, without_marks(quoted.quote)) if quoted else line
        if quoted and told.language is Language.ENGLISH and (said := about(quoted.quote)):
            yield said


def _source(citation: Citation, corpus: Corpus, words: PageWords, origin: str) -> Source:
    source = words.source
    document = corpus.documents.get(citation.doc_id)
    issuer = document.issuer if document else ""
    title, section = source.title.format(title=citation.title), source.section_separator.join(citation.section)
    where = source.comma.join(filter(None, (title, issuer, date_of(citation.issued, source), section)))
    link = document_link(citation.doc_id, language=source.language, sha256=citation.sha256, spans=citation.spans)
    return Source(citation.number, citation.quote, where, f"{origin}{link}")
