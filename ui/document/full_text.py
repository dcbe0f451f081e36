"""A whole document as HTML, character for character, each span of a unit an element that a link can point to. Pure.

The elements' text, joined, is the source, which document.js counts on; what is said about it stands in attributes.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from html import escape
from typing import Generic, TypeVar

from index.corpus import Corpus
from index.records import Document, Role, Section, Span, Unit
from ui.document.links import place
from ui.text.source_words import SourceWords

T = TypeVar("T")
_LINE = re.compile(r"\S(?:[^\n]*\S)?")  # without the white space around it
_TOP_LEVEL, _LOWEST_LEVEL = 2, 6  # of headings; the first is the page's own


def full_text(corpus: Corpus, document: Document, words: SourceWords) -> str:
    """Return the lines of a document as headings and paragraphs.

    White space around lines is kept in elements of class `blank`; lines without a unit are folded, in elements
    of class `left-out`.
    """
    text = document.text
    units = corpus.units_of_document(document.doc_id)
    placed = _Placed([(span, unit) for unit in units for span in unit.spans])
    dropped = _Placed([(drop.span, None) for drop in corpus.dropped_of(document.doc_id)])

    def plain(start: int, end: int) -> str:
        """Return characters of one line, those of no unit told apart."""
        html = []
        at = start
        for span, _ in dropped.within(start, end):
            first, last = max(span.start, at), min(span.end, end)
            html.append(f'{_escaped(text[at:first])}<span class="dropped">{_escaped(text[first:last])}</span>')
            at = last
        return "".join(html) + _escaped(text[at:end])

    html: list[str] = []
    left_out = ""
    at = 0
    for found in _LINE.finditer(text):
        start, end = found.span()
        blank, at = _blank(text[at:start]), end
        inside = placed.within(start, end)
        if not inside:
            left_out += f"{blank}<p>{_escaped(found.group())}</p>"
            continue
        html += [_left_out(left_out, words), blank, _line(start, end, inside, corpus, plain)]
        left_out = ""
    return "".join(html) + _left_out(left_out, words) + _blank(text[at:])


def plain_text(text: str) -> str:
    """Return a text line by line as paragraphs, character for character: of one that is no longer taken apart."""
    html: list[str] = []
    at = 0
    for found in _LINE.finditer(text):
        html.append(f"{_blank(text[at : found.start()])}<p>{_escaped(found.group())}</p>")
        at = found.end()
    return "".join(html) + _blank(text[at:])


def contents(corpus: Corpus, doc_id: str) -> str:
    """Return the headings of a document as nested lists of links; empty when it has none."""
    sections = [section for section in corpus.sections_of(doc_id) if section.path]
    return _nested(corpus, sorted(sections, key=lambda section: (section.span.start, len(section.path))))


class _Placed(Generic[T]):
    """Spans that do not overlap, each with what it belongs to."""

    def __init__(self, items: Sequence[tuple[Span, T]]) -> None:
        self._items = sorted(items, key=lambda item: item[0].start)
        self._starts = [span.start for span, _ in self._items]
        self._ends = [span.end for span, _ in self._items]

    def within(self, start: int, end: int) -> Sequence[tuple[Span, T]]:
        """Return what shares characters with a range, in order."""
        return self._items[bisect_right(self._ends, start) : bisect_left(self._starts, end)]


def _line(
    start: int, end: int, inside: Sequence[tuple[Span, Unit]], corpus: Corpus, plain: Callable[[int, int], str]
) -> str:
    """Return a line: a heading, a paragraph, or a block where headings stand in front of text."""
    is_alone = len(inside) == 1
    html = []
    at = start
    for span, unit in inside:
        first, last = max(span.start, at), min(span.end, end)
        drawn = f'<span class="unit" id="{place((span,))}">{plain(first, last)}</span>'
        if len(unit.spans) > 1 and span == unit.spans[0]:
            drawn = f'<span class="place" id="{place(unit.spans)}"></span>{drawn}'
        if unit.role is Role.HEADING and not is_alone:
            level = _level(corpus, unit)
            drawn = f'<h{level} class="run-in">{drawn}</h{level}>'
        html += [plain(at, first), drawn]
        at = last
    drawn = "".join(html) + plain(at, end)
    roles = {unit.role for _, unit in inside}
    if Role.HEADING not in roles:
        span, unit = inside[0]
        continued = ["continued"] if span != unit.spans[0] else []  # a page break cut the sentence
        return f'<p class="{" ".join([*sorted(roles), *continued])}">{drawn}</p>'
    level = _level(corpus, inside[0][1])
    return f"<h{level}>{drawn}</h{level}>" if is_alone else f'<div class="line">{drawn}</div>'


def _level(corpus: Corpus, unit: Unit) -> int:
    depth = len(corpus.section(unit.section_id).path)
    return min(_TOP_LEVEL - 1 + max(depth, 1), _LOWEST_LEVEL)


def _left_out(lines: str, words: SourceWords) -> str:
    note = escape(words.left_out)  # in attributes: the text of the elements is the source
    summary = f'<summary aria-label="{note}"></summary>'
    return f'<details class="left-out" data-note="{note}">{summary}{lines}</details>' if lines else ""


def _nested(corpus: Corpus, sections: Sequence[Section]) -> str:
    html = []
    while sections:
        first, *rest = sections
        below = next((n for n, section in enumerate(rest) if len(section.path) <= len(first.path)), len(rest))
        heading = next(iter(corpus.units_in(first.section_id)), None)
        address = place(heading.spans[:1]) if heading else ""
        link = f'<a href="#{address}">{escape(first.path[-1])}</a>'
        html.append(f"<li>{link}{_nested(corpus, rest[:below])}</li>")
        sections = rest[below:]
    return f"<ol>{''.join(html)}</ol>" if html else ""


def _blank(text: str) -> str:
    return f'<span class="blank">{_escaped(text)}</span>' if text else ""


def _escaped(text: str) -> str:
    """Return the text escaped; a carriage return is named, since a browser reads a bare one as a line feed."""
    return escape(text).replace("\r", "&#13;")
