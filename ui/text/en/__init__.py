"""English."""

from rag.records import Language
from ui.text.en.api import API_EN
from ui.text.en.assign import ASSIGN_EN
from ui.text.en.audit import AUDIT_EN
from ui.text.en.documents import DOCUMENTS_EN
from ui.text.en.draft import DRAFT_EN
from ui.text.en.embed import EMBED_EN
from ui.text.en.errors import ERRORS_EN
from ui.text.en.figures import FIGURES_ENGLISH
from ui.text.en.keys import KEYS_EN
from ui.text.en.page import ENGLISH
from ui.text.en.password import PASSWORD_EN
from ui.text.en.report import REPORT_EN
from ui.text.en.review import BOARD_EN, REVIEW_EN
from ui.text.en.staff import STAFF_EN
from ui.text.en.users import USERS_EN
from ui.text.en.withholding import WITHHOLDING_EN
from ui.text.languages import LanguageWords

LANGUAGE = LanguageWords(
    tag="en",
    name="English",
    place=3,
    examples_in=Language.ENGLISH,
    page=ENGLISH,
    figures=FIGURES_ENGLISH,
    staff=STAFF_EN,
    review=REVIEW_EN,
    draft=DRAFT_EN,
    board=BOARD_EN,
    documents=DOCUMENTS_EN,
    api=API_EN,
    assign=ASSIGN_EN,
    audit=AUDIT_EN,
    keys=KEYS_EN,
    users=USERS_EN,
    password=PASSWORD_EN,
    report=REPORT_EN,
    embed=EMBED_EN,
    errors=ERRORS_EN,
    withholding=WITHHOLDING_EN,
)
