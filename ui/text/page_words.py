"""What a language must have words for on the citizens' page. Names in braces are filled in by `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.journal.records import FeedbackKind
from ui.text.source_words import SourceWords


@dataclass(frozen=True)
class PageWords:
    """The words of the citizens' page, and of the sources shown beside it."""

    lang: str  # BCP 47, for the page's lang attribute
    source: SourceWords  # of the source panel

    name: str
    tagline: str
    coverage: str  # n_documents, years
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
    clear: str
    recorded: str  # days
    asked: str
    answered: str
    compared: str
    waiting: str
    stopped: str
    withheld: str
    made: str
    generated: str
    retry: str
    forgotten: str
    share: str
    shared: str
    follow_ups_heading: str
    chart: str
    chart_unit: str  # unit
    chart_summary: str  # points

    feedback_label: str
    feedback: Mapping[FeedbackKind, str]
    feedback_comment: str
    feedback_send: str
    feedback_cancel: str
    feedback_thanks: str  # kind
    feedback_failed: str  # incident

    cited_heading: str
    citation: str  # number, title
    front_matter: str

    refused: str
    nearest_heading: str

    empty_question: str
    long_question: str  # found, limit
    bad_question: str
    failed: str  # incident

    footer_made: str
    footer_turn: str
