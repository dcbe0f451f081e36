"""Which words of the source panel and the document page a reader gets."""

from collections.abc import Mapping
from types import MappingProxyType

from rag.records import Language
from ui.text.source_en import SOURCE_ENGLISH
from ui.text.source_words import SourceWords
from ui.text.source_zh_hans import SOURCE_ZH_HANS
from ui.text.source_zh_hant import SOURCE_ZH_HANT

SOURCE_WORDS: Mapping[Language, SourceWords] = MappingProxyType(
    {
        Language.SIMPLIFIED: SOURCE_ZH_HANS,
        Language.TRADITIONAL: SOURCE_ZH_HANT,
        Language.ENGLISH: SOURCE_ENGLISH,
    }
)


def source_words_for(language: Language) -> SourceWords:
    """Return the words in the reader's language; Cantonese readers get Traditional Chinese."""
    return SOURCE_WORDS[Language.TRADITIONAL if language is Language.CANTONESE else language]
