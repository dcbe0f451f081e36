"""Addresses of documents, of places in them, and the number to call."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote, urlencode

from index.records import Span

_HOTLINE = "12345"


def document_link(doc_id: str, *, language: str = "", sha256: str = "", spans: Sequence[Span] = ()) -> str:
    """Return the address of a document's page.

    Args:
        doc_id: which document.
        language: of the page, as `?lang=` takes it; empty: the one the reader has chosen.
        sha256: of the text that `spans` count in; the page says when its own is another.
        spans: what is marked there.
    """
    fragment = f"#{place(spans)}" if spans else ""
    return f"/doc/{quote(doc_id, safe='')}{_query(language, sha256)}{fragment}"


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


def _query(language: str, sha256: str) -> str:
    named = {name: value for name, value in (("lang", language), ("v", sha256)) if value}
    return f"?{urlencode(named)}" if named else ""
