"""Whether a question names what it asks about, or leaves its matter to the questions before it: decided here, once."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.words.bilingual import Bilingual
from index.words.sounds import Sounds
from index.words.terms import terms
from rag.question.said import said
from rag.question.wording import content, official_words
from rag.records import Language

# Chosen on dev's follow-ups: a question that points at another one (那…呢, 这件事) must name its matter at greater
# length to stand alone; two words make three terms in Chinese.
OWN_TERMS = 3
OWN_WORDS = 2  # the same in English
REFERRING_TERMS = 5
REFERRING_WORDS = 3
ANTECEDENT_TERMS = 2  # before a pronoun: it stands for these
ANTECEDENT_WORDS = 3

_FOLLOWS, _REFERS, _OF_ASKING = said("follow_ups.follows"), said("follow_ups.refers"), said("follow_ups.of_asking")
_IN_CHARGE, _LIGHT = said("asks.responsible"), said("parts.light")
_COUNTED = (said("times.year_after"), said("times.year_before"))
_COUNTS_ONE = said("follow_ups.counts_one")
_QUESTION_END = re.compile(r"(?<=[?？])(?=\s*\w)")
_CLAUSE_END = re.compile(r"[，,。；;：:?？!！]|\.\s")


@dataclass(frozen=True)
class Vocabulary:
    """The words of a corpus: which terms it holds, what English words are in it, which terms sound alike."""

    bilingual: Bilingual
    sounds: Sounds
    is_known: Callable[[str], bool]


def leaves_out_matter(asked: str, language: Language, vocabulary: Vocabulary, *, is_pinyin: bool) -> bool:
    """Return whether a folded question with others before it asks about their matter, for want of one of its own."""

    def own(text: str) -> int:
        return len(_own(text, language, vocabulary, is_pinyin=is_pinyin))

    is_latin = is_pinyin or language is Language.ENGLISH
    pronoun = _REFERS.search(asked)
    if pronoun and not _has_antecedent(before := asked[: pronoun.start()], own(before), is_latin=is_latin):
        return own(asked) < (REFERRING_WORDS if is_latin else REFERRING_TERMS)
    if follows(asked):
        return own(asked) < (OWN_WORDS if is_latin else OWN_TERMS)
    return not (own(asked) or _COUNTS_ONE.found(asked)) and not _meant(asked, language, vocabulary)


def names_any(asked: str, language: Language, vocabulary: Vocabulary) -> bool:
    """Return whether a folded text names any matter at all."""
    return bool(_own(asked, language, vocabulary, is_pinyin=False)) or _meant(asked, language, vocabulary)


def new_words(asked: str, topic: str, language: Language, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the Chinese terms by which a folded question names a matter that its topic does not; none if it points."""
    if _REFERS.found(asked):
        return frozenset()
    return _in_chinese(asked, language, vocabulary) - _in_chinese(topic, language, vocabulary)


def _in_chinese(text: str, language: Language, vocabulary: Vocabulary) -> frozenset[str]:
    if language is not Language.ENGLISH:
        return frozenset(_own(text, language, vocabulary, is_pinyin=False))
    pairs = vocabulary.bilingual.translate(text)
    words = (word for phrase, told in pairs if not _OF_ASKING.fullmatch(phrase) for word, _ in told)
    return frozenset(term for word in words for term in terms(word) if len(term) > 1)


def follows(asked: str) -> bool:
    """Return whether a folded question is put as one that follows another: 那…呢, and what about it.

    Of several the first tells: what stands behind it follows that.
    """
    return _FOLLOWS.found(_QUESTION_END.split(asked, maxsplit=1)[0])


def _has_antecedent(before: str, n_own: int, *, is_latin: bool) -> bool:
    """Return whether a pronoun stands for what its own question has before it: its matter, or a clause.

    A clause may say it in words that no document holds: 当过兵的，给他们备了什么.
    """
    least = ANTECEDENT_WORDS if is_latin else ANTECEDENT_TERMS
    clause = _CLAUSE_END.search(before := before.strip())
    says_it = clause and (n_own or (not is_latin and len(_terms(before[: clause.start()])) >= least))
    return n_own >= least or bool(says_it)


def _own(asked: str, language: Language, vocabulary: Vocabulary, *, is_pinyin: bool) -> set[str]:
    """Return the words of a question that name a matter, as they are written."""
    if is_pinyin:
        syllables = (
            syllable for word in re.findall(r"[a-z]+", asked) for syllable in vocabulary.sounds.syllables(word)
        )
        return {alike[0] for alike in vocabulary.sounds.read(tuple(syllables)) if alike}
    held = {term for term in _terms(asked) if vocabulary.is_known(term)}
    if language is not Language.ENGLISH:
        return held
    phrases = (phrase for phrase, words in vocabulary.bilingual.translate(asked) if words)
    words = {word for phrase in phrases for word in phrase.split() if not _OF_ASKING.fullmatch(word)}
    return words | {term for term in held if not term.isascii()}


def _meant(asked: str, language: Language, vocabulary: Vocabulary) -> bool:
    """Return whether everyday or misspelled words stand for some that the corpus holds."""
    if language is Language.ENGLISH:
        return any(vocabulary.sounds.syllables(word) for word in _terms(asked))
    official = _terms(" ".join(official_words(asked)))
    return any(map(vocabulary.is_known, official)) or any(map(vocabulary.sounds.like, _terms(asked)))


def _terms(asked: str) -> list[str]:
    for words in (_IN_CHARGE, _LIGHT, *_COUNTED):
        asked = words.sub(" ", asked)
    text = _OF_ASKING.sub(" ", content(asked))
    return [term for term in terms(text) if len(term) > 1 and not term[0].isdigit()]
