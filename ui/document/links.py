"""Addresses of documents, of places in them, and the number to call."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote, urlencode

from index.records import Span

_HOTLINE = "12345"


def document_link(
    doc_id: str, *, language: str = "", sha256: str = "", spans: Sequence[Span] = (), in_original: bool = False
) -> str:
    """Return the address of a document's page.

    Args:
        doc_id: which document.
        language: of the page, as `?lang=` takes it; empty: the one the reader has chosen.
        sha256: of the text that `spans` count in; the page says when its own is another.
        spans: what is marked there.
        in_original: whether it is also shown where it stands in the file that the document came as.
    """
    fragment = f"#{place(spans)}" if spans else ""
    at = place(spans) if in_original else ""
    return f"/doc/{quote(doc_id, safe='')}{_query(language, sha256, at)}{fragment}"


def original_link(doc_id: str, sha256: str, *, page: int = 0) -> str:
    """Return the address of the file that a text of this checksum was read from; of a PDF at a page, where one is."""
    fragment = f"#page={page}" if page else ""
    return f"/doc/{quote(doc_id, safe='')}/original{_query('', sha256)}{fragment}"


def picture_link(doc_id: str, sha256: str, page: int) -> str:
    """Return the address of the picture of a page."""
    return f"/doc/{quote(doc_id, safe='')}/page/{page}{_query('', sha256)}"


def place(spans: Sequence[Span]) -> str:
    """Return the fragment that names characters of a document: `12-34`, or `12-34,50-60`."""
    return ",".join(f"{span.start}-{span.end}" for span in spans)


def sections_link(doc_id: str) -> str:
    """Return what the address of each of a document's stretches begins with; its number follows."""
    return f"/doc/{quote(doc_id, safe='')}/section/"


def sections_query(language: str, sha256: str) -> str:
    """Return what the address of a stretch ends with, after its number."""
    return _query(language, sha256)


def with_hotline(text: str) -> str:
    """Return a text escaped, the hotline in it ready to be called."""
    return escape(text).replace(_HOTLINE, f'<a href="tel:{_HOTLINE}">{_HOTLINE}</a>')


def _query(language: str, sha256: str, at: str = "") -> str:
    named = {name: value for name, value in (("lang", language), ("v", sha256), ("at", at)) if value}
    return f"?{urlencode(named, safe=',')}" if named else ""
