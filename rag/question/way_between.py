"""A railway or road by the two places it joins → the short name that documents give it: 甲城到乙城的高铁, 甲乙高铁."""

from collections.abc import Callable
from itertools import pairwise

from index.places.gazetteer import gazetteer
from rag.question.said import said

_WAY, _KIND = said("places.way"), said("places.behind_way")


def with_short_ways(folded: str, is_known: Callable[[str], bool]) -> str:
    """Return a folded Chinese question with its ways by their short names, where the documents hold those.

    Such a name is the first character of each place, and what it is.

    Args:
        folded: the question.
        is_known: whether the documents hold a term.
    """
    for first, second in reversed(list(pairwise(gazetteer().named_in(folded)))):
        kind = _KIND.match(folded[second.end :])
        if not kind or not _WAY.fullmatch(folded[first.end : second.start].strip()):
            continue
        short = folded[first.start] + folded[second.start]
        if is_known(short) and is_known(short[-1] + kind["kind"][0]):
            folded = folded[: first.start] + short + folded[second.end + kind.start("kind") :]
    return folded
