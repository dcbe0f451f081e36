"""Traditional Chinese, as written in Hong Kong."""

from rag.records import Language
from ui.text.languages import LanguageWords
from ui.text.zh_hant.api import API_ZH_HANT
from ui.text.zh_hant.assign import ASSIGN_ZH_HANT
from ui.text.zh_hant.audit import AUDIT_ZH_HANT
from ui.text.zh_hant.documents import DOCUMENTS_ZH_HANT
from ui.text.zh_hant.draft import DRAFT_ZH_HANT
from ui.text.zh_hant.embed import EMBED_ZH_HANT
from ui.text.zh_hant.errors import ERRORS_ZH_HANT
from ui.text.zh_hant.figures import FIGURES_ZH_HANT
from ui.text.zh_hant.keys import KEYS_ZH_HANT
from ui.text.zh_hant.page import ZH_HANT
from ui.text.zh_hant.password import PASSWORD_ZH_HANT
from ui.text.zh_hant.report import REPORT_ZH_HANT
from ui.text.zh_hant.review import BOARD_ZH_HANT, REVIEW_ZH_HANT
from ui.text.zh_hant.staff import STAFF_ZH_HANT
from ui.text.zh_hant.users import USERS_ZH_HANT
from ui.text.zh_hant.withholding import WITHHOLDING_ZH_HANT

LANGUAGE = LanguageWords(
    tag="zh-Hant",
    name="繁體中文",
    place=2,
    examples_in=Language.TRADITIONAL,
    page=ZH_HANT,
    figures=FIGURES_ZH_HANT,
    staff=STAFF_ZH_HANT,
    review=REVIEW_ZH_HANT,
    draft=DRAFT_ZH_HANT,
    board=BOARD_ZH_HANT,
    documents=DOCUMENTS_ZH_HANT,
    api=API_ZH_HANT,
    assign=ASSIGN_ZH_HANT,
    audit=AUDIT_ZH_HANT,
    keys=KEYS_ZH_HANT,
    users=USERS_ZH_HANT,
    password=PASSWORD_ZH_HANT,
    report=REPORT_ZH_HANT,
    embed=EMBED_ZH_HANT,
    errors=ERRORS_ZH_HANT,
    withholding=WITHHOLDING_ZH_HANT,
)
