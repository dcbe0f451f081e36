"""Characters that nobody sees: they draw nothing, or change how others are drawn. No word needs them here.

Zero-width and bidirectional marks, tags, variation selectors, fillers, soft hyphens, control characters. In a
document they can carry words that a reader does not see (and a model would), in a question they split words.
"""

import re
from bisect import bisect_right
from enum import StrEnum


class HiddenKind(StrEnum):
    """What a hidden character is."""

    ZERO_WIDTH = "zero-width character"
    BIDI = "bidirectional control"
    TAG = "tag character"
    SELECTOR = "variation selector"
    SOFT_HYPHEN = "soft hyphen"
    CONTROL = "control character"


# Unicode's Default_Ignorable_Code_Point and Cc, white space aside (UAX #44, UTS #39).
_RANGES = {
    HiddenKind.ZERO_WIDTH: r"\u200b-\u200d\u2060-\u2065\ufeff\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"
    r"\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a",
    HiddenKind.BIDI: r"\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f",
    HiddenKind.TAG: r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff",
    HiddenKind.SELECTOR: r"\ufe00-\ufe0f\U000e0100-\U000e01ef",
    HiddenKind.SOFT_HYPHEN: r"\u00ad",
    HiddenKind.CONTROL: r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f",
}
HIDDEN = re.compile("[" + "".join(_RANGES.values()) + "]")
_LINE_END = re.compile(r"\n")
_TAGS = 0xE0000  # a tag stands for the ASCII character so much below it
_NAMED_LINES, _SPELLED = 10, 200
RUNS = re.compile("|".join(f"(?P<{kind.name}>[{within}]+)" for kind, within in _RANGES.items()))


def hidden_runs(text: str) -> tuple[tuple[int, int, HiddenKind], ...]:
    """Return the hidden characters of a text, those of one kind that stand together as one half-open range."""
    if not HIDDEN.search(text):
        return ()
    return tuple((*found.span(), HiddenKind[str(found.lastgroup)]) for found in RUNS.finditer(text))


def hidden_report(text: str) -> tuple[str, ...]:
    r"""Return what a text hides, a line a kind: how many characters, on which lines, and what tags spell.

    Example:
        >>> hidden_report("罗\u200b湖\n\U000e0048\U000e0069区")
        ('1 zero-width character: line 1', '2 tag characters: line 2, they spell "Hi"')
    """
    text = text.removeprefix("\ufeff")  # what Windows editors put in front of UTF-8
    starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
    report = []
    for kind in HiddenKind:
        runs = [(start, end) for start, end, of in hidden_runs(text) if of is kind]
        if not runs:
            continue
        n_chars = sum(end - start for start, end in runs)
        lines = tuple(dict.fromkeys(bisect_right(starts, start) for start, _ in runs))
        named = ", ".join(map(str, lines[:_NAMED_LINES])) + ", …" * (len(lines) > _NAMED_LINES)
        spelled = "".join(
            chr(ord(c) - _TAGS) for start, end in runs for c in text[start:end] if "\U000e0020" <= c < "\U000e007f"
        )
        report.append(
            f"{n_chars} {kind}{'s' * (n_chars > 1)}: line{'s' * (len(lines) > 1)} {named}"
            + (f', they spell "{spelled[:_SPELLED]}"' if kind is HiddenKind.TAG and spelled else "")
        )
    return tuple(report)


def without_hidden(text: str) -> str:
    """Return a text less its hidden characters.

    Example:
        >>> without_hidden("某\u200b县\u00ad区\U000e0041")
        '某县区'
    """
    return HIDDEN.sub("", text)
