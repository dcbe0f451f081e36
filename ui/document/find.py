"""Where words stand in a document's text, whatever script, width, case or line breaks it has them in. Pure."""

import re
from functools import lru_cache

from index.records import Span
from index.words.terms import fold, unspaced

MOST_CHARS, MOST_FOUND = 100, 500
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")


def found(text: str, wanted: str) -> tuple[Span, ...]:
    """Return each place of some words, in order; none overlaps another, and at most one more than `MOST_FOUND`.

    Example:
        >>> [(span.start, span.end) for span in found("about 1, 200 GDP", "200gdp")]
        [(9, 16)]
    """
    sought = unspaced(fold(wanted))
    if not sought:
        return ()
    left_out = {comma.start() for comma in _THOUSANDS.finditer(text)}
    folded: list[str] = []
    places: list[int] = []  # of each folded character
    for at, character in enumerate(text):
        if at not in left_out:
            kept = _folded(character)
            folded.append(kept)
            places += [at] * len(kept)
    whole = "".join(folded)
    spans: list[Span] = []
    at = whole.find(sought)
    while at >= 0 and len(spans) <= MOST_FOUND:
        end = at + len(sought)
        spans.append(Span(start=places[at], end=places[end - 1] + 1))
        at = whole.find(sought, end)
    return tuple(spans)


@lru_cache(8_192)  # a text has a few thousand different ones
def _folded(character: str) -> str:
    return unspaced(fold(character))
