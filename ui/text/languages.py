"""Which words a reader gets."""

from collections.abc import Mapping
from types import MappingProxyType

from rag.records import Language
from ui.text.words import Words
from ui.text.zh_hans import ZH_HANS

WORDS: Mapping[Language, Words] = MappingProxyType({Language.SIMPLIFIED: ZH_HANS})


def words_for(language: Language) -> Words:
    """Return the words in the reader's language, or in Simplified Chinese where there are none yet."""
    return WORDS.get(language, ZH_HANS)
