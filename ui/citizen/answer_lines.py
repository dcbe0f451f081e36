"""The lines of an answer as HTML: each quote without the marks of its list, a button for every marker. All escaped."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from rag.answer.about import about
from rag.answer.verify import MARKER
from rag.records import Citation, Key, Language
from ui.citizen.quoted import QUOTED, pieces_html, quote_pieces
from ui.text.page_words import PageWords

# Markers with the end of what they prove, which they are kept on one line with.
_MARKERS = re.compile(r"(?:\[\d{1,3}\])+")
_KEPT = re.compile(r"[^\s\[\]]{0,2}\Z")
_LIST_LINE = re.compile(r"^\s*(?:[-*·•]|\d{1,2}[.、])\s*")
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Sources:
    """What the markers of a turn's text point at.

    `figures` are those that answer, by the number of their citation; `shown` is the key of the view that is open.
    """

    turn: int
    citations: Mapping[int, Citation]
    words: PageWords
    shown: str
    language: Language = Language.SIMPLIFIED
    figures: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    def buttons(self, numbers: Iterable[int]) -> str:
        """Return a button for each citation, that shows its source."""
        return "".join(
            f'<button type="button" class="cite" aria-label="{escape(self.name(number))}" '
            f"{opens(f'{self.turn}-{number}', self.shown)}>[{number}]</button>"
            for number in numbers
        )

    def name(self, number: int) -> str:
        """Return what a citation is called for those who do not see where it stands."""
        return self.words.citation.format(number=number, title=self.citations[number].title)


def sources_of(
    turn: int,
    citations: Iterable[Citation],
    words: PageWords,
    *,
    shown: str,
    language: Language,
    keys: Iterable[Key] = (),
) -> Sources:
    """Return what the markers of a text point at, with the figures that answer."""
    figures: dict[int, tuple[str, ...]] = {}
    for key in keys:
        for number in key.numbers:
            figures[number] = (*figures.get(number, ()), key.text)
    return Sources(turn, {cited.number: cited for cited in citations}, words, shown, language, figures)


def opens(key: str, shown: str) -> str:
    """Return the attributes of a button that shows the view `key`."""
    pressed = "true" if key == shown else "false"
    return f'data-source="{key}" aria-controls="source-{key}" aria-pressed="{pressed}"'


def answer_text(lines: Iterable[str], sources: Sources) -> str:
    """Return lines as paragraphs or list items, with a button for each marker that has a citation."""
    return "".join(_line(line, sources) for line in filter(None, map(str.strip, lines)))


def _line(line: str, sources: Sources) -> str:
    content, at, about_quotes = "", 0, ""
    for found in _MARKERS.finditer(line):
        numbers = [int(digits) for digits in MARKER.findall(found[0])]
        if not all(number in sources.citations for number in numbers):
            continue  # brackets of the source itself
        content += _proved(line[at : found.start()], numbers, sources)
        about_quotes += _about(line, numbers[0], sources)
        at = found.end()
    content += escape(line[at:])
    item = ' class="item"' if _LIST_LINE.match(line) else ""
    return f"<p{item}>{content}</p>{about_quotes}"


def _about(line: str, number: int, sources: Sources) -> str:
    """Return what a quote in a line is about, for those who read English; empty for others."""
    quote = sources.citations[number].quote
    told = about(quote, sources.figures.get(number, ())) if quote in line else ""
    return f'<p class="gloss">{escape(told)}</p>' if told and sources.language is Language.ENGLISH else ""


def _proved(text: str, numbers: Sequence[int], sources: Sources) -> str:
    """Return what stands before markers, and the markers on one line with its end."""
    buttons = sources.buttons(numbers)
    quote = sources.citations[numbers[0]].quote
    at = text.find(quote) if quote else -1
    if at < 0:
        end = _KEPT.search(text)
        start = end.start() if end else len(text)
        return f'{escape(text[:start])}<span class="keep">{escape(text[start:])}{buttons}</span>'
    pieces = quote_pieces(quote, sources.figures.get(numbers[0], ()))
    before, behind = text[:at], text[at + len(quote) :]
    *most, (last, is_figure) = pieces or [("", False)]
    start = 0 if is_figure else max(0, len(last) - 2)
    drawn = pieces_html([*most, (last[:start], False)])
    kept = pieces_html([(last[start:], is_figure)])
    quoted = _in_chinese if sources.language is not Language.SIMPLIFIED and _CHINESE.search(quote) else str
    return f'{escape(before)}{quoted(drawn)}<span class="keep">{quoted(kept)}{escape(behind)}{buttons}</span>'


def _in_chinese(html: str) -> str:
    return f'<span lang="{QUOTED}">{html}</span>' if html else ""
