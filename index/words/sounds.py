"""Words that sound alike: pinyin → the terms of this corpus, for questions with typing errors or typed in pinyin."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import marisa_trie
from pypinyin import lazy_pinyin

_CHINESE_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")
LONGEST_SYLLABLE = 6
KEPT_SOUNDS = 20_000
KEPT_TERMS = 200_000  # the segments of a large build share most terms, and each takes 0.1 ms
_BETWEEN = "\t"


def sound_keys(terms: Iterable[str]) -> Iterator[str]:
    """Yield what a trie of sounds holds of terms: each two-character one behind its sound and behind each syllable."""
    for term in terms:
        if _CHINESE_PAIR.fullmatch(term):
            sound = sound_of(term)
            yield from (f"{key}{_BETWEEN}{term}" for key in (sound, *sound.split()))


class Sounds:
    """Looks up two-character terms by their sound, tones aside."""

    def __init__(self, tries: Sequence[marisa_trie.Trie], is_held: Callable[[str], bool]) -> None:
        """Look up in tries of `sound_keys`; `is_held` tells the terms that are still in the corpus."""
        self._tries, self._is_held = tries, is_held
        self._terms = lru_cache(maxsize=KEPT_SOUNDS)(self._looked_up)
        self._is_syllable = lru_cache(maxsize=KEPT_SOUNDS)(self._is_held_syllable)

    def like(self, term: str) -> tuple[str, ...]:
        """Return the corpus's terms that sound as a two-character term does, in order of their characters."""
        return self._terms(sound_of(term))

    def _looked_up(self, sound: str) -> tuple[str, ...]:
        return tuple(sorted({term for term in self._behind(sound) if self._is_held(term)}))

    def _is_held_syllable(self, text: str) -> bool:
        return any(self._is_held(term) for term in self._behind(text))

    def _behind(self, key: str) -> Iterator[str]:
        keys = (found for trie in self._tries for found in trie.iterkeys(f"{key}{_BETWEEN}"))
        return (found.partition(_BETWEEN)[2] for found in keys)

    def syllables(self, word: str) -> tuple[str, ...]:
        """Return the pinyin syllables that a Latin word is made of, or nothing when it is not pinyin."""
        word = word.lower().replace("v", "u")
        # From the end, each place once: trying all ways to split xianxianxian… doubles with every syllable.
        ends = {len(word): len(word)}  # of the syllable that begins there, where all behind it is syllables, too
        for start in range(len(word) - 1, -1, -1):
            for end in range(min(start + LONGEST_SYLLABLE, len(word)), start, -1):
                if end in ends and self._is_syllable(word[start:end]):
                    ends[start] = end
                    break
        if 0 not in ends:
            return ()
        found, start = [], 0
        while start < len(word):
            found.append(word[start : ends[start]])
            start = ends[start]
        return tuple(found)

    def read(self, syllables: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
        """Return, for each pair of neighbouring syllables, the corpus's terms of that sound."""
        pairs = pairwise(syllables)
        return tuple(self._terms(f"{first} {second}") for first, second in pairs)


@lru_cache(maxsize=KEPT_TERMS)
def sound_of(term: str) -> str:
    """Return a term's pinyin without tones, syllables separated by blanks (ü as u)."""
    return " ".join(lazy_pinyin(term)).replace("v", "u")
