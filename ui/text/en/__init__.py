"""English."""

from rag.records import Language
from ui.text.en.page import ENGLISH
from ui.text.en.review import BOARD_EN, REVIEW_EN
from ui.text.en.staff import STAFF_EN
from ui.text.languages import LanguageWords

LANGUAGE = LanguageWords(
    tag="en",
    name="English",
    place=3,
    examples_in=Language.ENGLISH,
    page=ENGLISH,
    staff=STAFF_EN,
    review=REVIEW_EN,
    board=BOARD_EN,
)
