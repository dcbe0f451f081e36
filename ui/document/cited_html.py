"""Pages of a PDF as pictures with the cited boxes marked, and tables with the cited cells. Pure, all escaped."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from index.load.read import Format, InCell, PageSize, ShownCell, ShownTable
from index.records import Document, DocumentEntry
from ui.document.cited import Cited, place_text
from ui.document.facts import CHINESE
from ui.document.links import original_link, picture_link
from ui.text.source_words import SourceWords

_MOST_PAGES, _MOST_TABLES = 3, 2  # of a citation that are shown
_ROWS_AROUND, _TOP_ROWS = 8, 4  # of a large table: around the cited ones, and its heads
_QUOTE_CHARS = 200  # read out with a picture
_EDGE = 0.3  # per cent of the page around a box


def cited_html(document: Document, cited: Cited, quote: str, words: SourceWords) -> str:
    """Return the pages or tables that a citation stands on, with it marked; empty where it is in a plain paragraph.

    Args:
        document: that is cited.
        cited: where.
        quote: what is cited, to be read out in the place of the boxes.
        words: of the page.
    """
    pages = (_page(document, cited, page, quote, words) for page in cited.pages[:_MOST_PAGES])
    shown = "".join([*pages, *_tables(cited, words)])
    label = escape(words.place.heading)
    return f'<div class="in-original" role="region" tabindex="0" aria-label="{label}">{shown}</div>' if shown else ""


def original_html(document: DocumentEntry, cited: Cited, words: SourceWords) -> str:
    """Return the link to the original: a PDF opens at the page, any other file is downloaded."""
    if cited.kept.format is not Format.PDF:
        ending = cited.kept.file.suffix.removeprefix(".").upper()
        address = escape(original_link(document.doc_id, document.sha256))
        return f'<a href="{address}" download>{escape(words.place.download.format(ending=ending))}</a>'
    page = cited.pages[0] if cited.pages else 0
    address = escape(original_link(document.doc_id, document.sha256, page=page))
    label = words.place.open_page.format(page=page) if page else words.place.open_original
    return (
        f'<a href="{address}" target="_blank" rel="noopener">{escape(label)}'
        f'<span class="unseen"> {escape(words.new_tab)}</span></a>'
    )


def _page(document: Document, cited: Cited, page: int, quote: str, words: SourceWords) -> str:
    """Return a page as a picture below boxes, which count in per cent of it."""
    sizes = cited.kept.parts.pages
    if page > len(sizes):
        return ""
    size = sizes[page - 1]
    width, height = seen_size(size)
    boxes = "".join(box_html(size.seen(box)) for box in cited.boxes if box.page == page)
    short = quote if len(quote) <= _QUOTE_CHARS else f"{quote[:_QUOTE_CHARS]}……"
    told = words.place.picture_cited.format(page=page, quote=short)
    picture = escape(picture_link(document.doc_id, document.sha256, page))
    caption = f"{words.place.picture.format(page=page)}{words.separator}{words.place.boxes}"
    warned = f'<p class="by-machine">{escape(words.place.by_machine)}</p>' if page in cited.by_machine else ""
    return (
        f'<figure class="page-picture"><div class="page-box"><img src="{picture}" '
        f'alt="{escape(told)}" width="{round(width)}" height="{round(height)}" loading="lazy" decoding="async">'
        f'<svg class="boxes" aria-hidden="true">{boxes}</svg></div>'
        f"<figcaption>{escape(caption)}{warned}</figcaption></figure>"
    )


def seen_size(size: PageSize) -> tuple[float, float]:
    """Return how wide and high a page is as it is seen, in points."""
    return (size.height, size.width) if size.turned in (90, 270) else (size.width, size.height)


def box_html(edges: Sequence[float]) -> str:
    """Return a box on a page's picture, of its left, top, right and bottom as shares of the page."""
    left, top, right, bottom = (100 * edge for edge in edges)
    x, y = max(left - _EDGE, 0), max(top - _EDGE, 0)
    return (
        f'<rect x="{x:.2f}%" y="{y:.2f}%" width="{right - left + 2 * _EDGE:.2f}%" '
        f'height="{bottom - top + 2 * _EDGE:.2f}%"/>'
    )


