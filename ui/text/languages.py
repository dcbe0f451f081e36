"""Which words a reader gets."""

from collections.abc import Mapping
from types import MappingProxyType

from rag.records import Language
from ui.text.en.page import ENGLISH
from ui.text.words import Words
from ui.text.zh_hans.page import ZH_HANS
from ui.text.zh_hant.page import ZH_HANT

WORDS: Mapping[Language, Words] = MappingProxyType(
    {Language.SIMPLIFIED: ZH_HANS, Language.TRADITIONAL: ZH_HANT, Language.ENGLISH: ENGLISH}
)


def words_for(language: Language) -> Words:
    """Return the words in the reader's language: Cantonese readers get Traditional Chinese."""
    return WORDS[Language.TRADITIONAL if language is Language.CANTONESE else language]
