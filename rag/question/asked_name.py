"""The name of what a question asks for, as its words: of 有多少名小学教师 it is 小学 and 教师."""

import re
from collections.abc import Callable, Sequence

from index.words.lists import any_of
from index.words.measures import COUNTING, HEADS
from rag.question.amount import names_amount
from rag.question.answer_form import NAMES
from rag.question.named_place import without
from rag.question.said import said
from rag.question.understand import Understood
from rag.question.wording import content, written
from rag.records import Language

LONGEST_NAME, MOST_WORDS = 10, 4  # characters and words; beyond, a clause stands there and no name

_HOW_MANY, _WHICH, _NO_NAME = said("names.how_many"), said("names.which"), said("names.no_name")
_COUNTED = re.compile(rf"(?:{any_of(said('names.counted_in').words)})*(?:{any_of(COUNTING | HEADS)})?的?")
_ENGLISH = said("names.counted")
_CLAUSE_END = re.compile(r"[，,。；;：:?？!！、()（）“”\"「」『』]+")
_HAN = re.compile("[\u4e00-\u9fff]{2,}")


def asked_name(question: Understood, cut: Callable[[str], Sequence[str]]) -> tuple[str, ...]:
    """Return the words of the name of what a question asks for; none where a clause stands there, or nothing.

    It stands behind the word that asks how many, else in front of it; a measure by its name alone is all that is
    asked. What asks for several amounts has no one name.
    Characters that are no words of several are one word where they stand side by side, and no name where that is all.

    Args:
        question: what is asked.
        cut: gives the words of a run of Chinese characters.
    """
    names_several = any(form.name == NAMES for form in question.expected.forms)
    if question.topic or question.leans or question.is_pinyin or names_several:
        return ()
    text = without(question.asked, (*question.own, *question.places))
    if question.language is Language.ENGLISH:
        found = _ENGLISH.search(text)
        return (found[1],) if found and not _NO_NAME.fullmatch(found[1].strip()) else ()
    name = _name(written(text))
    if not _HAN.fullmatch(name) or len(name) > LONGEST_NAME:
        return ()
    pieces = cut(name)
    words = _joined(pieces)
    is_mistyped = all(len(piece) == 1 for piece in pieces)
    is_clause = len(words) > MOST_WORDS or any(map(_NO_NAME.fullmatch, (*pieces, *words)))
    return () if is_mistyped or is_clause else words


def _name(text: str) -> str:
    asked = list(_HOW_MANY.finditer(text))
    if len(asked) > 1:
        return ""
    for found in asked:
        behind = _CLAUSE_END.split(text[found.end() :])[0]
        counted = _COUNTED.match(behind)
        named = [words for words in _chunks(behind[counted.end() :] if counted else behind) if _HAN.search(words)]
        if named:
            return named[-1]
    end = next(iter(asked or filter(None, [_WHICH.search(text)])), None)
    before = text[: end.start()] if end else text if names_amount(text, has_years=True) else ""
    front = [part for part in _CLAUSE_END.split(before) if part]
    named = [words for words in map(_bare, _chunks(front[-1])) if _HAN.search(words)] if front else []
    return named[-1] if named else ""


def _bare(name: str) -> str:
    """Return a name without the verb that stands between it and how many there are."""
    return name.rstrip("有达占给要需")


def _chunks(text: str) -> list[str]:
    """Return what stands between words of asking and of grammar."""
    return content(text).split()


def _joined(words: Sequence[str]) -> tuple[str, ...]:
    joined: list[str] = []
    was_single = False
    for word in words:
        is_single = len(word) == 1
        if is_single and was_single:
            joined[-1] += word
        else:
            joined.append(word)
        was_single = is_single
    return tuple(joined)
