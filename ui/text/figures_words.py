"""What a language must have words for on the page of figures, and where staff see documents differ.

Names in braces are filled in by `str.format`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from index.figures.record import Mean
from index.records import Status


@dataclass(frozen=True)
class FiguresWords:
    """The words of the page of figures in one language."""

    title: str
    intro: str
    skip: str

    search_label: str
    words_label: str
    words_hint: str
    place_label: str
    all_places: str
    document_label: str
    all_documents: str
    search: str
    reset: str

    found: str  # n_matters, n_figures
    nothing: str
    near: str
    ask_instead: str
    not_whole: str
    csv: str
    columns_of_file: tuple[str, ...]

    unit: str  # unit
    scales: Mapping[int, str]  # powers of ten that values are drawn in, 0 among them
    change: str
    means: Mapping[Mean, str]
    columns: Mapping[Status, str]
    points: Mapping[Status, str]  # year: a column of the drawing
    period: str
    no_period: str
    before: str
    chart: str
    more: str  # n
    separator: str

    pages_label: str
    page: str  # page, n_pages
    earlier: str
    later: str
    all_matters: str

    conflicts_title: str
    conflicts_intro: str
    conflicts_found: str  # n
    no_conflicts: str
    matter_label: str
    stated: str
