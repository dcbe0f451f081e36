"""What a language must have words for. Names in braces are filled in by `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.records import Status
from ui.journal.records import FeedbackKind


@dataclass(frozen=True)
class Words:
    """All words of the pages in one language."""

    lang: str  # BCP 47, for the page's lang attribute

    name: str
    tagline: str
    coverage: str  # n_documents, years
    languages_label: str
    large_text: str
    skip: str
    year_range: str  # first, last
    year_separator: str
    title: str  # title: how a document's title stands in a line

    documents_heading: str
    documents_intro: str
    covers: Mapping[Status, str]  # years
    date: str  # year, month, day
    undated: str
    nameless: str
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
    chart: str  # unit: what a chart of an answer's figures is called
    chart_unit: str  # unit

    feedback_label: str
    feedback: Mapping[FeedbackKind, str]
    feedback_comment: str
    feedback_send: str
    feedback_cancel: str
    feedback_thanks: str  # kind
    feedback_failed: str  # incident

    sources_heading: str
    cited_heading: str
    citation: str  # number, title
    citation_heading: str  # number
    passage_heading: str
    section_label: str
    front_matter: str
    legend: str
    extract_label: str  # title
    back_to_answer: str
    all_documents: str

    refused: str
    nearest_heading: str

    empty_question: str
    long_question: str  # found, limit
    bad_question: str
    failed: str  # incident

    footer_made: str
    footer_turn: str
