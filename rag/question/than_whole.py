"""The whole that a place is part of, set against it by its name: 比整个甲市还高 is 比全市还高, as reports put it."""

from rag.question.held_places import HeldPlaces, level_of
from rag.question.mentions import Mentions
from rag.question.said import said

_JOINED, _BEHIND = said("places.than_whole"), said("places.than_whole_behind")
_LEVELS = "市省国"


def with_wholes(folded: str, mentions: Mentions, held: HeldPlaces) -> str:
    """Return a folded question that sets a held place against what it is part of, with that as the whole.

    Args:
        folded: the question.
        mentions: finds the places that it names.
        held: those of the documents, and what they are part of.
    """
    named = mentions.of(folded)
    home = (held.home,) if held.home else ()
    parts = tuple(one.place for one in named if one.place in held.all) or home
    for mention in reversed(named):
        level = level_of(mention.place)[-1]
        is_whole = mention.place in held.wholes and any(held.is_within(part, mention.place) for part in parts)
        front = folded[: mention.start]
        joined, behind = _JOINED.search(front), _BEHIND.match(folded[mention.end :])
        if (
            is_whole
            and joined
            and behind
            and level in _LEVELS
            and not (joined["beside"] and behind["compares"] is None)
        ):
            rest = folded[mention.end + behind.end() :]
            folded = f"{front[: joined.start()]}{joined['than']}全{level}{rest}"
    return folded
