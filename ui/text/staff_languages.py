"""Which words a member of staff gets."""

from collections.abc import Mapping
from types import MappingProxyType

from rag.records import Language
from ui.text.en.staff import STAFF_EN
from ui.text.staff_words import StaffWords
from ui.text.zh_hans.staff import STAFF_ZH_HANS
from ui.text.zh_hant.staff import STAFF_ZH_HANT

STAFF_WORDS: Mapping[Language, StaffWords] = MappingProxyType(
    {Language.SIMPLIFIED: STAFF_ZH_HANS, Language.TRADITIONAL: STAFF_ZH_HANT, Language.ENGLISH: STAFF_EN}
)


def staff_words_for(language: Language) -> StaffWords:
    """Return the words in the reader's language; a Cantonese reader gets Traditional Chinese."""
    return STAFF_WORDS.get(language, STAFF_ZH_HANT)
