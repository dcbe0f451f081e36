"""The same asked of several places in one text: what is asked of each, as it would be asked of it alone."""

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.question.carried import PlacesIn, same_length
from rag.question.listed import in_full
from rag.question.said import said
from rag.question.set_against import cut, joint, with_amount
from rag.question.wording import content

MOST_SIDES = 6
_AND, _ASKING, _AMOUNT = said("parts.and"), said("parts.asking"), said("parts.amount")
_TOGETHER, _BOTH, _EACH = said("against.joint"), said("against.both"), said("against.each")
_SIGN = said("against.sign")
_WHICH, _AHEAD, _DATED = said("against.which"), said("against.ahead"), said("times.dated")
_PLACE = "\x1a"  # where each of the places stands in turn
_STOPS = " ，,、。；;：:！!？?\n."
_BLANKS = re.compile("  +")
_PAUSE = re.compile("[，,、。；;！!？?]")
_ENDS = re.compile(r"[？?！!。；;]+(?=.)")
_PAIR = 2
_SHORTEST = 2  # characters that say what is asked


def of_each_side(text: str, places_in: PlacesIn) -> tuple[str, ...]:
    """Return a question once for each of the places of which it asks the same; nothing where it does not.

    The places stand in a row, one is set against the other, or each has words of its own behind what is said of all.

    Args:
        text: as it was typed.
        places_in: gives where a text in Simplified names places, as [start, end).

    Example:
        >>> named = lambda text: [(text.find(name), text.find(name) + 2) for name in ("甲区", "乙区") if name in text]
        >>> of_each_side("甲区和乙区，哪个粮食产量高？", named)
        ('甲区粮食产量是多少', '乙区粮食产量是多少')
        >>> of_each_side("去年的粮食，甲区收了多少、乙区又收了多少", named)
        ('去年的粮食，甲区收了多少', '去年的粮食，乙区又收了多少')
    """
    whole = in_full(text).strip(_STOPS)
    folded = same_length(whole)
    spans = _with_head(folded, sorted(places_in(folded)))
    named = [folded[slice(*span)] for span in spans]
    if not _PAIR <= len(named) <= MOST_SIDES or len(set(named)) < len(named) or _TOGETHER.found(folded):
        return ()
    sides = _of_row(whole, folded, spans) or _against(whole, folded, spans) or _in_turn(whole, folded, spans)
    return sides if all(map(_says_what, _without_places(sides, places_in))) else ()


def _of_row(whole: str, folded: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return what is asked of each of the places in a row: 甲区、乙区各有多少."""
    gaps = [folded[before[1] : span[0]].strip(" ,，") for before, span in pairwise(spans)]
    if not all(_AND.fullmatch(_BOTH.sub("", gap)) for gap in gaps):
        return ()
    front, rest = whole[: spans[0][0]], whole[spans[-1][1] :]
    for words in (_BOTH, _EACH):
        rest = _cut_out(rest, words.search(same_length(rest)))
    rest = rest if rest[:1] == " " else rest.lstrip(_STOPS)
    asked = f"{front}{_PLACE}{rest}"
    if _AHEAD.found(folded):
        asked = with_amount(asked)
    elif which := _WHICH.search(same_length(asked)):  # 哪边先建 asks for no amount
        asked = _cut_out(asked, which)
    asked = _ENDS.sub("，", asked)
    return tuple(_BLANKS.sub(" ", asked.replace(_PLACE, whole[slice(*span)])) for span in spans)


def _with_head(folded: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Return two places with what both are called behind their names: 甲机场 and 乙机场."""
    if len(spans) != _PAIR:
        return spans
    (start, end), (other, other_end) = spans
    between = folded[end:other]
    found = joint(between)
    head = between[: found.start()] if found else ""
    has_head = bool(head) and folded.startswith(head, other_end)
    return ((start, end + len(head)), (other, other_end + len(head))) if has_head else spans


def _against(whole: str, folded: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return what is asked of each of two places of which one is set against the other: 甲区的粮食比乙区多多少."""
    own, other = spans[0], spans[-1]
    between = folded[own[1] : other[0]]
    is_set_against = joint(folded[: other[0]].rstrip()) and _SIGN.found(folded)
    if len(spans) != _PAIR or not is_set_against or _ASKING.found(between):
        return ()
    rest, name = with_amount(cut(whole, *other)), whole[slice(*own)]
    return (rest, rest.replace(name, whole[slice(*other)])) if name in rest else ()


def _in_turn(whole: str, folded: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return what is asked of each place behind what is said of all: 去年的粮食，甲区收了多少、乙区收了多少."""
    head = whole[: spans[0][0]]
    ends = [*(start for start, _ in spans[1:]), len(whole)]
    pieces = [whole[start:end].strip(_STOPS) for (start, _), end in zip(spans, ends, strict=True)]
    is_parted = all(_PAUSE.search(whole[end - 1]) or not whole[end - 1].strip() for end in ends[:-1])
    asks = all(_AMOUNT.found(same_length(piece)) or _ASKING.found(same_length(piece)) for piece in pieces)
    return tuple(f"{head}{piece}" for piece in pieces) if is_parted and asks and _says_what(head) else ()


def _without_places(sides: Sequence[str], places_in: PlacesIn) -> list[str]:
    found = []
    for side in sides:
        bare = side
        for start, end in sorted(places_in(same_length(side)), reverse=True):
            bare = f"{bare[:start]} {bare[end:]}"
        found.append(bare)
    return found


def _says_what(text: str) -> bool:
    """Return whether a text says more than a time and that something is asked."""
    folded = same_length(text)
    for words in (_DATED, _AMOUNT, _ASKING):
        folded = words.sub(" ", folded)
    return len("".join(content(folded).split()).strip(_STOPS)) >= _SHORTEST


def _cut_out(text: str, found: "re.Match[str] | None") -> str:
    return text if not found else f"{text[: found.start()]}{text[found.end() :]}"
