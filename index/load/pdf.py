"""PDF: paragraphs, tables and notes of its pages, each line with its box on its page."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import pypdfium2 as pdfium
from pypdfium2 import raw

from index.errors import Fault, ReadError
from index.load.grid import Cell, unit_of_line
from index.load.limits import Limits
from index.load.pdf_columns import Column, in_reading_order
from index.load.pdf_furniture import reasons
from index.load.pdf_page import Line, chars_of
from index.load.pdf_paragraphs import (
    BULLET,
    NOTE,
    RAISED,
    SUPERSCRIPT,
    Paragraph,
    Placed,
    columns_of,
    habits_of,
    paragraphs,
    usual_size,
    without_notes,
)
from index.load.pdf_rules import RuledTable, ruled_tables
from index.load.pdf_tables import Aligned, aligned
from index.load.read import Notices, OnPage, PageSize, Told
from index.load.scan import HOW_TO, Recogniser, chars_seen, is_scan, pages_named, unsure
from index.load.table import LIST_MARK, write_table
from index.load.written import Writer

_END_WITHIN = 2048  # bytes in which the mark of the end stands


class PdfReader:
    """Reads the text that a PDF has; pages that are pictures are told, or read by a machine."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._recogniser = Recogniser() if limits.recognises else None
        self._by_machine = False

    @property
    def version(self) -> str:
        """Its name and number, and that of the library that read its pictures."""
        return f"pdf 5, {self._recogniser.version}" if self._recogniser and self._by_machine else "pdf 5"

    def read(self, content: bytes, name: str, writer: Writer) -> Told:
        """Write the paragraphs and tables of all pages, then the notes."""
        document = _opened(content, name)
        self._limits.check_pages(len(document), name)
        pages = list(_pages(document, name, writer, self._recogniser))
        self._by_machine = any(page.by_machine for page in pages)
        writer.unread = [page.number for page in pages if page.is_unread]
        if not any(page.lines or page.tables for page in pages):
            raise _without_text(name, len(pages), is_scan=bool(writer.unread))
        _tell_scans(pages, writer)
        _Written(pages, writer).write()
        return Told()


@dataclass(frozen=True)
class _Page:
    """The columns of a page in reading order, and its ruled tables; what is a picture is unread, or by a machine."""

    number: int
    columns: Sequence[Column]
    tables: Sequence[RuledTable] = ()
    is_unread: bool = False
    by_machine: bool = False
    n_unsure: int = 0

    @property
    def lines(self) -> list[Line]:
        """Its lines in reading order."""
        return [line for column in self.columns for line in column.lines]


def _without_text(name: str, n_pages: int, *, is_scan: bool) -> ReadError:
    if not is_scan:
        return ReadError(f"{name} has no text on its {n_pages} pages", Fault.NO_TEXT)
    return ReadError(
        f"{name} is a scan: its {n_pages} pages are pictures without text; to have them read by machine, install what "
        f"reads them with: {HOW_TO}, and add it again",
        Fault.SCAN,
    )


def _tell_scans(pages: Sequence[_Page], writer: Writer) -> None:
    def told(some: Sequence[_Page]) -> str:
        return pages_named(page.number for page in some)

    read = [page for page in pages if page.by_machine]
    if read:
        writer.notice(Notices.READ_BY_MACHINE, pages=told(read))
    unsure = [page for page in read if page.n_unsure]
    if unsure:
        writer.notice(Notices.UNSURE, n=str(sum(page.n_unsure for page in unsure)), pages=told(unsure))
    unread = [page for page in pages if page.is_unread]
    if unread:
        writer.notice(Notices.SCANNED_PAGES, pages=told(unread), how=HOW_TO)


def _opened(content: bytes, name: str) -> pdfium.PdfDocument:
    if b"%%EOF" not in content[-_END_WITHIN:]:  # PDFium reads on what is left, and says nothing
        raise ReadError(f"{name} is cut off or damaged; copy it again", Fault.DAMAGED)
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise ReadError(
                f"{name} is encrypted; open it with its password, save it without one and add that", Fault.ENCRYPTED
            ) from error
        raise ReadError(f"{name} is cut off or damaged; copy it again", Fault.DAMAGED) from error


def _pages(document: pdfium.PdfDocument, name: str, writer: Writer, recogniser: Recogniser | None) -> Iterator[_Page]:
    """Yield the pages, and keep their sizes; one that is a picture as the recogniser reads it, where there is one."""
    for number in range(1, len(document) + 1):
        try:
            page = document[number - 1]
        except pdfium.PdfiumError as error:
            raise ReadError(f"{name} is damaged on page {number}; copy it again", Fault.DAMAGED) from error
        left, bottom, right, top = page.get_cropbox()
        if right <= left or top <= bottom:
            raise ReadError(f"{name} is damaged on page {number}; copy it again", Fault.DAMAGED)
        chars, beyond = chars_of(page)
        writer.leave_out(beyond, "hidden")
        is_picture = is_scan(page, chars)
        seen = _recognised(page, number, recogniser) if is_picture and recogniser else None
        if seen and sum(len(line.chars) for line in seen.lines) > len(chars):  # its boxes count as the page is seen
            writer.pages.append(PageSize(width=page.get_width(), height=page.get_height()))
            yield seen
        else:
            writer.pages.append(PageSize(width=right - left, height=top - bottom, turned=page.get_rotation()))
            tables = ruled_tables(page, chars)
            rest = [char for char in chars if not any(table.holds(char) for table in tables)]
            columns = in_reading_order(rest)
            yield _Page(number, columns, tables, is_unread=is_picture and seen is None)
        page.close()


