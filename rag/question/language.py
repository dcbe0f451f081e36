"""The language and the script that a text is in."""

import re

from index.words.script import simplify
from index.words.terms import fold
from rag.question.own_matter import Vocabulary
from rag.question.wording import is_cantonese
from rag.records import Language


def detect_language(text: str) -> Language:
    """Return the language and script a question is written in."""
    latin = sum(character.isascii() and character.isalpha() for character in text)
    chinese = sum("\u3400" <= character <= "\u9fff" for character in text)
    # A Chinese word takes about two characters, an English one five.
    if latin > 2 * chinese and latin > 3:
        return Language.ENGLISH
    if is_cantonese(fold(text)):
        return Language.CANTONESE
    return Language.TRADITIONAL if simplify(text) != text else Language.SIMPLIFIED


def is_pinyin(text: str, vocabulary: Vocabulary) -> bool:
    """Return whether a text is in pinyin, what the documents write in Latin letters aside: opc, gdp."""
    if detect_language(text) is not Language.ENGLISH:
        return False
    typed = re.findall(r"[a-z]+", text.lower())
    is_spelled = {word: bool(vocabulary.sounds.syllables(word)) for word in typed}
    words = [word for word in typed if is_spelled[word] or not vocabulary.is_known(word)]
    spelled = sum(is_spelled[word] for word in words)
    return len(words) >= 2 and spelled >= 0.9 * len(words)
