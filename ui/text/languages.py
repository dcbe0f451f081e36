"""The languages of the pages: each is a folder beside this file, whose package has all of its words as `LANGUAGE`."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

import ui.text
from rag.records import Language
from ui.text.api_words import ApiWords
from ui.text.assign_words import AssignWords
from ui.text.audit_words import AuditWords
from ui.text.document_words import DocumentWords
from ui.text.draft_words import DraftWords
from ui.text.embed_words import EmbedWords
from ui.text.error_words import ErrorWords
from ui.text.figures_words import FiguresWords
from ui.text.keys_words import KeysWords
from ui.text.page_words import PageWords
from ui.text.password_words import PasswordWords
from ui.text.report_words import ReportWords
from ui.text.review_words import BoardWords, ReviewWords
from ui.text.staff_words import StaffWords
from ui.text.users_words import UsersWords
from ui.text.withholding_words import WithholdingWords


@dataclass(frozen=True, eq=False)
class LanguageWords:
    """A language of the pages, with all they say in it."""

    tag: str  # BCP 47, language and script: as ?lang= and the cookie have it
    name: str  # as its own readers know it
    place: int  # among the languages offered; the first is for readers who ask for none of them
    examples_in: Language  # what the questions are asked in that an empty page offers

    page: PageWords
    figures: FiguresWords
    staff: StaffWords
    review: ReviewWords
    draft: DraftWords
    board: BoardWords
    documents: DocumentWords
    api: ApiWords
    assign: AssignWords
    audit: AuditWords
    keys: KeysWords
    users: UsersWords
    password: PasswordWords
    report: ReportWords
    embed: EmbedWords
    errors: ErrorWords
    withholding: WithholdingWords


@lru_cache(maxsize=1)
def languages() -> tuple[LanguageWords, ...]:
    """Return the languages of the pages in the order they are offered."""
    found = (import_module(folder.name) for folder in iter_modules(ui.text.__path__, "ui.text.") if folder.ispkg)
    return tuple(sorted((package.LANGUAGE for package in found), key=lambda language: language.place))


def language_of(tag: str | None) -> LanguageWords | None:
    """Return the language of that tag, None when it is not one of the pages'."""
    return next((language for language in languages() if language.tag == tag), None)


def words_in(language: Language) -> PageWords:
    """Return the words of the citizens' page in the language of an answer; Cantonese is answered in Traditional."""
    written = Language.TRADITIONAL if language is Language.CANTONESE else language
    return next(held.page for held in languages() if held.examples_in is written)
