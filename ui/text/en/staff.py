"""The staff's words in English."""

from rag.records import Language, Reason
from ui.journal.listing import Order
from ui.journal.records import FeedbackKind, Outcome, ReviewState
from ui.text.staff_words import StaffWords

STAFF_EN = StaffWords(
    lang="en",
    name="Government Documents Q&A · Staff",
    skip="Skip to the content",
    menu_label="Staff area",
    menu={
        "list": "Journal",
        "withheld": "Withheld",
        "conflicts": "Differences",
        "documents": "Documents",
        "dashboard": "Dashboard",
        "audit": "Audit",
        "keys": "API keys",
    },
    language_label="Language",
    signed_in_as="Signed in as",
    sign_out="Sign out",
    footer=(
        "Personal data (identity documents, phones, cards, accounts, addresses, names and the like) are masked before "
        "anything is kept, as far as they are recognised."
    ),
    notices={
        "cleared": "Shown again: whoever asks the same question will see the answer as usual.",
        "not_withheld": "The answer to this question is not withheld; a colleague may have shown it again already.",
        "withheld": "Withheld: whoever asks the same question will be told that the answer is being checked.",
        "no_answer": "This entry gave no answer, so there is nothing to withhold.",
        "none_left": "There are no more unreviewed entries.",
        "approved": "Confirmed: it is being put in force, which usually takes less than a minute.",
        "scheduled": "Confirmed: it will be put in force at that time.",
        "discarded": "Discarded.",
        "recalled": "Taken back: correct it and confirm it again.",
        "no_room": "Too many files wait here. Deal with some of them, or discard them, and upload then.",
        "life": "Kept: it is being taken up, which usually takes less than a minute.",
        "key_revoked": "Revoked: the key is worth nothing from now on.",
        "key_gone": "This key is not good any longer; a colleague may have revoked it already.",
        "key_made": "This key was made already, and is not shown again. If nobody copied it, revoke it and make another.",
        "signed_out": "You have signed out.",
    },
    separator=" · ",
    languages={
        Language.SIMPLIFIED: "Simplified Chinese",
        Language.TRADITIONAL: "Traditional Chinese",
        Language.CANTONESE: "Cantonese",
        Language.ENGLISH: "English",
    },
    outcomes={Outcome.ANSWERED: "Answered", Outcome.REFUSED: "Refused", Outcome.WITHHELD: "Withheld"},
    reasons={
        Reason.NO_EVIDENCE: "No evidence in the documents",
        Reason.WRONG_PERIOD: "Year not covered",
        Reason.OUT_OF_SCOPE: "Not a matter of the documents",
        Reason.BLOCKED: "Not to be answered",
        Reason.BAD_QUESTION: "Not understood",
    },
    feedback={
        FeedbackKind.HELPFUL: "Helpful",
        FeedbackKind.WRONG_FIGURE: "Wrong figure",
        FeedbackKind.MISSING: "Something missing",
        FeedbackKind.OTHER: "Other",
    },
    reviews={
        ReviewState.UNREVIEWED: "Unreviewed",
        ReviewState.REVIEWED: "Reviewed",
        ReviewState.DIFFERING: "Reviewers differ",
    },
    no_feedback="None",
    confidence="{percent}%",
    login_title="Sign in",
    login_intro="Use the account that your administrator set up for you.",
    user_label="User name",
    password_label="Password",
    sign_in="Sign in",
    both_needed="Enter your user name and your password.",
    wrong_login="The user name or the password is not right. Try again.",
    wait_seconds="Too many attempts failed. Try again in {seconds} s.",
    wait_minutes="Too many attempts failed. Try again in {minutes} min.",
    busy="Many people are signing in at the moment. Try again shortly.",
    https_needed=(
        "Open this page over https to sign in, so that nobody can read your password on its way; where http "
        "is really needed, an administrator can turn on the setting {setting}."
    ),
    login_expired="This page had expired. Enter your user name and password again.",
    told_title="Nothing to show",
    off_title="The staff area is off",
    off=(
        "The staff area is off because no user is set: run {command}, keep the line it prints in a file, "
        "name that file in the setting {file_setting} (or use the environment variable {variable}), and "
        "start the service again."
    ),
    session_over="Your session has ended and what you sent was not saved. Sign in again.",
    form_expired="This page had expired and what you sent was not saved. Reload the page and try again.",
    form_too_long="What you sent is too long and was not saved. Shorten it and try again.",
    not_allowed="Your account may not do this; an administrator's may.",
    entry_gone="There is no such entry; it may have been removed at the end of its retention period.",
    page_missing="There is no such page. Check the address.",
    bad_request="This request could not be understood. Check the address.",
    failed=(
        "Sorry, something went wrong and this could not be done. Try again later; if you report it, quote {incident}."
    ),
    journal_failed=(
        "Sorry, the journal cannot be used at the moment. Try again later; if you report it, quote {incident}."
    ),
    shelf_failed="Sorry, what was uploaded cannot be kept or read at the moment. Try again later; if you report it, quote {incident}.",
    to_list="Back to the journal",
    to_login="Sign in again",
    list_title="Journal",
    filter_label="Filter",
    first_day="From",
    last_day="To",
    language_filter="Language asked in",
    outcome_filter="Outcome",
    reason_filter="Reason for refusal",
    feedback_filter="Feedback",
    review_filter="Review",
    reviewer_filter="Reviewer",
    below_filter="Confidence below (%)",
    order_filter="Order",
    orders={Order.NEWEST: "Newest first", Order.UNSURE: "Least confident first"},
    words_filter="Search",
    words_hint="Words in the question, answer or comment",
    any="Any",
    apply="Filter",
    reset="Clear",
    bad_filter="{field}: this value is not possible. Correct it and filter again.",
    bad_cursor="The page named in the address does not exist. Start from the newest.",
    next_unreviewed="Review next",
    export_label="Export what is filtered",
    export_csv="Table (CSV)",
    export_jsonl="Data (JSONL)",
    time_zone="Times are China Standard Time.",
    asked_at="Asked",
    question="Question",
    answer="Start of the answer",
    outcome="Outcome",
    confidence_column="Confidence",
    feedback_column="Feedback",
    review="Review",
    shown="{first}–{last} of {total}",
    place="{place} of {total}",
    alike="asked and answered alike {n} times",
    found_elsewhere="In earlier questions or feedback",
    empty_journal="Nobody has asked anything yet. Questions will appear here.",
    nothing_found="No entry matches. Widen the filter.",
    older="Older",
    newest="Newest",
    paging_label="Pages",
    withheld_title="Withheld answers",
    withheld_intro=(
        "These answers were judged wrong. Whoever asks the same question is told that the answer is being "
        "checked, until it is shown again."
    ),
    withheld_by="Withheld by",
    withheld_since="Since",
    withheld_action="Action",
    show_again="Show again",
    show_again_label="Show the answer to “{question}” again",
    nothing_withheld="No answer is withheld at the moment.",
)
