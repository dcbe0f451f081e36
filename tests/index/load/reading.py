"""Short ways to what a reader makes of a file of a test's own."""

from collections.abc import Iterable, Sequence

from index.load.grid import Cell
from index.load.limits import Limits
from index.load.read import InCell, Place, Read, places_of
from index.load.reading import read_content
from index.load.table import rows_of, write_table
from index.load.written import Writer
from index.records import Span


def read(content: bytes, name: str, **limits: int) -> Read:
    return read_content(content, name, Limits(**limits))


def lines(content: bytes, name: str) -> list[str]:
    return read(content, name).text.splitlines()


def said(found: Read) -> tuple[str, ...]:
    """What was noticed in reading."""
    return tuple(notice.said for notice in found.notices)


def stands(found: Read, words: str) -> list[Place]:
    """Where the first occurrence of some words stands."""
    start = found.text.index(words)
    return list(places_of(found.parts, Span(start=start, end=start + len(words)), found.text))


def table(rows: Sequence[Sequence[str]] | Iterable[Cell], *, unit: str = "") -> list[str]:
    """The lines of a table of texts, or of cells."""
    writer = Writer()
    listed = list(rows)
    cells = [each for each in listed if isinstance(each, Cell)]
    texts = [each for each in listed if not isinstance(each, Cell)]
    write_table(
        writer,
        cells or rows_of(texts),
        lambda cell: InCell(table=1, row=cell.row + 1, column=cell.column + 1),
        unit=unit,
    )
    return writer.text.splitlines()
