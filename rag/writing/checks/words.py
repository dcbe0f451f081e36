"""Whether a sentence says more than it cites: each word of it stands there, or says nothing of the matter."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from index.figures.stated import figures
from index.places.gazetteer import gazetteer
from index.words.bilingual import Bilingual
from index.words.measures import COUNTING, HEADS
from index.words.quotes import IN_MARKS
from rag.question.said import said, tables
from rag.writing.records import Fault, Finding
from rag.writing.stretches import Stretch

_RUN = re.compile(r"\d+(?:[.+-]\d+)*[\u4e00-\u9fff]?|[\u4e00-\u9fff]+|[a-z][a-z0-9.+-]*[a-z0-9]|[a-z]")
_ASPECT = re.compile(
    r"(?<![为除罢])[了着过](?![解结然渡程手重眼])|(?<!(?<![项题数节栏])目)的(?![士确])"
)  # 完成了: no part of a word
_NAMES = re.compile(rf"{IN_MARKS}|《[^》]*》")  # are seen as they stand
_SAYS_NOTHING = said("writing.says_nothing")
_PLAN, _DONE, _NOT = said("writing.plan"), said("writing.done"), said("writing.not")
_ALIKE = tuple(said(f"writing.{name}") for name in ("more_than", "below", "at_most", "at_least", "nearly"))
_OPENS = re.compile(r"^在?[^,，。；;]{2,8}(?:方面|上)[,，]")  # names the subject of what is told
_LIGHT = said("writing.light")
# Of the sentences by hand the true ones in Chinese are 0.25 and more near what they cite, as lies of one word are:
# vectors tell only what has nothing to do with it. English ones are far from Chinese statements, true or not.
LEAST_NEAR = 0.15
_COUNTED = COUNTING | HEADS
_TABLES = ("official", "reworded")
_NEAR = 6  # characters of what is cited in which those of a shortened word stand, in order
_ENGLISH_MISSING = 0.5  # of the words of an English sentence that are known: a gloss is often another word


class Nearness(Protocol):
    """Tells how near a text is to others, as their vectors are: 1 for the same, 0 for what has nothing in common."""

    def __call__(self, text: str, others: Sequence[str]) -> float:
        """Return the nearness to the nearest of the others."""


@dataclass(frozen=True)
class Words:
    """Looks for a sentence's words in what it cites.

    Args:
        bilingual: cuts Chinese into words, and gives the Chinese ones of an English word.
        nearness: by vectors; a sentence that is far from what it cites says something else.
        least_near: below which it is far.
    """

    bilingual: Bilingual
    nearness: Nearness | None = None
    least_near: float = LEAST_NEAR

    def check(self, stretch: Stretch) -> Finding | None:
        """Return the first words that what is cited does not have."""
        missing = self._english(stretch) if stretch.is_english else next(self._chinese(stretch), "")
        if missing:
            is_name = missing.isascii() or missing not in self.bilingual.lexicon.words_in(missing)
            return Finding(fault=Fault.NAME if is_name else Fault.BEYOND, words=missing)
        if self.nearness and not stretch.is_english:
            texts = [one.evidence.text for one in stretch.sources]
            if self.nearness(stretch.verbatim, texts) < self.least_near:
                return Finding(fault=Fault.BEYOND, words=stretch.verbatim)
        return None

    def _chinese(self, stretch: Stretch) -> Iterator[str]:
        held = stretch.around
        text = _NAMES.sub(" ", _OPENS.sub("", _without_places(_without_figures(stretch.text))))
        for said_so in (_PLAN, _DONE, _NOT):
            text = said_so.sub(" ", text)
        for run in _RUN.findall(_ASPECT.sub(" ", _official_left_out(text, held))):
            if run[0].isascii():  # Latin letters, and a number that is no figure: 9号线
                if run not in held:
                    yield run
                continue
            yield from (word for word in self._words(run) if not self._is_told(word, held))

    def _is_told(self, word: str, held: str) -> bool:
        """Return whether a text has a word, what it is short for, a word of its way, or one of its meaning."""
        if any(words.fullmatch(word) and words.found(held) for words in _ALIKE):
            return True
        return _is_held(word, held) or (len(word) > 1 and self._is_meant(word, held))

    def _is_meant(self, word: str, held: str) -> bool:
        meanings = self.bilingual.lexicon.meanings(word)
        return bool(meanings) and any(
            not meanings.isdisjoint(self.bilingual.lexicon.meanings(other))
            for other in self.bilingual.lexicon.words_in(held)
            if len(other) > 1
        )

    def _words(self, run: str) -> Iterator[str]:
        for word in self.bilingual.lexicon.cut(run):
            is_one = word[0] == "一" and word[1:] in _COUNTED  # is no amount, as 一家 of 多了一家
            if not (is_one or _SAYS_NOTHING.fullmatch(word) or (len(word) == 1 and _LIGHT.found(word))):
                yield word

    def _english(self, stretch: Stretch) -> str:
        """Return the English words whose Chinese is not there, where they are most of those that are known."""
        held, text = stretch.around, _without_places(_without_figures(stretch.text))
        for said_so in (_SAYS_NOTHING, _PLAN, _DONE, *_ALIKE):
            text = said_so.sub(" ", text)
        known = [(phrase, chinese) for phrase, chinese in self.bilingual.translate(text) if chinese]
        missing = [phrase for phrase, chinese in known if not any(_is_held(one, held) for one, _ in chinese)]
        return " ".join(missing) if len(missing) > _ENGLISH_MISSING * len(known) else ""


def _without_places(text: str) -> str:
    """Return a text without the names of places, which are checked apart."""
    for named in reversed(gazetteer().named_in(text)):
        text = f"{text[: named.start]} {text[named.end :]}"
    return text


def _official_left_out(text: str, held: str) -> str:
    """Return a text without the everyday phrases of which another has the official words: 经济总量."""
    for name_of in _TABLES:
        for table in tables(name_of):
            for phrase, names in table.items():
                if len(phrase) > 1 and phrase in text and any(name in held for name in names):
                    text = text.replace(phrase, " ")
    return text


def _without_figures(text: str) -> str:
    """Return a text without its figures and dates, which are checked apart."""
    pieces, at = [], 0
    for figure in figures(text):
        pieces += [text[at : figure.start], " "]
        at = figure.end
    return "".join((*pieces, text[at:]))


def _is_held(word: str, held: str) -> bool:
    """Return whether a word, or what reports say for it, stands in a text, or what it is short for."""
    return (
        word in held
        or any(name in held for name in _official(word))
        or (len(word) > 1 and bool(_shortened(word).search(held)))
    )


def _official(word: str) -> tuple[str, ...]:
    return tuple(name for name_of in _TABLES for table in tables(name_of) for name in table.get(word, ()))


@lru_cache(maxsize=4_000)
def _shortened(word: str) -> re.Pattern[str]:
    return re.compile(rf"[^,，。；;、]{{0,{_NEAR // len(word)}}}?".join(map(re.escape, word)))
