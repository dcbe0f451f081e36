"""What programs read beside answers: passages, documents, sections, figures, from the documents that answer now."""

import uuid
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from index.corpus import Corpus
from index.figures.record import FigureRecord
from index.records import DocumentEntry, Section, Span
from index.words.hidden import without_hidden
from index.words.terms import fold
from rag.contract import AnswerRecord
from rag.records import Question
from ui.desk import Desk
from ui.document.links import document_link
from ui.figures.chosen import MOST_CHARS, PAGE_MATTERS, Chosen, choose
from ui.figures.matters import Matter, held
from ui.programs.records import (
    FoundPassage,
    FoundPassages,
    ListedDocuments,
    ListedFigures,
    Outline,
    ReadSection,
    ToldAnswer,
    ToldCitation,
    ToldCoverage,
    ToldDocument,
    ToldFigure,
    ToldMatter,
    ToldSection,
)

T = TypeVar("T")

PAGE_DOCUMENTS = 50
MOST_SECTION_CHARS = 20_000  # told at once
MOST_MATTER_FIGURES = 60  # the latest
_SHARED = ("id", "question", "answered", "certainty", "reason", "answer", "language", "understood", "computed")


class NoSuchPlaceError(LookupError):
    """There is no such document, or no such section of it."""


class Reading:
    """Reads for programs; may be shared by threads.

    Args:
        desk: where answers come from.
        translate: what English words may be in Chinese, in the documents of a corpus.
        base: in front of every link: where readers reach the pages, without a slash at the end.
    """

    def __init__(
        self, desk: Desk, translate: Callable[[Corpus, str], Sequence[tuple[str, Sequence[str]]]], base: str
    ) -> None:
        self._desk, self._translate, self._base = desk, translate, base

    def told(self, record: AnswerRecord) -> ToldAnswer:
        """Return an answer with the way to each of its citations."""
        citations = tuple(
            ToldCitation(
                number=cited.number,
                doc_id=cited.doc_id,
                title=cited.title,
                issued=date.fromisoformat(cited.issued) if cited.issued else None,
                section=cited.section,
                spans=_stretches(cited.spans),
                quote=cited.quote,
                life=cited.life,
                link=self._link(cited.doc_id, sha256=cited.sha256, spans=cited.spans),
            )
            for cited in record.citations
        )
        shared = {name: getattr(record, name) for name in _SHARED}
        return ToldAnswer(citations=citations, link=f"{self._base}/?{urlencode({'q': record.question})}", **shared)

    def search(self, words: str, *, most: int) -> FoundPassages:
        """Return the passages that come nearest to some words.

        Raises:
            QuestionError: they cannot be searched for.
            BusyError: too many wait before it, or it took too long.
        """
        asked = without_hidden(words).strip()
        given = self._desk.look(Question(id=uuid.uuid4().hex, text=asked))
        corpus = self._desk.corpus()
        passages = (passage for passage in given.answer.passages if passage.doc_id in corpus.documents)
        return FoundPassages(
            words=asked,
            passages=tuple(
                FoundPassage(
                    doc_id=passage.doc_id,
                    title=(document := corpus.documents[passage.doc_id]).title,
                    issued=document.issued,
                    section=passage.section,
                    spans=_stretches(passage.spans),
                    text=passage.text,
                    score=passage.score,
                    link=self._link(passage.doc_id, sha256=document.sha256, spans=passage.spans),
                )
                for passage in list(passages)[:most]
            ),
        )

    def documents(self, words: str = "", *, page: int = 1) -> ListedDocuments:
        """Return a page of the documents whose title, issuer, kind or place has all of some words."""
        wanted = fold(without_hidden(words)).split()
        found = [entry for entry in self._desk.corpus().entries if all(word in _searched(entry) for word in wanted)]
        found.sort(key=lambda entry: entry.issued or date.min, reverse=True)
        at, n_pages, own = _paged(found, page, PAGE_DOCUMENTS)
        return ListedDocuments(n=len(found), page=at, n_pages=n_pages, documents=tuple(map(self._document, own)))

    def outline(self, doc_id: str) -> Outline:
        """Return a document and its sections.

        Raises:
            NoSuchPlaceError: it is not held.
        """
        corpus = self._desk.corpus()
        entry = _held(corpus, doc_id)
        sections = tuple(
            ToldSection(number=number, section=section.path, n_chars=section.span.end - section.span.start)
            for number, section in enumerate(corpus.sections_of(doc_id))
        )
        return Outline(document=self._document(entry), sections=sections)

    def section(self, doc_id: str, number: int, *, start: int | None = None) -> ReadSection:
        """Return the text of a section, from `start` where a part of it was told before.

        Raises:
            NoSuchPlaceError: there is no such section, or it does not reach so far.
        """
        corpus = self._desk.corpus()
        entry = _held(corpus, doc_id)
        sections = corpus.sections_of(doc_id)
        if not 0 <= number < len(sections):
            raise NoSuchPlaceError(f"{doc_id} has no section {number}; they are 0 to {len(sections) - 1}")
        whole: Section = sections[number]
        begin = whole.span.start if start is None else start
        if not whole.span.start <= begin < whole.span.end:
            raise NoSuchPlaceError(f"section {number} of {doc_id} is from {whole.span.start} to {whole.span.end}")
        told = Span(start=begin, end=min(whole.span.end, begin + MOST_SECTION_CHARS))
        return ReadSection(
            doc_id=doc_id,
            title=entry.title,
            number=number,
            section=whole.path,
            start=told.start,
            end=told.end,
            of_section=(whole.span.start, whole.span.end),
            text=corpus.documents[doc_id].text[told.start : told.end],
            link=self._link(doc_id, sha256=entry.sha256, spans=(told,)),
        )

    def figures(self, words: str = "", *, place: str = "", doc_id: str = "", page: int = 1) -> ListedFigures:
        """Return a page of what the documents count, by matter.

        Raises:
            NoSuchPlaceError: there is no such document, or no document of such a place.
        """
        corpus = self._desk.corpus()
        every = held(corpus)
        if doc_id:
            _held(corpus, doc_id)
        if place and place not in every.places:
            raise NoSuchPlaceError(f"no document is of {place}; places are {', '.join(every.places)}")
        asked = Chosen(q=" ".join(without_hidden(words)[:MOST_CHARS].split()), place=place, doc=doc_id)
        found = choose(every, asked, lambda text: self._translate(corpus, text))
        at, n_pages, own = _paged(found.matters, page, PAGE_MATTERS)
        return ListedFigures(
            n=len(found.matters),
            page=at,
            n_pages=n_pages,
            are_near=found.are_near and bool(own),
            matters=tuple(self._matter(corpus, matter) for matter in own),
        )

    def _matter(self, corpus: Corpus, matter: Matter) -> ToldMatter:
        latest = sorted(matter.figures, key=lambda figure: figure.years[-1:] or (0,))[-MOST_MATTER_FIGURES:]
        figures = tuple(self._figure(corpus, figure) for figure in latest)
        return ToldMatter(name=matter.name, unit=matter.unit, place=matter.place, mean=matter.mean, figures=figures)

    def _figure(self, corpus: Corpus, figure: FigureRecord) -> ToldFigure:
        unit, document = corpus.unit(figure.unit_id), corpus.documents[figure.doc_id]
        return ToldFigure(
            text=figure.text,
            value=figure.value,
            high=figure.high,
            qualifier=figure.qualifier,
            direction=figure.direction,
            years=figure.years,
            status=figure.status,
            sentence=unit.text,
            doc_id=figure.doc_id,
            title=document.title,
            link=self._link(figure.doc_id, sha256=document.sha256, spans=unit.spans),
        )

    def _document(self, entry: DocumentEntry) -> ToldDocument:
        shared = {
            name: getattr(entry, name)
            for name in ("doc_id", "title", "issuer", "kind", "issued", "place", "life", "sha256")
        }
        covers = tuple(
            ToldCoverage(first_year=each.first_year, last_year=each.last_year, status=each.status)
            for each in entry.covers
        )
        return ToldDocument(covers=covers, link=self._link(entry.doc_id), **shared)

    def _link(self, doc_id: str, *, sha256: str = "", spans: Sequence[Span] = ()) -> str:
        return self._base + document_link(doc_id, sha256=sha256, spans=spans)


def _held(corpus: Corpus, doc_id: str) -> DocumentEntry:
    if doc_id not in corpus.documents:
        raise NoSuchPlaceError(f"there is no document {doc_id[:100]}")
    return corpus.documents[doc_id]


def _stretches(spans: Sequence[Span]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)


def _searched(entry: DocumentEntry) -> str:
    return fold(f"{entry.title} {entry.issuer} {entry.kind} {entry.place} {entry.doc_id} {entry.issued or ''}")


def _paged(found: Sequence[T], page: int, size: int) -> tuple[int, int, Sequence[T]]:
    """Return which page that is, of how many, and what stands on it; the last one for one beyond."""
    n_pages = max(1, -(-len(found) // size))
    at = min(max(1, page), n_pages)
    return at, n_pages, found[(at - 1) * size : at * size]
