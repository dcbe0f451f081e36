"""Simplified Chinese."""

from rag.records import Language
from ui.text.languages import LanguageWords
from ui.text.zh_hans.api import API_ZH_HANS
from ui.text.zh_hans.assign import ASSIGN_ZH_HANS
from ui.text.zh_hans.audit import AUDIT_ZH_HANS
from ui.text.zh_hans.documents import DOCUMENTS_ZH_HANS
from ui.text.zh_hans.draft import DRAFT_ZH_HANS
from ui.text.zh_hans.embed import EMBED_ZH_HANS
from ui.text.zh_hans.errors import ERRORS_ZH_HANS
from ui.text.zh_hans.figures import FIGURES_ZH_HANS
from ui.text.zh_hans.keys import KEYS_ZH_HANS
from ui.text.zh_hans.page import ZH_HANS
from ui.text.zh_hans.password import PASSWORD_ZH_HANS
from ui.text.zh_hans.report import REPORT_ZH_HANS
from ui.text.zh_hans.review import BOARD_ZH_HANS, REVIEW_ZH_HANS
from ui.text.zh_hans.staff import STAFF_ZH_HANS
from ui.text.zh_hans.users import USERS_ZH_HANS
from ui.text.zh_hans.withholding import WITHHOLDING_ZH_HANS

LANGUAGE = LanguageWords(
    tag="zh-Hans",
    name="简体中文",
    place=1,
    examples_in=Language.SIMPLIFIED,
    page=ZH_HANS,
    figures=FIGURES_ZH_HANS,
    staff=STAFF_ZH_HANS,
    review=REVIEW_ZH_HANS,
    draft=DRAFT_ZH_HANS,
    board=BOARD_ZH_HANS,
    documents=DOCUMENTS_ZH_HANS,
    api=API_ZH_HANS,
    assign=ASSIGN_ZH_HANS,
    audit=AUDIT_ZH_HANS,
    keys=KEYS_ZH_HANS,
    users=USERS_ZH_HANS,
    password=PASSWORD_ZH_HANS,
    report=REPORT_ZH_HANS,
    embed=EMBED_ZH_HANS,
    errors=ERRORS_ZH_HANS,
    withholding=WITHHOLDING_ZH_HANS,
)
