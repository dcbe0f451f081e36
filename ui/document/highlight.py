"""A stretch of a document as HTML, character for character, with the cited spans in <mark>."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from index.records import Span
from index.words.hidden import HIDDEN

_HIDDEN = re.compile(f"{HIDDEN.pattern}+")
_BREAK = re.compile(r"(\s*\n\s*)")


def marked(source: str, window: Span, marks: Sequence[Span], headings: Sequence[Span] = ()) -> str:
    """Return the source's characters in `window`, escaped; tags aside, not one is added, lost or moved.

    Args:
        source: the whole document.
        window: what is shown.
        marks: what is cited; each gets one <mark> with exactly its characters. What meets or overlaps is joined.
        headings: what is set bold outside the marks.
    """
    html = []
    at = window.start
    for mark in joined(marks):
        html.append(_context(source, at, mark.start, headings))
        html.append(f"<mark>{_lines(source[mark.start : mark.end])}</mark>")
        at = mark.end
    html.append(_context(source, at, window.end, headings))
    return "".join(html)


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in order, those that meet or overlap as one."""
    done: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if done and span.start <= done[-1].end:
            done[-1] = Span(start=done[-1].start, end=max(done[-1].end, span.end))
        else:
            done.append(span)
    return tuple(done)


def hull(spans: Sequence[Span]) -> Span:
    """Return the shortest span that holds all of them (there is at least one)."""
    return Span(start=min(span.start for span in spans), end=max(span.end for span in spans))


def _context(source: str, start: int, end: int, headings: Sequence[Span]) -> str:
    html = []
    at = start
    for heading in joined(headings):
        first, last = max(heading.start, at), min(heading.end, end)
        if first < last:
            html.append(_lines(source[at:first]))
            html.append(f"<b>{_lines(source[first:last])}</b>")
            at = last
    html.append(_lines(source[at:end]) if at < end else "")
    return "".join(html)


def _lines(text: str) -> str:
    """Return the text escaped; a run of white space with a line break in it becomes a gap of one height.

    Hidden characters are shut in, so that none turns the figures behind it round (bidirectional overrides).
    """
    parts = _BREAK.split(text)
    return "".join(f'<span class="gap">{part}</span>' if i % 2 else _shut_in(part) for i, part in enumerate(parts))


def _shut_in(text: str) -> str:
    return _HIDDEN.sub(lambda run: f"<bdi>{run[0]}</bdi>", escape(text))
