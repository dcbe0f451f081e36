"""A matter as a table: a row for each period, plan and result apart, every figure with its place. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.corpus import Corpus
from index.figures.record import Direction, FigureRecord
from index.records import Status
from ui.document.links import document_link

MOST_FIGURES = 60  # of a matter, the newest; the file has all


@dataclass(frozen=True)
class Cell:
    """A figure as it stands, the address of its place, and the title of its document."""

    text: str
    href: str
    title: str


@dataclass(frozen=True)
class Row:
    """The figures of one period. `is_before` is of what was before a change, whose period nothing tells."""

    years: tuple[int, ...]
    is_before: bool
    cells: dict[Status, list[Cell]]


def rows(corpus: Corpus, figures: tuple[FigureRecord, ...], language: str) -> tuple[tuple[Row, ...], int]:
    """Return the rows of figures in order of time, what has no period last, and how many figures have no room.

    What a document states twice alike stands once.
    """
    stated = sorted(_once(figures), key=_time)
    dated = [figure for figure in stated if figure.years]
    others = [figure for figure in stated if not figure.years]
    shown = (*dated[-MOST_FIGURES:], *others[: max(0, MOST_FIGURES - len(dated))])
    found: dict[tuple[tuple[int, ...], bool], Row] = {}
    for figure in shown:
        is_before = figure.direction is Direction.BEFORE
        row = found.setdefault((figure.years, is_before), Row(figure.years, is_before, {}))
        row.cells.setdefault(figure.status, []).append(cell(corpus, figure, language))
    return tuple(found.values()), len(stated) - len(shown)


def cell(corpus: Corpus, figure: FigureRecord, language: str) -> Cell:
    """Return a figure with the way to the words that state it, marked in their document."""
    document = corpus.documents[figure.doc_id]
    spans = corpus.unit(figure.unit_id).spans
    href = document_link(figure.doc_id, language=language, sha256=document.sha256, spans=spans)
    return Cell(figure.text, href, document.title)


def _once(figures: tuple[FigureRecord, ...]) -> Iterator[FigureRecord]:
    seen = set()
    for figure in figures:
        alike = (figure.doc_id, figure.years, figure.status, figure.direction, figure.value, figure.high)
        if alike not in seen:
            seen.add(alike)
            yield figure


def _time(figure: FigureRecord) -> tuple[int, int, bool]:
    """Return what sorts figures: by the last year, a single one before those that end in it, the state before first."""
    years = figure.years or (9999,)
    return years[-1], years[-1] - years[0], figure.direction is not Direction.BEFORE
