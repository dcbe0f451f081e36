"""What a language must have words for on the staff's pages of documents. Names in braces are filled by `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

from index.errors import Fault
from index.load.read import Format, Notices
from index.records import Role, Status
from index.records import State as Became
from index.words.hidden import HiddenKind
from ui.held.records import State


@dataclass(frozen=True)
class DocumentWords:
    """All words of the pages of documents in one language."""

    title: str

    # Uploading
    upload: str
    upload_hint: str  # mb, n
    choose: str
    drop: str
    send: str
    sending: str  # name, percent
    sent: str  # name
    not_sent: str  # name
    too_large: str  # name, mb
    no_files: str
    no_room: str
    too_much: str  # mb, n

    # What is not in force yet
    held_title: str
    file: str
    by: str
    came: str
    state: str
    states: Mapping[State, str]
    due: str  # time
    building: str  # done, of
    starting: str
    look: str
    discard: str
    discard_label: str  # name
    recall: str
    recall_label: str  # name
    recall_hint: str
    see: str

    # What is held
    list_title: str
    search_label: str
    words_label: str
    words_hint: str
    search: str
    reset: str
    document: str
    issuer: str
    kind: str
    issued: str
    place: str
    periods: str
    unknown: str
    found: str  # n, first, last
    nothing: str
    earlier: str
    later: str
    paging_label: str
    separator: str

    # The preview
    back: str
    facts: str  # format, n_chars, n_sections, n_units
    formats: Mapping[Format, str]
    original: str
    read_title: str
    original_text: str
    text_hint: str
    text_cut: str  # n
    compare: str
    pages_title: str
    pages_hint: str
    pages_label: str
    page_of: str  # page, n
    page_alt: str  # page
    page_text: str  # page
    page_empty: str
    page_by_machine: str
    outline: str
    no_outline: str
    section_facts: str  # n
    roles: Mapping[Role, str]
    dated: str  # percent
    tables: str  # n
    table: str  # n, name
    tables_cut: str
    dropped: str
    no_dropped: str
    reasons: Mapping[str, str]
    times: str  # n
    hidden: str
    no_hidden: str
    hidden_kinds: Mapping[HiddenKind, str]
    hidden_found: str  # kind, n, lines
    notices: str
    converted: str  # encoding
    noticed: Mapping[Notices, str]  # by what a reader noticed, but `OTHER`
    questions: str
    questions_hint: str
    asking: str
    no_questions: str
    alike: str
    same_text: str
    shared: str  # percent

    # The entry
    entry: str
    entry_hint: str
    name: str
    name_hint: str
    title_label: str
    source: str
    source_url: str
    first_year: str
    last_year: str
    status: str
    statuses: Mapping[Status, str]
    one_period: str  # n
    name_held: str  # title
    is_edition: str
    is_other: str
    when: str
    at_once: str
    at_time: str
    time_label: str
    put: str
    is_reading: str
    is_due: str  # time, by
    is_in_force: str

    # What becomes of a document
    change: str
    change_label: str  # title
    life_intro: str
    life_now: str
    lives: Mapping[Became, str]
    life_to: str
    since: str
    superseded_by: str
    by_none: str
    why: str
    save: str

    # What is wrong
    problems: Mapping[Fault, str]  # but `OTHER`
    other_problem: str  # problem
    wrong: Mapping[str, str]  # what of a form that was sent cannot be
