"""Checks that stand between an answer and its reader: quotes equal the source, every marker has its citation."""

import re
from collections.abc import Sequence

from index.read.mapped import quote_at
from index.records import Document
from index.words.terms import unspaced
from rag.errors import CitationError
from rag.records import Citation, Key

MARKER = re.compile(r"\[(\d{1,3})\]")  # [2025] in a quote is none


def check_quote(citation: Citation, document: Document) -> None:
    """Raise CitationError unless the quote is exactly what the source has at the spans."""
    found = quote_at(document.text, citation.spans)
    if citation.sha256 != document.sha256 or found != citation.quote:
        raise CitationError(
            f"citation [{citation.number}] of {citation.doc_id} says {citation.quote!r}, the source has {found!r}"
        )


def check_markers(text: str, citations: Sequence[Citation]) -> None:
    """Raise CitationError unless the markers of the text are exactly the numbers 1…n of its citations."""
    marked = {int(number) for number in MARKER.findall(text)}
    numbers = [citation.number for citation in citations]
    if numbers != list(range(1, len(numbers) + 1)) or marked != set(numbers):
        raise CitationError(f"markers {sorted(marked)} do not match citations {numbers}")


def check_keys(keys: Sequence[Key], citations: Sequence[Citation]) -> None:
    """Raise CitationError unless every key stands, white space aside, in the quote of each of its citations."""
    quotes = {citation.number: unspaced(citation.quote) for citation in citations}
    for key in keys:
        for number in key.numbers:
            if unspaced(key.text) not in quotes.get(number, ""):
                raise CitationError(f"the key {key.text!r} does not stand in the quote of citation [{number}]")
