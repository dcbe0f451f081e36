"""What a language must have words for where answers are assigned. Names in braces are filled in by `str.format`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AssignWords:
    """All words of the page of assignments and of the forms that make them, in one language."""

    title: str
    intro: str
    intro_admin: str
    none: str
    assignee: str
    scope: str
    one_by_one: str
    pair: str  # name, value
    progress: str
    done: str  # n_judged, n
    given: str
    by: str  # name
    take_back: str
    take_back_label: str  # name, n
    open: str
    next: str

    # In the list, and beside an entry
    form_title: str
    form_hint: str  # most
    to: str
    n: str
    assign: str
    tick: str  # question
    mine: str  # n
    assigned_to: str  # names
