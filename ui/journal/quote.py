"""A place in a source → a verbatim quote that stands there once and is short enough for a case. Pure."""

import re
from collections.abc import Sequence

from index.records import Span
from ui.errors import JournalError

MAX_CHARS = 160  # of a quote in a case, eval/README.md
_CLAUSE = re.compile(r"[^。；;！!？?，,、\n]+[。；;！!？?，,、\n]*")


def quote_at(source: str, span: Span, wanted: Sequence[str], doc_id: str) -> str:
    """Return the source's characters of a span, cut to clauses around what is wanted and widened until they are unique.

    Args:
        source: the document as it came.
        span: the place.
        wanted: facts; clauses that hold one are kept before others.
        doc_id: for the message.

    Raises:
        JournalError: the span is not in the source, or nothing of at most 160 characters there stands once.
    """
    if span.end > len(source):
        raise JournalError(f"{doc_id} has {len(source)} characters, found a place at {span.start} to {span.end}")
    start, end = _narrowed(source, span, wanted)
    start += len(source[start:end]) - len(source[start:end].lstrip())
    end = start + len(source[start:end].rstrip())
    while source.count(source[start:end]) > 1 and end - start < MAX_CHARS and (start > 0 or end < len(source)):
        if start > 0:
            start -= 1
        if end < len(source) and end - start < MAX_CHARS:
            end += 1
    quote = source[start:end]
    if not quote or source.count(quote) != 1:
        raise JournalError(
            f"{doc_id}: no quote of at most {MAX_CHARS} characters stands once at {span.start} to {span.end}"
        )
    return quote


def _narrowed(source: str, span: Span, wanted: Sequence[str]) -> tuple[int, int]:
    """Return the bounds of the clauses to quote: all of the span, or those around its first wanted text that fit."""
    if span.end - span.start <= MAX_CHARS:
        return span.start, span.end
    text = source[span.start : span.end]
    clauses = [(match.start(), match.end()) for match in _CLAUSE.finditer(text)] or [(0, len(text))]
    places = [place for place in (text.find(fact) for fact in wanted) if place >= 0]
    at = min(places, default=0)
    first = last = next((number for number, (_, end) in enumerate(clauses) if at < end), 0)
    while True:  # widen by whole clauses, ahead first, for as long as they fit
        if last + 1 < len(clauses) and clauses[last + 1][1] - clauses[first][0] <= MAX_CHARS:
            last += 1
        elif first > 0 and clauses[last][1] - clauses[first - 1][0] <= MAX_CHARS:
            first -= 1
        else:
            break
    start, end = clauses[first][0], clauses[last][1]
    return span.start + start, span.start + min(end, start + MAX_CHARS)
