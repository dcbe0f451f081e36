"""What a language must have words for. Names in braces are filled in by `str.format`."""

from dataclasses import dataclass

from ui.text.source_words import SourceWords


@dataclass(frozen=True)
class Words:
    """All words of the pages in one language."""

    lang: str  # BCP 47, for the page's lang attribute
    source: SourceWords  # of the source panel

    name: str
    tagline: str
    coverage: str  # n_documents, years

    separator: str  # between the facts of a document

    welcome_heading: str
    welcome_text: str
    examples_heading: str

    conversation_label: str
    question_label: str
    placeholder: str
    send: str
    clear: str
    asked: str
    answered: str
    compared: str
    waiting: str
    generated: str
    retry: str
    forgotten: str

    cited_heading: str
    citation: str  # number, title
    front_matter: str

    refused: str
    nearest_heading: str

    empty_question: str
    long_question: str  # found, limit
    failed: str  # incident

    footer_made: str
    footer_turn: str
