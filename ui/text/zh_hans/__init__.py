"""Simplified Chinese."""

from rag.records import Language
from ui.text.languages import LanguageWords
from ui.text.zh_hans.page import ZH_HANS
from ui.text.zh_hans.review import BOARD_ZH_HANS, REVIEW_ZH_HANS
from ui.text.zh_hans.staff import STAFF_ZH_HANS

LANGUAGE = LanguageWords(
    tag="zh-Hans",
    name="简体中文",
    place=1,
    examples_in=Language.SIMPLIFIED,
    page=ZH_HANS,
    staff=STAFF_ZH_HANS,
    review=REVIEW_ZH_HANS,
    board=BOARD_ZH_HANS,
)
