"""Whether a question asks for figures of a whole of which documents tell of a part only: of the town of a district."""

import re
from collections.abc import Sequence

from rag.question.named_place import Place
from rag.question.said import said
from rag.question.wording import content

_TOWN, _WHOLE = said("scope.town"), said("scope.whole")
_TIMES = tuple(
    said(f"times.{name}") for name in ("dated", "this_year", "last_year", "same_year", "part_of_year", "now", "newest")
)


def asks_of_named(asked: str, names: re.Pattern[str]) -> bool:
    """Return whether a folded question asks for figures of a whole that it names.

    Args:
        asked: the question.
        names: finds the names of held places and of wholes, as the groups `held` and `whole`.
    """
    return any(_WHOLE.found(masked) for masked in _masked(asked, names))


def asks_of_town(asked: str, names: re.Pattern[str]) -> bool:
    """Return whether a folded question asks for figures of the whole town, as 全市 of a district's documents."""
    return any(_TOWN.found(masked) for masked in _masked(asked, names))


def _masked(asked: str, names: re.Pattern[str]) -> tuple[str, str]:
    """Return a question with its places as HELD and WHOLE: as it is, and without times and words of asking."""
    masked = names.sub(lambda found: str(found.lastgroup).upper(), asked)
    if asked.isascii():
        return masked, masked
    bare = asked
    for times in _TIMES:
        bare = times.sub(" ", bare)
    bare = names.sub(lambda found: str(found.lastgroup).upper(), content(bare))
    return masked, "".join(bare.split())


def masking(held: Sequence[Place], wholes: Sequence[Place]) -> re.Pattern[str]:
    """Return what finds the names of held places and of wholes, as the groups of these names."""
    groups = {
        group: [word for place in places for word in (*place.names, rf"\b{re.escape(place.english)}\b")]
        for group, places in (("held", held), ("whole", wholes))
    }
    return re.compile("|".join(f"(?P<{group}>{'|'.join(words)})" for group, words in groups.items() if words))
