"""A cited place in the file that its document came as: in words for a line, and as what is shown. Pure, escaped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.catalog.original import KeptOriginal
from index.catalog.originals import Originals
from index.load.read import InCell, OnPage
from index.records import Document, Span
from ui.document.highlight import joined
from ui.text.place_words import PlaceWords

_MOST_CHARS = 4_000  # of what is cited: an address may name a whole document
_LETTERS = 26
NO_ORIGINALS = Originals()


@dataclass(frozen=True)
class Cited:
    """Where spans of a document stand in its original.

    `boxes` are on pages of a PDF. `cells` are those of the cited rows, `heads` what stands above or before them that
    each row repeats, and `keyed` those of the cells that hold the figures which answer.
    """

    kept: KeptOriginal
    boxes: tuple[OnPage, ...]
    cells: tuple[InCell, ...]
    heads: tuple[InCell, ...]
    keyed: tuple[InCell, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages, in order."""
        return tuple(sorted({box.page for box in self.boxes}))

    @property
    def by_machine(self) -> frozenset[int]:
        """The pages of them that a machine read from their pictures."""
        return frozenset(box.page for box in self.boxes if box.by_machine)


def cited_in(originals: Originals, document: Document, spans: Sequence[Span], keys: Sequence[str] = ()) -> Cited | None:
    """Return where spans of a document's text stand; None where it came as text.

    Args:
        originals: where they are looked for.
        document: whose text the spans count in.
        spans: what is cited.
        keys: the figures of it that answer, as they stand there.
    """
    kept = originals.of(document.doc_id, document.sha256)
    if kept is None:
        return None
    boxes: list[OnPage] = []
    cells: list[InCell] = []
    heads: list[InCell] = []
    for line in _lines(document.text, spans):
        places = kept.places(line, document.text)
        boxes += (place for place in places if isinstance(place, OnPage))
        in_table = [place for place in places if isinstance(place, InCell)]
        row = max((cell.row for cell in in_table), default=0)  # heads and groups stand above it
        cells += (cell for cell in in_table if cell.row == row)
        heads += (cell for cell in in_table if cell.row != row)
    found = (place for span in _found(document.text, spans, keys) for place in kept.places(span, document.text))
    keyed = dict.fromkeys(place for place in found if isinstance(place, InCell) and place in cells)
    each_once = (tuple(dict.fromkeys(cells)), tuple(dict.fromkeys(heads)), tuple(keyed))
    return Cited(kept, tuple(dict.fromkeys(boxes)), *each_once)


def place_text(cited: Cited, words: PlaceWords) -> str:
    """Return the pages, rows or cells of a citation in a few words; empty where it is in a text without either."""
    by_machine = cited.by_machine
    told = [(words.page_by_machine if page in by_machine else words.page).format(page=page) for page in cited.pages]
    if len(cited.keyed) == 1:
        told.append(_cell_text(cited.keyed[0], words))
    else:
        told += (_row_text(cell, words) for cell in cited.cells)
    return words.between.join(dict.fromkeys(told))


def _cell_text(cell: InCell, words: PlaceWords) -> str:
    if cell.sheet:
        return words.sheet_cell.format(sheet=cell.sheet, cell=f"{column_name(cell.column)}{cell.row}")
    return words.cell.format(table=cell.table, row=cell.row, column=cell.column)


def _row_text(cell: InCell, words: PlaceWords) -> str:
    if cell.sheet:
        return words.sheet_row.format(sheet=cell.sheet, row=cell.row)
    return words.row.format(table=cell.table, row=cell.row)


def column_name(column: int) -> str:
    """Return a column as spreadsheets name it.

    Example:
        >>> [column_name(number) for number in (1, 26, 27)]
        ['A', 'Z', 'AA']
    """
    name = ""
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + letter) + name
    return name


def _lines(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Yield the lines of the cited stretches, the first characters of them where they are long."""
    left = _MOST_CHARS
    for span in joined(spans):
        start = span.start
        for line in text[start : min(span.end, start + left)].splitlines(keepends=True):
            if line.strip():
                yield Span(start=start, end=start + len(line.rstrip()))
            start += len(line)
            left -= len(line)


def _found(text: str, spans: Sequence[Span], keys: Sequence[str]) -> Iterator[Span]:
    for key in keys:
        for span in spans:
            at = text.find(key, span.start, span.end)
            if at >= 0:
                yield Span(start=at, end=at + len(key))
                break
