"""Names of which the name of a place is only a part: of a common word, of a zone, of a thing there is one of."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.places.gazetteer import gazetteer
from index.words.script import simplify
from rag.question.said import said

_ZONE, _ONE_OF = said("places.zone"), said("places.one_of")
_LONGEST = 12  # characters of a name
_AROUND = 6  # characters on each side of a name, within which a longer word stands
_FEWEST = 2  # characters that set a thing apart from others of its kind


@dataclass(frozen=True)
class Texts:
    """What documents hold, as it stands in them, and the words of a dictionary.

    Args:
        of: the texts.
        is_known: whether any of them holds a pair of characters.
        words_in: gives the words of a dictionary that stand in a folded text.
    """

    of: Callable[[], Iterable[str]]
    is_known: Callable[[str], bool]
    words_in: Callable[[str], set[str]]

    def has(self, name: str) -> bool:
        """Return whether a name stands anywhere."""
        pairs = (name[at : at + 2] for at in range(len(name) - 1))
        return all(map(self.is_known, pairs)) and any(name in simplify(text) for text in self.of())


def is_in_word(folded: str, start: int, end: int, texts: Texts) -> bool:
    """Return whether the name of a place is part of a longer word, which is no name of a place: 文山 of 文山会海."""
    first = max(0, start - _AROUND)
    near = folded[first : end + _AROUND]
    return any(
        any(at <= start - first and end - first <= at + len(word) for at in _starts(word, near))
        and not any(len(word) == one.end - one.start for one in gazetteer().named_in(word))
        for word in texts.words_in(near)
        if len(word) > end - start
    )


def _starts(word: str, text: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(word, at)]


def zone_behind(behind: str, titles: Sequence[str]) -> str:
    """Return the kind of zone that stands behind a place's name and in the name of a document of a part of it, or "".

    Example:
        >>> zone_behind("高新区补贴多少", ["甲市乙高新区管理办法"])
        '高新区'
    """
    found = _ZONE.match(behind)
    return found[0] if found and any(found[0] in title for title in titles) else ""


def named_behind(behind: str, texts: Texts) -> str:
    """Return the name of a thing there is one of behind a place's name, that documents hold without it; or ""."""
    ends = [found.end() for found in _ONE_OF.finditer(behind[:_LONGEST]) if found.start() >= _FEWEST]
    return next((behind[:end] for end in ends if texts.has(behind[:end])), "")
