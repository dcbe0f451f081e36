"""A question → weighted search terms: its own words, official words for everyday ones, Chinese for English, sounds."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.words.bilingual import NO_LEXICON, Bilingual
from index.words.lists import any_of
from index.words.measures import COUNTING, HEADS
from index.words.numerals import ONES
from index.words.sounds import Sounds
from index.words.terms import fold, terms
from rag.question.named_place import Place, without, without_owners
from rag.question.said import said
from rag.question.theme import asks_overview, searched_theme
from rag.question.understand import Understood
from rag.question.wording import content, official_words
from rag.records import Language
from rag.steps import ALL_STEPS, Steps

# Chosen on the dev part, recall@5: official words 0.3 to 0.8 are alike and better than none (0.957 against 0.939);
# terms that only sound alike 0.3 to 1 are alike, none loses two questions with typing errors.
OFFICIAL_WEIGHT = 0.6
SOUND_WEIGHT = 0.6
OVER_MEASURE = 0.3  # of a pair over the measure word of how many: it tells where such are counted, hardly what
TOPIC_WEIGHT = 0.5  # of the earlier questions, beside those of the one that is asked now
_HAN = re.compile("[\u4e00-\u9fff]+")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_NAMES_WHAT, _TAG, _CLAIMED = said("verdicts.names_what"), said("verdicts.tag"), said("verdicts.claimed")
_AMOUNT = re.compile(
    rf"(?<!第)(?:[{ONES}]十?[百千万亿][{ONES}十百千万亿]*|[{ONES}]?十(?=[来多余几]))[来多余几]?"
)  # in words: three of its characters tell nothing
_SHORT_MEASURE = any_of(measure for measure in COUNTING | HEADS if len(measure) == 1)
_ASKED_IN = re.compile(rf"(?:{any_of(said('asks.how_many').words)})(?=(?:{_SHORT_MEASURE})[\u4e00-\u9fff]{{2}})")

Weights = dict[str, float]


@dataclass(frozen=True)
class Meaning:
    """A word of a question in another language: its translations, as terms, each with how likely it is (above 0)."""

    translations: tuple[tuple[tuple[str, ...], float], ...]


@dataclass(frozen=True)
class Expanded:
    """What is searched for: weighted terms (weights above 0) for lexical search, a text for the encoder.

    `meanings` are the words of an English question, of each of which one translation suffices; empty in Chinese.
    """

    terms: tuple[tuple[str, float], ...]
    text: str
    meanings: tuple[Meaning, ...] = ()


def expand(
    question: Understood,
    *,
    bilingual: Bilingual,
    sounds: Sounds,
    is_known: Callable[[str], bool],
    steps: Steps = ALL_STEPS,
) -> Expanded:
    """Return what is searched for; `is_known` tells which terms the corpus holds."""
    bilingual = bilingual if steps.bilingual else Bilingual(NO_LEXICON, is_known)
    sounds = sounds if steps.words else Sounds((), is_known)

    def weigh(text: str) -> Weights:
        if question.is_pinyin:
            weights = _from_pinyin(text, sounds)
        elif question.language is Language.ENGLISH:
            weights = _from_english(without_owners(text, question.own), bilingual, sounds)
        else:
            official = official_words(text) if steps.words else ()
            said_of = text if _NAMES_WHAT.found(text) else _AMOUNT.sub(" ", text)  # a claimed one need not be held
            cut = bilingual.lexicon.cut
            weights = _from_chinese(without(said_of, question.own), sounds, is_known, official, cut)
        for term in terms(text):  # figures and names stand as they are in any language
            if term[0].isdigit() or (question.language is Language.ENGLISH and not term.isascii()):
                weights[term] = 1.0
        return weights

    asked = (asks_overview(question) and searched_theme(question)) or _TAG.sub(" ", question.asked)
    if question.language is Language.ENGLISH:
        asked = _CLAIMED.sub(r" \g<number> ", asked)
    places = _of_documents(question)
    weights = _kept(weigh(without(asked, places)), is_known)
    for term, weight in _kept(weigh(without(question.topic, places)), is_known).items():
        weights.setdefault(term, TOPIC_WEIGHT * weight)
    is_read = question.is_pinyin and steps.words
    meanings: tuple[Meaning, ...] = ()
    if question.language is Language.ENGLISH and not question.is_pinyin:
        texts = ((asked, 1.0), (question.topic, TOPIC_WEIGHT))
        owned = ((without_owners(without(text, places), question.own), scale) for text, scale in texts)
        meanings = tuple(one for text, scale in owned for one in _meanings(text, scale, bilingual, sounds, is_known))
    return Expanded(tuple(weights.items()), " ".join(weights) if is_read else question.text, meanings)


def _of_documents(question: Understood) -> tuple[Place, ...]:
    """Return the named places that documents are about; the name of a part of one is a word to look for."""
    return tuple(
        place for place in question.places if not (question.is_elsewhere_within and place.is_named(question.elsewhere))
    )


def _kept(weights: Weights, is_known: Callable[[str], bool]) -> Weights:
    """Return the terms that the corpus holds, less lone characters.

    Those (年, 号) are what is left around figures and function words: they say nothing of the matter.
    """
    return {term: weight for term, weight in weights.items() if is_known(term) and _is_word(term)}


def is_year(term: str) -> bool:
    """Return whether a term is a year: those are matched by period, not by wording."""
    return bool(_YEAR.fullmatch(term))


def _is_word(term: str) -> bool:
    return len(term) > 1 or term.isdigit()


def _from_chinese(
    text: str,
    sounds: Sounds,
    is_known: Callable[[str], bool],
    official: tuple[str, ...],
    cut: Callable[[str], Sequence[str]],
) -> Weights:
    weights: Weights = {}
    apart, over = _from_measures(text, cut)
    for run in content(apart).split():
        spelt = frozenset(_of_words(run, cut))
        for term in terms(run):
            if is_known(term):
                weights[term] = 1.0
            elif len(term) == 2 and not term.isascii() and term not in spelt:
                alike = sounds.like(term)
                for other in alike:
                    weights[other] = max(weights.get(other, 0.0), SOUND_WEIGHT / len(alike) ** 0.5)
    for word in official:
        for term in terms(word):
            weights.setdefault(term, OFFICIAL_WEIGHT)
    for term in over:
        weights.setdefault(fold(term), OVER_MEASURE)
    return weights


def _from_measures(text: str, cut: Callable[[str], Sequence[str]]) -> tuple[str, list[str]]:
    """Return a text with a blank behind a measure word that it asks how many with, and the pairs over these blanks.

    多少个 老小区, but 几个体户: a word may begin like a measure word.
    """
    over, ends = [], [found.end() for found in _ASKED_IN.finditer(text)]
    for end in reversed(ends):
        run = _HAN.match(text, end)
        if run and len(next(iter(cut(run[0])))) == 1:
            over.append(text[end : end + 2])
            text = f"{text[: end + 1]} {text[end + 1 :]}"
    return text, over


def _of_words(run: str, cut: Callable[[str], Sequence[str]]) -> Iterator[str]:
    """Yield the pairs of characters of a run that lie in words, each in one or over two: those are not mistyped."""
    for han in _HAN.findall(run):
        is_in_word = [len(word) > 1 for word in cut(han) for _ in word]
        pairs = zip(range(len(han)), pairwise(is_in_word), strict=False)
        yield from (han[at : at + 2] for at, both in pairs if all(both))


def _from_english(text: str, bilingual: Bilingual, sounds: Sounds) -> Weights:
    weights: Weights = {}
    for phrase, words in bilingual.translate(text):
        group: Weights = {}
        for word, weight in words:  # several meanings share the weight of one word
            for term in terms(word):
                group[term] = max(group.get(term, 0.0), weight / len(words) ** 0.5)
        if not words:  # a name in pinyin, or a Latin word that the documents use too
            group[phrase] = SOUND_WEIGHT
            syllables = sounds.syllables(phrase)
            for alike in sounds.read(syllables):
                group |= {term: SOUND_WEIGHT / len(alike) ** 0.5 for term in alike}
        for term, weight in group.items():
            weights[term] = weights.get(term, 0.0) + weight
    return weights


def _meanings(
    text: str, scale: float, bilingual: Bilingual, sounds: Sounds, is_known: Callable[[str], bool]
) -> Iterator[Meaning]:
    """Yield the English words of a text with the terms of their translations that the corpus holds, then figures."""

    def kept(word: str) -> tuple[str, ...]:
        return tuple(term for term in terms(word) if is_known(term) and _is_word(term))

    for phrase, words in bilingual.translate(text):
        read = sounds.read(sounds.syllables(phrase)) if not words else ()
        names = [(phrase,), *((term,) for alike in read for term in alike)] if not words else []
        translations = [(kept(word), scale * weight) for word, weight in words]
        translations += [(name, scale * SOUND_WEIGHT) for name in names if is_known(name[0])]
        if found := tuple((of, weight) for of, weight in translations if of):
            yield Meaning(found)
    for term in terms(text):  # as they stand in any language
        if not is_year(term) and len(term) > 1 and (term[0].isdigit() or not term.isascii()) and is_known(term):
            yield Meaning((((term,), scale),))


def _from_pinyin(text: str, sounds: Sounds) -> Weights:
    syllables = tuple(syllable for word in re.findall(r"[a-z]+", text) for syllable in sounds.syllables(word))
    weights: Weights = {}
    for alike in sounds.read(syllables):
        for term in alike:
            weights[term] = max(weights.get(term, 0.0), 1.0 / len(alike) ** 0.5)
    return weights
