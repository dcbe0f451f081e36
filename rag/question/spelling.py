"""A question with typing errors → the question as it was meant; names stay as they are."""

import re

from index.words.lists import any_of
from rag.question.mistyped import as_sounded
from rag.question.own_matter import Vocabulary
from rag.question.said import glosses, latin_words

ENGLISH = "en"
_IN_FULL = {short: full for short, (full,) in glosses(ENGLISH, "abbreviations").items()}
_SHORT = re.compile(rf"(?<![\w.])(?:{any_of(_IN_FULL)})(?![\w.]*\w)")
_LATIN = re.compile(r"(?<![\w.'-])[A-Za-z]+(?![\w'-])")
_HAN = re.compile(r"[\u3400-\u9fff]")


def as_meant(text: str, vocabulary: Vocabulary) -> str:
    """Return a text with its mistyped English words replaced, in lower case; one in Chinese by how its words sound.

    A word that the documents hold, or that has a capital inside a sentence, is a name. So is one that reads as pinyin,
    unless it only has letters exchanged. What the lists say of how things are asked is no error.
    """
    if _HAN.search(text):
        return as_sounded(text, vocabulary)
    first = _LATIN.search(text)

    def is_right(word: str) -> bool:
        return vocabulary.is_known(word) or word in latin_words(ENGLISH)

    def meant(found: re.Match[str]) -> str:
        typed, word = found.group(), found.group().lower()
        is_first = first is not None and found.start() == first.start()
        if not (typed.islower() or (is_first and typed[1:].islower())) or is_right(word):
            return typed
        spelled = vocabulary.bilingual.spelled(word)
        is_name = vocabulary.sounds.syllables(word) and sorted(spelled) != sorted(word)
        return typed if spelled == word or is_name else spelled

    return _LATIN.sub(meant, _SHORT.sub(lambda found: _IN_FULL[found[0]], text))