def _tables(cited: Cited, words: SourceWords) -> list[str]:
    """Return the tables that the cited cells are in."""
    found: dict[int, tuple[ShownTable, list[InCell]]] = {}
    for cell in cited.cells:
        table = cited.kept.table_of(cell)
        if table:
            found.setdefault(id(table), (table, []))[1].append(cell)
    return [_table(table, cells, cited, words) for table, cells in list(found.values())[:_MOST_TABLES]]


@dataclass(frozen=True)
class _Shown:
    """Which rows of a table are shown, and which of its cells are marked or are heads, each by row and column."""

    rows: Sequence[int]
    marked: frozenset[tuple[int, int]]
    heads: frozenset[tuple[int, int]]


def _table(table: ShownTable, cells: Sequence[InCell], cited: Cited, words: SourceWords) -> str:
    """Return a table with its heads and the rows around the cited ones."""
    rows = sorted({cell.row for cell in table.cells})
    cited_rows = {cell.row for cell in cells}
    places = [bisect_left(rows, row) for row in cited_rows]
    near = {row for at, row in enumerate(rows) if any(abs(at - place) <= _ROWS_AROUND for place in places)}
    shown = _Shown(
        sorted({*rows[:_TOP_ROWS], *near}),
        frozenset((cell.row, cell.column) for cell in cited.keyed or cells),
        frozenset((cell.row, cell.column) for cell in cited.heads),
    )
    columns = range(min(c.column for c in table.cells), max(c.column + c.columns for c in table.cells))
    html = ""
    before = rows[0]
    for row in shown.rows:
        skipped = sum(before < other < row for other in rows)
        if skipped:
            note = escape(words.place.rows_left_out.format(rows=skipped))
            html += f'<tr class="skipped"><td colspan="{len(columns)}">{note}</td></tr>'
        kind = ' class="cited-row"' if row in cited_rows else ""
        html += f"<tr{kind}>{_row(row, table, columns, shown, words)}</tr>"
        before = row
    where = words.place.table.format(where=place_text(cited, words.place))
    return (
        f'<figure class="table-original"><div class="scrolls" role="region" tabindex="0" aria-label="{escape(where)}">'
        f'<table lang="{CHINESE}">{html}</table></div>'
        f"<figcaption>{escape(where)}{escape(words.separator)}{escape(words.place.cells)}</figcaption></figure>"
    )


def _row(row: int, table: ShownTable, columns: range, shown: _Shown, words: SourceWords) -> str:
    """Return the cells of a row, empty ones where nothing stands and none reaches from above."""
    html = ""
    at = {cell.column: cell for cell in table.cells if cell.row == row}
    above = [cell for cell in table.cells if cell.row < row < cell.row + cell.rows and cell.row in shown.rows]
    column = columns.start
    while column < columns.stop:
        cell = at.get(column)
        if cell:
            html += _cell(cell, shown, words)
            column += cell.columns
            continue
        is_covered = any(each.column <= column < each.column + each.columns for each in above)
        html += "" if is_covered else "<td></td>"
        column += 1
    return html


def _cell(cell: ShownCell, shown: _Shown, words: SourceWords) -> str:
    place = (cell.row, cell.column)
    tag = "th" if place in shown.heads else "td"
    n_rows = sum(cell.row <= row < cell.row + cell.rows for row in shown.rows)
    extent = f' colspan="{cell.columns}"' * (cell.columns > 1) + f' rowspan="{n_rows}"' * (n_rows > 1)
    if place not in shown.marked:
        return f"<{tag}{extent}>{escape(cell.text)}</{tag}>"
    told = f'<span class="unseen" lang="{words.lang}"> {escape(words.place.cited_cell)}</span>'
    return f'<td{extent} class="cited-cell"><mark>{escape(cell.text)}</mark>{told}</td>'
