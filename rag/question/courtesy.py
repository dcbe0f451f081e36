"""Politeness round a question is taken off; what is left is the question, and nothing is left of a bare greeting.

A phrase counts at either end of a text only, longest first, one after the other, so that a text is read once each way.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import opencc

from index.words.script import traditional
from rag.question.acts.act import Act
from rag.question.said import glosses, languages
from rag.records import Language

_LETTER = re.compile(r"[^\W_]")
_PICTURE = "\u200d\ufe0f\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
# What stands between a courtesy and a question; a question mark or full stop belongs to the question.
_PAUSE = rf"[\s,，、;；:：!！~～…—{_PICTURE}]"
_STOP = rf"[\s,，、;；:：!！~～…—.。?？{_PICTURE}]"
_LOOSE = re.compile(rf"[\s{_PICTURE}]+")
_PARTICLES = "[哈啦呀哟喔噢哦咯啊呐哒]"  # 谢了哈, 拜拜咯: they say nothing where nothing follows them
_NEXT_ONE = "(?![一个個半周週月年])"  # 请问下一年: the next year, not 请问下
_ENDING = " ?？!！~～。．.…"
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff，。、；：？！（）《》“”"
_BESIDE_HAN = re.compile(rf"(?<=[{_HAN}])\s+|\s+(?=[{_HAN}])")
_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_BETWEEN_SIGNS = re.compile(rf"(?<=[{_HAN}])(?=[{_HAN}])")


@dataclass(frozen=True)
class Phrase:
    """A courtesy: what it does, whether it may stand right against a question, and its language where that is known."""

    act: Act
    is_joined: bool
    language: Language | None


@dataclass(frozen=True)
class Courtesy:
    """A text that asks nothing: what it does instead, and the language to reply in."""

    act: Act
    language: Language | None


def without_courtesy(text: str) -> str:
    """Return the question in a text; the text itself where nothing but courtesies stands in it.

    A Chinese question is without blanks, and ends with its question mark or with nothing: neither says anything.
    """
    question, _ = _parted(text)
    return question or text


def only_courtesy(text: str) -> Courtesy | None:
    """Return what a text does that holds no question but courtesies, or None.

    A farewell counts before thanks, thanks before a greeting; the language is None where the words do not tell it.
    """
    question, phrases = _parted(text)
    if question or not phrases:
        return None
    acts = {phrase.act for phrase in phrases}
    act = next(one for one in (Act.FAREWELL, Act.THANKS, Act.GREETING, Act.ASSENT, Act.REQUEST) if one in acts)
    languages = {phrase.language for phrase in phrases}
    language = next((one for one in (Language.CANTONESE, None, Language.ENGLISH) if one in languages), None)
    return Courtesy(act, language)


def _parted(text: str) -> tuple[str, list[Phrase]]:
    """Return a text without the courtesies at its ends, and those, in the order in which they were taken off."""
    front, back = _patterns()
    rest, first = _taken(text, front)
    rest, last = _taken(rest[::-1], back)
    rest, found = _LOOSE.sub(" ", rest[::-1]).strip(), first + last
    if found and not _LETTER.search(rest):
        return "", found
    body = rest.rstrip(_ENDING)
    mark = next((sign for sign in rest[len(body) :] if sign in "?？"), "")
    return _without_loose_blanks(body) + mark or rest, found


def _without_loose_blanks(text: str) -> str:
    """Return a text without the blanks that part no words: Chinese sets none, English round a Chinese name does."""
    han = sum("\u4e00" <= character <= "\u9fff" for character in text)
    latin = sum(character.isascii() and character.isalpha() for character in text)
    return closed_up(text) if latin > 2 * han else _BESIDE_HAN.sub("", text)


def closed_up(text: str) -> str:
    """Return a text without the blanks between two Chinese characters."""
    return _BETWEEN_HAN.sub("", text)


def _taken(text: str, pattern: re.Pattern[str]) -> tuple[str, list[Phrase]]:
    """Return what is behind the phrases that a text begins with, and the phrases."""
    found: list[Phrase] = []
    at = 0
    while match := pattern.match(text, at):
        found.append(_phrases()[_plain(match["phrase"])])
        at = match.end()
    return text[at:], found


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what takes one phrase from the front of a text, and from that of a text read backwards."""
    ordered = sorted(_phrases(), key=len, reverse=True)
    front = "|".join(_matched(phrase, phrase) for phrase in ordered)
    back = "|".join(_matched(phrase, phrase[::-1]) for phrase in ordered)
    return (
        re.compile(rf"{_STOP}*(?P<phrase>{front})(?:{_PARTICLES}+(?={_STOP}|$))?{_STOP}*", re.IGNORECASE),
        re.compile(rf"{_STOP}*{_PARTICLES}*(?P<phrase>{back}){_PAUSE}*", re.IGNORECASE),
    )


def _matched(phrase: str, spelled: str) -> str:
    rule = _BETWEEN_SIGNS.sub(r"\\s*", re.escape(spelled).replace(r"\ ", r"\s+").replace("'", "['’]"))
    if not _phrases()[phrase].is_joined:
        return rf"{rule}(?={_PARTICLES}*(?:{_STOP}|$))"
    return rule + _NEXT_ONE if spelled.endswith("下") else rule


def _plain(matched: str) -> str:
    """Return a matched phrase as it stands in the list, whichever way it was read."""
    plain = closed_up(" ".join(matched.lower().replace("’", "'").split()))
    return plain if plain in _phrases() else plain[::-1]


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, Phrase]:
    """Return the listed phrases of all languages, in Simplified and Traditional characters."""
    told = {language.value: language for language in Language}  # not Chinese: it has two scripts
    found: dict[str, Phrase] = {}
    for code in languages():
        for text, (act, place) in glosses(code, "courtesies").items():
            phrase = Phrase(Act(act), place == "joined", told.get(code))
            for spelled in (text, traditional(text), opencc.OpenCC("s2t").convert(text)):
                found.setdefault(spelled, phrase)
    return found
