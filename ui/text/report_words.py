"""What a language must have words for on the page of reports. Names in braces are filled in by `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.journal.reports import ErrorKind


@dataclass(frozen=True)
class ReportWords:
    """All words of the page of reports in one language."""

    title: str
    intro: str
    empty: str
    download: str
    n_weeks: str  # n
    bad_period: str  # n

    work: str
    work_hint: str
    week: str
    week_of: str  # year, month, day
    total: str
    n: str

    quality: str
    quality_hint: str
    unit: str
    summary: str  # n, first, last
    accuracy: str
    of: str  # share, part, whole
    agreement: str
    kappa: str
    none: str  # in place of a figure that there is not

    errors: str
    errors_hint: str
    kind: str
    kinds: Mapping[ErrorKind, str]
    answers: str
    given: str
    hours: str
    hours_shown: str  # hours
    weight: str
    weight_of: str  # kind
    cost: str
    weigh: str
    no_errors: str

    topics: str
    topics_hint: str
    topic: str
    asked: str
    others: str  # n
    would_answer: str
    edition: str  # title, years
    years_of: str  # title
    year_separator: str
    nothing_near: str
    not_grouped: str  # n
