"""A part of a place that a question names by its kind and no gazetteer has: a subdistrict, a township."""

from collections.abc import Callable, Sequence

from rag.question.said import said

_KIND, _GENERIC = said("places.part_kind"), said("places.part_generic")
_LONGEST, _SHORTEST = 4, 2  # characters of such a name without its kind
_SEATS = "省市区县旗州"


def part_in(asked: str, places: Sequence[tuple[int, int]], is_known: Callable[[str], bool]) -> str:
    """Return the name of the part of a place that a folded question names with its kind, or an empty string.

    A name has two characters, and those before as far as the documents hold each pair: 东山街道, but 单看甲乙街道.

    Args:
        asked: the question.
        places: where it names known ones, as [start, end); one that ends at the kind is called like a far one.
        is_known: whether the documents hold a term.
    """
    for kind in _KIND.finditer(asked):
        start = max((end for _, end in places if end + _SHORTEST <= kind.start()), default=0)
        before = asked[max(start, kind.start() - _LONGEST) : kind.start()]
        if len(before) < _SHORTEST or _GENERIC.found(before + kind.group()) or not _is_chinese(before[-_SHORTEST:]):
            continue
        length = _SHORTEST
        while length < len(before) and before[-length - 1] not in _SEATS and is_known(before[-length - 1 :][:2]):
            length += 1
        return before[-length:] + kind.group()
    return ""


def kindless(part: str) -> str:
    """Return the name of a part without its kind: 甲乙 of 甲乙街道."""
    return _KIND.sub("", part)


def _is_chinese(text: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in text)
