"""What a language must have words for on the staff's pages. Names in braces are filled in by `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

from rag.records import Language, Reason
from ui.journal.order import Order
from ui.journal.records import FeedbackKind, Outcome, ReviewState


@dataclass(frozen=True)
class StaffWords:
    """All words of the staff's pages in one language."""

    lang: str  # BCP 47, for the page's lang attribute

    # The frame
    name: str
    skip: str
    menu_label: str
    menu: Mapping[str, str]  # list, assignments, withheld, conflicts, documents, dashboard, reports, audit, keys, users
    language_label: str
    signed_in_as: str
    own_password: str
    sign_out: str
    footer: str
    notices: Mapping[str, str]  # what happened, after a form was sent
    separator: str  # between the facts of one line

    # What an entry is like
    languages: Mapping[Language, str]
    outcomes: Mapping[Outcome, str]
    reasons: Mapping[Reason, str]
    feedback: Mapping[FeedbackKind, str]
    reviews: Mapping[ReviewState, str]
    no_feedback: str
    confidence: str  # percent

    # Signing in
    login_title: str
    login_intro: str
    user_label: str
    password_label: str
    sign_in: str
    both_needed: str
    wrong_login: str
    wait_seconds: str  # seconds
    wait_minutes: str  # minutes
    busy: str
    https_needed: str  # setting
    login_expired: str

    # One sentence in place of a page
    told_title: str
    off_title: str
    off: str  # command, file_setting, variable
    session_over: str
    form_expired: str
    form_too_long: str
    not_allowed: str
    entry_gone: str
    page_missing: str
    bad_request: str
    failed: str  # incident
    journal_failed: str  # incident
    shelf_failed: str  # incident
    to_list: str
    to_login: str

    # The list
    list_title: str
    filter_label: str
    first_day: str
    last_day: str
    language_filter: str
    outcome_filter: str
    reason_filter: str
    feedback_filter: str
    review_filter: str
    reviewer_filter: str
    document_filter: str
    assigned_filter: str
    below_filter: str
    order_filter: str
    orders: Mapping[Order, str]
    no_group: Mapping[str, str]  # by the orders that group: of those that stand in no group
    words_filter: str
    words_hint: str
    any: str
    apply: str
    reset: str
    bad_filter: str  # field
    bad_cursor: str
    next_unreviewed: str
    export_label: str
    export_csv: str
    export_jsonl: str
    export_columns: Mapping[str, str]  # of the table, by ui.journal.export.COLUMNS; when it was asked with {zone}
    time_zone: str
    time_zone_of: str  # zone
    asked_at: str
    question: str
    answer: str
    outcome: str
    confidence_column: str
    feedback_column: str
    review: str
    changed: str  # time, questions, feedback, verdicts, withheld
    shown: str  # first, last, total
    place: str  # place, total
    alike: str  # n
    found_elsewhere: str
    empty_journal: str
    nothing_found: str
    older: str
    newest: str
    paging_label: str

    # What is withheld
    withheld_title: str
    withheld_intro: str
    withheld_by: str
    withheld_since: str
    withheld_action: str
    show_again: str
    show_again_label: str  # question
    nothing_withheld: str
