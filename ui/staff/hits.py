"""What was searched for, where it stands in a text: its pieces, those that were found told apart. Pure."""

from ui.document.find import found
from ui.document.highlight import joined
from ui.journal.full_text import runs_of

_START_CHARS, _BEFORE_CHARS = 90, 24


def pieces(text: str, words: str) -> tuple[tuple[str, bool], ...]:
    """Return a text piece by piece, each with whether it is what some words search for; joined they are the text."""
    made: list[tuple[str, bool]] = []
    at = 0
    for span in joined(span for run in runs_of(words) for span in found(text, run)):
        made += [(text[at : span.start], False), (text[span.start : span.end], True)]
        at = span.end
    return tuple(piece for piece in (*made, (text[at:], False)) if piece[0])


def shortened(text: str, words: str) -> str:
    """Return a text's first 90 characters in one line, or as many from a little before the first place of some words.

    An ellipsis stands where it goes on.
    """
    line = " ".join(text.split())
    places = [span.start for run in runs_of(words) for span in found(line, run)[:1]]
    first = min(places, default=0)
    begin = max(0, first - _BEFORE_CHARS) if first > _START_CHARS - _BEFORE_CHARS else 0
    shown = line[begin : begin + _START_CHARS].strip()
    return f"{'…' * bool(begin)}{shown}{'…' * (begin + _START_CHARS < len(line))}"


def is_within(text: str, words: str) -> bool:
    """Return whether some of the words stand in a text."""
    return any(found(text, run) for run in runs_of(words))
