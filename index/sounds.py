"""Words that sound alike: pinyin → the terms of this corpus, for questions with typing errors or typed in pinyin."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise

from pypinyin import lazy_pinyin

_CHINESE_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")
LONGEST_SYLLABLE = 6


class Sounds:
    """Looks up two-character terms by their sound, tones aside."""

    def __init__(self, by_sound: Mapping[str, tuple[str, ...]]) -> None:
        self.by_sound = by_sound  # "shi ye" → ("事业", "失业", …), in order of the characters
        self._syllables = frozenset(syllable for sound in by_sound for syllable in sound.split())

    @classmethod
    def of(cls, terms: Iterable[str]) -> "Sounds":
        """Return the table of all two-character Chinese terms among `terms`."""
        found: dict[str, list[str]] = {}
        for term in sorted(set(terms)):
            if _CHINESE_PAIR.fullmatch(term):
                found.setdefault(sound_of(term), []).append(term)
        return cls({sound: tuple(words) for sound, words in found.items()})

    def like(self, term: str) -> tuple[str, ...]:
        """Return the corpus's terms that sound as a two-character term does."""
        return self.by_sound.get(sound_of(term), ())

    def syllables(self, word: str) -> tuple[str, ...]:
        """Return the pinyin syllables that a Latin word is made of, or nothing when it is not pinyin."""
        word = word.lower().replace("v", "u")
        # From the end, each place once: trying all ways to split xianxianxian… doubles with every syllable.
        splits: dict[int, tuple[str, ...]] = {len(word): ()}
        for start in range(len(word) - 1, -1, -1):
            for end in range(min(start + LONGEST_SYLLABLE, len(word)), start, -1):
                if end in splits and word[start:end] in self._syllables:
                    splits[start] = (word[start:end], *splits[end])
                    break
        return splits.get(0, ())

    def read(self, syllables: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """Return, for each pair of neighbouring syllables, the corpus's terms of that sound."""
        pairs = pairwise(syllables)
        return tuple(self.by_sound.get(f"{first} {second}", ()) for first, second in pairs)


@lru_cache(maxsize=4096)
def sound_of(term: str) -> str:
    """Return a term's pinyin without tones, syllables separated by blanks (ü as u)."""
    return " ".join(lazy_pinyin(term)).replace("v", "u")
