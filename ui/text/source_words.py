"""What a language must have words for where sources are shown: the panel and the page of a document.

Names in braces are filled in by `str.format`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from index.records import Status
from ui.text.place_words import PlaceWords
from ui.text.reading_words import ReadingWords


@dataclass(frozen=True, eq=False)
class SourceWords:
    """The words of the source panel and the document page in one language."""

    place: PlaceWords
    reading: ReadingWords

    lang: str  # BCP 47, for lang attributes
    language: str  # as ?lang= takes it

    title: str  # title: how a document's title stands in a line
    date: str  # year, month, day; or month_name for month
    month_names: tuple[str, ...]
    undated: str
    nameless: str
    separator: str  # between the facts of a document
    comma: str  # the same within a sentence
    year_range: str  # first, last
    year_separator: str
    covers: Mapping[Status, str]  # years
    kinds: Mapping[str, str]  # of documents as the catalog has them; one that is missing is shown as it is there

    sources_heading: str
    citation_heading: str  # number
    passage_heading: str
    asked: str  # question: which one a source was cited for, on paper
    section_label: str
    section_separator: str
    front_matter: str
    end_matter: str
    legend: str
    legend_passage: str
    extract_label: str  # title
    close: str
    all_documents: str

    earlier: str  # heading
    later: str  # heading
    at_start: str
    at_end: str
    added_earlier: str  # heading
    added_later: str  # heading
    not_added: str

    copy: str
    copied: str
    copy_by_hand: str
    quoted: str  # quote, source: what is copied
    open_document: str
    new_tab: str

    changed: str
    gone: str
    frozen_label: str

    documents_heading: str
    documents_intro: str
    last_good: str  # date
    missing_heading: str
    missing_results: str  # years
    missing_plans: str  # years
    missing_rest: str

    back: str
    skip: str
    contents_heading: str
    issuer_label: str
    issued_label: str
    kind_label: str
    periods_label: str
    note_label: str
    origin_label: str
    checksum_label: str
    verbatim: str
    left_out: str
    marked: str
    document_changed: str
    document_replaced: str
    current_edition: str
    original_prevails: str
    not_found_heading: str
    not_found: str
    removed_heading: str
    removed: str

    # What has become of a document: behind its facts, and told in whole sentences.
    superseded_tag: str  # date
    corrected_tag: str  # date
    withdrawn_tag: str  # date
    superseded: str  # date
    superseded_by: str  # title
    corrected: str  # date
    withdrawn: str  # date
    why: str  # why
