"""A frozen place in a document, looked up in the documents as they are today. Pure; everything is escaped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from html import escape

from markupsafe import Markup

from index.corpus import Corpus
from index.read.mapped import quote_at
from index.records import Role, Span
from index.words.terms import unspaced
from ui.document.highlight import hull, marked
from ui.document.links import document_link
from ui.journal.records import FoundPassage, ShownCitation


class Held(StrEnum):
    """What became of a document since its words were shown."""

    SAME = "same"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True)
class Extract:
    """A place as a reviewer sees it: in its section where the document is as it was, else only the frozen words.

    `number` is that of the citation or the rank of the passage; `href` opens the document there, empty when it is gone.
    """

    number: int
    doc_id: str
    title: str
    issued: date | None
    section: tuple[str, ...]
    held: Held
    html: Markup
    href: str


def cited(citation: ShownCitation, corpus: Corpus) -> Extract:
    """Return the extract of a citation: the document must have the checksum it had."""
    document = corpus.documents.get(citation.doc_id)
    held = Held.GONE if document is None else Held.SAME if document.sha256 == citation.sha256 else Held.CHANGED
    return Extract(
        number=citation.number,
        doc_id=citation.doc_id,
        title=citation.title,
        issued=citation.issued,
        section=citation.section,
        held=held,
        html=_in_section(corpus, citation.doc_id, citation.spans) if held is Held.SAME else _alone(citation.quote),
        href="" if held is Held.GONE else document_link(citation.doc_id, sha256=citation.sha256, spans=citation.spans),
    )


def found(passage: FoundPassage, corpus: Corpus) -> Extract:
    """Return the extract of a passage, which bears no checksum: its words must still stand at its spans."""
    document = corpus.documents.get(passage.doc_id)
    held = Held.GONE if document is None else Held.CHANGED
    if document is not None and passage.spans and hull(passage.spans).end <= len(document.text):
        stands = unspaced(quote_at(document.text, passage.spans)) == unspaced(passage.text)
        held = Held.SAME if stands else Held.CHANGED
    same = held is Held.SAME and document is not None
    return Extract(
        number=passage.rank,
        doc_id=passage.doc_id,
        title=document.title if document else passage.doc_id,
        issued=document.issued if document else None,
        section=passage.section,
        held=held,
        html=_in_section(corpus, passage.doc_id, passage.spans) if same else _alone(passage.text),
        href=document_link(passage.doc_id, sha256=document.sha256, spans=passage.spans) if same and document else "",
    )


def _in_section(corpus: Corpus, doc_id: str, spans: Sequence[Span]) -> Markup:
    """Return what stands directly in the innermost section around the spans, each of them marked."""
    section = corpus.section_at(doc_id, hull(spans))
    units = corpus.units_in(section.section_id)
    window = hull((*(span for unit in units for span in unit.spans), *spans))
    headings = [span for unit in units if unit.role is Role.HEADING for span in unit.spans]
    return Markup(marked(corpus.documents[doc_id].text, window, spans, headings))  # noqa: S704 - marked escapes


def _alone(quote: str) -> Markup:
    return Markup(f"<mark>{escape(quote)}</mark>")  # noqa: S704 - escaped
