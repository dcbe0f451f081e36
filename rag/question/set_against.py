"""A place that is set against one that nothing is held of: asked of each for itself, as no figure can be compared."""

import re
from collections.abc import Callable

from rag.question.carried import PlacesIn, same_length
from rag.question.courtesy import without_courtesy
from rag.question.said import said
from rag.question.wording import content

_SIGN, _BEFORE, _BEHIND = said("against.sign"), said("against.before"), said("against.behind")
_BETWEEN = said("parts.and")
_WHICH, _AHEAD = said("against.which"), said("against.ahead")
_ASKING, _AMOUNT, _HOW_MUCH = said("parts.asking"), said("parts.amount"), "是多少"
_STOPS = " ，,、。；;：:！!？?\n."
_POSSESSIVE = re.compile(r"^'s\b")
_PAIR = 2  # places that are compared


def of_unheld(text: str, places_in: PlacesIn, is_held: Callable[[str], bool]) -> tuple[str, ...]:
    """Return a question that compares two places once for each where one of them is not held; else nothing.

    Args:
        text: as it was typed.
        places_in: gives where a text in Simplified names places, as [start, end).
        is_held: whether documents tell of a place, by its folded name.

    Example:
        >>> named = lambda text: [(text.find(name), text.find(name) + 2) for name in ("甲区", "乙区") if name in text]
        >>> of_unheld("甲区2030年粮食产量比乙区高吗", named, {"甲区"}.__contains__)
        ('甲区2030年粮食产量是多少', '乙区2030年粮食产量是多少')
    """
    whole = without_courtesy(text).strip(_STOPS)
    folded = same_length(whole)
    spans = tuple(places_in(folded))
    held = [span for span in spans if is_held(folded[slice(*span)])]
    if len(spans) != _PAIR or len(held) != 1 or not _SIGN.found(folded):
        return ()
    other = next(span for span in spans if span not in held)
    own = whole[slice(*held[0])]
    if not _is_joined(folded, held[0], other):
        return ()
    rest = with_amount(cut(whole, *other))
    if own not in rest or not content(same_length(rest.replace(own, " "))).strip(_STOPS):
        return ()
    return rest, rest.replace(own, whole[slice(*other)])


def _is_joined(folded: str, own: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether the place that is not held is named as what the other is set against, not as what is asked of."""
    if own < other:
        return joint(folded[: other[0]].rstrip()) is not None
    between = folded[other[1] : own[0]].strip()
    return bool(_BETWEEN.fullmatch(between))


def joint(front: str) -> re.Match[str] | None:
    """Return what joins the place behind a folded text to what stands before it."""
    return next((one for one in _BEFORE.finditer(front) if one.end() == len(front)), None)


def cut(whole: str, start: int, end: int) -> str:
    """Return a text without a place, what joins it to the other, and what is said of both."""
    front = whole[:start].rstrip()
    found = joint(same_length(front))
    front = front[: found.start()] if found else front
    back = _POSSESSIVE.sub("", whole[end:])
    tail = _BEHIND.match(same_length(back))
    return front.rstrip(_STOPS) + " " * (front.isascii() and front != "") + back[tail.end() if tail else 0 :]


def with_amount(text: str) -> str:
    """Return a text that asks which of two places is ahead so that it asks how much there is."""
    for words in (_WHICH, _AHEAD):
        for found in sorted(words.finditer(same_length(text)), key=lambda one: -one.start()):
            text = text[: found.start()] + text[found.end() :]
    text = text.strip(_STOPS)
    if text.isascii():
        return " ".join(text.split())
    folded = same_length(text)
    return text if _ASKING.found(folded) or _AMOUNT.found(folded) or "几" in folded else f"{text}{_HOW_MUCH}"
