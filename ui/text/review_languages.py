"""Which words a reviewer gets."""

from collections.abc import Mapping
from types import MappingProxyType

from rag.records import Language
from ui.text.en.review import BOARD_EN, REVIEW_EN
from ui.text.review_words import BoardWords, ReviewWords
from ui.text.zh_hans.review import BOARD_ZH_HANS, REVIEW_ZH_HANS
from ui.text.zh_hant.review import BOARD_ZH_HANT, REVIEW_ZH_HANT

REVIEW_WORDS: Mapping[Language, ReviewWords] = MappingProxyType(
    {Language.SIMPLIFIED: REVIEW_ZH_HANS, Language.TRADITIONAL: REVIEW_ZH_HANT, Language.ENGLISH: REVIEW_EN}
)
BOARD_WORDS: Mapping[Language, BoardWords] = MappingProxyType(
    {Language.SIMPLIFIED: BOARD_ZH_HANS, Language.TRADITIONAL: BOARD_ZH_HANT, Language.ENGLISH: BOARD_EN}
)


def review_words_for(language: Language) -> ReviewWords:
    """Return the review page's words in the reader's language; a Cantonese reader gets Traditional Chinese."""
    return REVIEW_WORDS.get(language, REVIEW_ZH_HANT)


def board_words_for(language: Language) -> BoardWords:
    """Return the dashboard's words in the reader's language; a Cantonese reader gets Traditional Chinese."""
    return BOARD_WORDS.get(language, BOARD_ZH_HANT)