def _recognised(page: pdfium.PdfPage, number: int, recogniser: Recogniser) -> _Page:
    seen = recogniser.lines(page)
    columns = in_reading_order(chars_seen(seen))
    return _Page(number, columns, by_machine=True, n_unsure=unsure(seen))


class _Written:
    """Pages on their way into a text."""

    def __init__(self, pages: Sequence[_Page], writer: Writer) -> None:
        self._pages, self._writer = pages, writer
        self._by_machine = {page.number for page in pages if page.by_machine}
        self._n_tables = self._n_notes = 0
        self._notes: list[Paragraph] = []
        self._habits = habits_of(())
        self._unit = ""  # that the line before named

    def write(self) -> None:
        """Write all pages."""
        pages = self._placed()
        everything = [each for placed in pages for each in placed]
        size, self._habits = usual_size(everything), habits_of(everything)
        block: list[Placed] = []
        for page, placed in zip(self._pages, pages, strict=True):
            body, notes = without_notes(placed, size)
            body, notes = self._numbered(body, notes)
            self._notes += paragraphs(notes, self._habits)
            for each in _with_tables(body, page.tables):
                if isinstance(each, Placed):
                    block.append(each)
                else:
                    self._write_block(block)
                    block = []
                    self._write_ruled(each, page.number)
        self._write_block(block)
        for note in self._notes:
            self._write_paragraph(note)

    def _placed(self) -> list[list[Placed]]:
        """Return the lines of each page that are no furniture, in their columns."""
        kept: list[list[Column]] = []
        for page, marked in zip(self._pages, reasons([page.lines for page in self._pages]), strict=True):
            lines = page.lines
            for number, reason in marked.items():
                self._writer.leave_out(lines[number].text, reason)
            furniture = {id(lines[number]) for number in marked}
            kept.append(_without(page.columns, furniture))
        return [
            [
                Placed(line, page.number, left, right, line.text)
                for line, (left, right) in zip((line for c in columns for line in c.lines), of_page, strict=True)
            ]
            for page, columns, of_page in zip(self._pages, kept, columns_of(kept), strict=True)
        ]

    def _numbered(self, body: Sequence[Placed], notes: Sequence[Placed]) -> tuple[list[Placed], list[Placed]]:
        """Return the lines of a page with its notes counted on from those of the pages before."""
        own = [found[1] for each in notes if (found := NOTE.match(each.text))]
        new = {
            mark: str(self._n_notes + number).translate(SUPERSCRIPT)
            for number, mark in enumerate(dict.fromkeys(own), 1)
        }
        self._n_notes += len(new)

        def renumbered(each: Placed) -> Placed:
            return replace(each, text=RAISED.sub(lambda found: new.get(found[0], found[0]), each.text))

        return [renumbered(each) for each in body], [renumbered(each) for each in notes]

    def _write_block(self, block: Sequence[Placed]) -> None:
        for each in aligned(block):
            if isinstance(each, Aligned):
                self._n_tables += 1
                self._unit = write_table(self._writer, each.cells, partial(self._cell_place, each), unit=self._unit)
            else:
                for paragraph in paragraphs(each, self._habits):
                    self._write_paragraph(paragraph)

    def _write_paragraph(self, paragraph: Paragraph) -> None:
        self._writer.end_line()
        is_first = True
        for piece, placed in paragraph.pieces():
            text = piece
            if is_first and (bullet := BULLET.match(piece)):
                self._writer.put(LIST_MARK)
                text = piece[bullet.end() :]
            self._writer.put(text, self._place(placed) if placed else None)
            is_first = False
        self._writer.end_line()
        self._unit = unit_of_line(paragraph.text)

    def _place(self, placed: Placed) -> OnPage:
        line = placed.line
        left, bottom, right, top = (round(edge, 1) for edge in (line.left, line.bottom, line.right, line.top))
        return self._marked(OnPage(page=placed.page, left=left, bottom=bottom, right=right, top=top))

    def _cell_place(self, table: Aligned, cell: Cell) -> OnPage:
        return self._marked(table.place(cell))

    def _marked(self, place: OnPage) -> OnPage:
        """Return a place with the mark of a page that a machine read."""
        return place.model_copy(update={"by_machine": True}) if place.page in self._by_machine else place

    def _write_ruled(self, table: RuledTable, page: int) -> None:
        self._n_tables += 1
        boxes = dict(zip(((cell.row, cell.column) for cell in table.cells), table.boxes, strict=True))

        def place(cell: Cell) -> OnPage:
            left, bottom, right, top = boxes[cell.row, cell.column]
            return OnPage(page=page, left=left, bottom=bottom, right=right, top=top)

        self._unit = write_table(self._writer, table.cells, place, unit=self._unit)


def _without(columns: Sequence[Column], furniture: Container[int]) -> list[Column]:
    """Return columns without the lines of these ids, and those that say nothing."""
    left = [
        column._replace(lines=tuple(line for line in column.lines if id(line) not in furniture and line.text))
        for column in columns
    ]
    return [column for column in left if column.lines]


def _with_tables(body: Sequence[Placed], tables: Sequence[RuledTable]) -> Iterator[Placed | RuledTable]:
    """Yield lines and ruled tables as they stand, from the top down."""
    waiting = list(tables)
    for placed in body:
        while waiting and waiting[0].top > placed.line.top:
            yield waiting.pop(0)
        yield placed
    yield from waiting
