"""A quote as an answer shows it: without the marks of the list it stands in, its figure told apart. Pure.

What is cited stays as it is in the source: nothing but what is drawn changes.
"""

import re
from collections.abc import Sequence
from html import escape

from index.read.list_marks import closed_up, without_marks

QUOTED = "zh-CN"  # the language of the documents


def quote_pieces(quote: str, figures: Sequence[str]) -> list[tuple[str, bool]]:
    """Return a quote without its marks in pieces, each with whether it is one of the figures that answer.

    A figure that stands more than once in it, or within a longer number, is told apart nowhere.
    """
    shown = without_marks(quote)
    places = sorted(filter(None, (_place(shown, closed_up(figure)) for figure in dict.fromkeys(figures))))
    pieces, at = [], 0
    for start, end in places:
        if start >= at:
            pieces += [(shown[at:start], False), (shown[start:end], True)]
            at = end
    return [piece for piece in (*pieces, (shown[at:], False)) if piece[0]]


def pieces_html(pieces: Sequence[tuple[str, bool]]) -> str:
    """Return the pieces of a quote as HTML."""
    return "".join(f'<b class="figure">{escape(text)}</b>' if is_figure else escape(text) for text, is_figure in pieces)


def _place(text: str, figure: str) -> tuple[int, int] | None:
    found = [match.span() for match in re.finditer(rf"(?<![\d.]){re.escape(figure)}(?![\d.]\d)", text)]
    return found[0] if len(found) == 1 else None
