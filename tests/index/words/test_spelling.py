"""Typing errors in English words, of which the dictionary's glosses tell the right form."""

import pytest

from index.config import IndexSettings
from index.words.bilingual import Bilingual, Lexicon
from index.words.spelling import spelled

COUNTS = {
    "harbour": 9,
    "harbours": 4,
    "tech": 9,
    "teacher": 7,
    "bridge": 20,
    "bribe": 5,
    "form": 7,
    "from": 0,
    "rare": 1,
    "wife": 30,
    "cross": 8,
    "close": 40,
    "closed": 40,
    "port": 9,
    "pros": 12,
}


def _spelled(word: str) -> str:
    return spelled(word, lambda other: COUNTS.get(other, 0), {"which", "the", "year"}.__contains__)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("habrour", "harbour"),  # two letters exchanged
        ("harbor", "harbour"),  # one left out
        ("harbbour", "harbour"),  # one too many
        ("harbaur", "harbour"),  # one for another
        ("teh", "the"),
        ("wich", "which"),
        ("brigdes", "bridges"),  # a plural that the glosses do not have
        ("crosed", "crossed"),  # a double letter typed once before another letter, however common
        ("teecher", "teacher"),  # and no form of tech
        ("prots", "ports"),  # letters exchanged before one too many
        ("brige", "bridge"),  # the commonest of those that are as near
    ],
)
def test_a_word_with_one_error_is_the_commonest_that_is_one_stroke_away(typed: str, meant: str) -> None:
    assert _spelled(typed) == meant


@pytest.mark.parametrize("word", ["form", "bribes", "bridging", "arbour", "hxrbaur", "wifi", "rard", "at", ""])
def test_what_is_known_or_near_to_nothing_common_stays(word: str) -> None:
    assert _spelled(word) == word


def test_the_glosses_of_the_dictionary_tell_which_words_there_are() -> None:
    bilingual = Bilingual(Lexicon.open(IndexSettings().cache_dir), lambda _: True)
    assert [bilingual.spelled(word) for word in ("hosptial", "goverment", "hospital")] == [
        "hospital",
        "government",
        "hospital",
    ]
