"""What a language must have words for on the citizens' page. Names in braces are filled in by `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.records import Status
from rag.by_model import Became, Writing, WritingNote
from ui.journal.records import FeedbackKind
from ui.text.connection_words import ConnectionWords
from ui.text.conversations_words import ConversationsWords
from ui.text.ease_words import EaseWords
from ui.text.source_words import SourceWords


@dataclass(frozen=True)
class PageWords:
    """The words of the citizens' page, and of the sources shown beside it."""

    lang: str  # BCP 47, for the page's lang attribute
    source: SourceWords  # of the source panel
    conversations: ConversationsWords  # of their list
    connection: ConnectionWords
    ease: EaseWords

    name: str
    named: str  # place: that most of the documents are about
    tagline: str
    coverage: str  # n_documents, years
    coverage_undated: str  # n_documents, where none tells a year
    figures: str
    languages_label: str
    large_text: str
    skip: str

    separator: str  # between the facts of a document

    welcome_heading: str
    welcome_text: str
    examples_heading: str

    conversation_label: str
    question_label: str
    placeholder: str
    send: str
    stop: str
    clear: str  # begins a new conversation
    scope: str  # with its colon
    scope_all: str
    scope_years: str
    scope_status: str
    scope_documents: str
    scope_clear: str
    scope_empty: str
    scope_statuses: Mapping[Status, str]  # plan and result
    recorded: str  # days
    asked: str
    answered: str
    compared: str
    waiting: str
    stopped: str
    withheld: str
    understood: str  # taken_over
    ask_alone: str
    read_alone: str
    computed: str
    ordered: str  # of the most, the least, a rank
    quotes_folded: str  # n
    made: str
    generated: str  # model
    left_out: str  # n, where some sentences of the model are not shown
    retry: str
    forgotten: str  # clear
    copy_answer: str
    copied_answer: str
    print: str
    word: str
    share: str
    shared: str
    follow_ups_heading: str
    chart: str
    chart_unit: str  # unit
    chart_reported: str
    chart_planned: str
    chart_summary: str  # points

    feedback_label: str
    feedback: Mapping[FeedbackKind, str]
    feedback_comment: str
    feedback_send: str
    feedback_cancel: str
    feedback_thanks: str  # kind
    entry_number: str  # number
    feedback_failed: str  # incident

    cited_heading: str
    citation: str  # number, title
    front_matter: str

    refused: str
    near: str
    nearest_heading: str

    empty_question: str
    long_question: str  # found, limit
    bad_question: str
    key_needed: str
    key_wrong: str
    key_too_little: str  # scope
    key_unknown: str
    failed: str  # incident
    too_many: str  # seconds
    busy: str  # seconds
    late: str  # seconds
    begun_anew: str

    footer_made: str
    footer_turn: str

    def made_by(self, writing: Writing) -> str:
        """Return how an answer was made: of the documents' words, or by a model, and what of it is not shown."""
        if writing.note is not WritingNote.WRITTEN:
            return self.made
        n_left_out = sum(one.became is not Became.KEPT for one in writing.sentences)
        told = (self.generated.format(model=writing.model), self.left_out.format(n=n_left_out) if n_left_out else "")
        return (" " if self.lang == "en" else "").join(filter(None, told))
