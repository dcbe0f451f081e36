"""Documents of Word and WPS (DOCX): paragraphs with the numbers Word writes, headings, tables, notes, text boxes.

Tracked changes are taken as accepted. Nothing is fetched and no macro is run.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from index.load.archive import Archive
from index.load.grid import Cell, unit_of_line
from index.load.limits import Limits
from index.load.read import InCell, InParagraph, Notices, Told
from index.load.table import LIST_MARK, write_table
from index.load.word_numbers import BULLET, Numbers
from index.load.word_styles import Styles
from index.load.word_xml import attribute, child, is_on, name_of, value
from index.load.written import Writer

_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_GONE = {"del", "moveFrom"}  # of tracked changes
_TABLE_OF_CONTENTS = "table of contents"
LONGEST_STYLED_HEADING = 60  # characters; a whole paragraph in the style of a heading is a paragraph all the same
_MAIN, _NOTES, _NUMBERING, _STYLES = "document.xml", ("footnotes", "endnotes"), "word/numbering.xml", "word/styles.xml"


class WordReader:
    """Reads DOCX, DOCM, DOTX, by their XML."""

    version = "word 3"

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    def read(self, content: bytes, name: str, writer: Writer) -> Told:
        """Write the text of the body, then its notes."""
        archive = Archive(content, name, self._limits)
        main = next(
            (part for part in archive.names if part.startswith("word/") and part.endswith(_MAIN)), f"word/{_MAIN}"
        )
        document = archive.xml(main)
        if archive.has_macros:
            writer.notice(Notices.MACROS)
        styles = Styles(archive.xml_if_there(_STYLES))
        walk = _Walk(writer, styles, Numbers(archive.xml_if_there(_NUMBERING)))
        body = child(document, "body")
        for block in body if body is not None else ():
            walk.block(block)
        for kind in _NOTES:
            notes = archive.xml_if_there(f"word/{kind}.xml")
            if notes is not None:
                walk.notes(kind, notes)
        for part in sorted(archive.names):
            if part.startswith(("word/header", "word/footer")) and part.endswith(".xml"):
                writer.leave_out(" ".join(_plain(archive.xml(part)).split()), "running head")
        walk.report()
        core = archive.xml_if_there("docProps/core.xml")
        title = child(core, "title")
        return Told(title=(title.text or "").strip() if title is not None else "")


@dataclass
class _Said:
    """What stands in a paragraph: its lines, and the text boxes that are anchored in it."""

    text: str
    boxes: list[etree._Element]


class _Walk:
    """One way through a document."""

    def __init__(self, writer: Writer, styles: Styles, numbers: Numbers) -> None:
        self._writer, self._styles, self._numbers = writer, styles, numbers
        self._n_paragraphs = self._n_tables = self._n_deleted = 0
        self._n_before: dict[str, dict[str, int]] = {kind: {} for kind in _NOTES}
        self._unit = ""  # that the line before named

    def block(self, block: etree._Element) -> None:
        """Write a paragraph, a table, or what a frame around such holds."""
        match name_of(block):
            case "p":
                self._paragraph(block)
            case "tbl":
                self._table(block)
            case "sdt":
                if _is_contents(block):
                    self._writer.leave_out(_plain(block), _TABLE_OF_CONTENTS)
                    return
                for inner in _children(child(block, "sdtContent")):
                    self.block(inner)
            case "customXml" | "ins" | "moveTo" | "smartTag":
                for inner in block:
                    self.block(inner)

    def _paragraph(self, paragraph: etree._Element) -> None:
        said = self._said(paragraph)
        properties = child(paragraph, "pPr")
        style = value(child(properties, "pStyle"))
        number = self._number(properties, style) if said.text.strip() else ""
        if self._styles.is_contents(style):
            self._writer.leave_out(said.text, _TABLE_OF_CONTENTS)
        elif said.text.strip():
            self._write(said.text, number, self._styles.heading_level(style, properties))
        for box in said.boxes:
            for inner in box:
                self.block(inner)

    def _write(self, text: str, number: str, level: int) -> None:
        self._n_paragraphs += 1
        place = InParagraph(paragraph=self._n_paragraphs)
        is_heading = level and len(number + text.strip()) <= LONGEST_STYLED_HEADING and not text.strip().endswith("。")
        self._writer.end_line()
        if is_heading:
            self._writer.put(f"{'#' * min(level, 6)} ")
        elif number == BULLET:
            self._writer.put(LIST_MARK)
        if number and number != BULLET:
            self._writer.put(f"{number} " if number[-1].isalnum() or number.endswith(".") else number)
        lines = [line.strip() for line in text.strip().split("\n") if line.strip()]
        for i, line in enumerate([" ".join(lines)] if is_heading else lines):
            if i:
                self._writer.end_line()
            self._writer.put(line, place)
        self._writer.end_line()
        self._unit = unit_of_line(lines[-1])

    def _number(self, properties: etree._Element | None, style: str) -> str:
        number_id, level = self._styles.numbering(style, properties)
        return self._numbers.next(number_id, level) if number_id else ""

    def _said(self, paragraph: etree._Element) -> _Said:
        said = _Said("", [])
        for element in self._runs(paragraph):
            match name_of(element):
                case "t":
                    said.text += element.text or ""
                case "tab":
                    said.text += " "
                case "br" | "cr":
                    said.text += "\n"
                case "noBreakHyphen":
                    said.text += "-"
                case "footnoteReference" | "endnoteReference":
                    said.text += self._mark(name_of(element).removesuffix("Reference") + "s", attribute(element, "id"))
                case "txbxContent":
                    said.boxes.append(element)
        return said

    def _mark(self, kind: str, note_id: str) -> str:
        """Return the number of a note in superscript, as the notes below count on."""
        known = self._n_before[kind]
        if note_id not in known:
            known[note_id] = 1 + sum(map(len, self._n_before.values()))
        return str(known[note_id]).translate(_SUPERSCRIPT)

    def _runs(self, element: etree._Element) -> Iterator[etree._Element]:
        """Yield what can be seen of an element, in order: not what was deleted, nor what is hidden."""
        for inner in element:
            name = name_of(inner)
            if name in _GONE:
                self._n_deleted += 1
            elif name == "r" and _is_hidden(inner):
                self._writer.leave_out(_plain(inner), "hidden")
            elif name == "AlternateContent":  # the same text box twice, for older programs
                chosen = child(inner, "Choice")
                yield from self._runs(inner if chosen is None else chosen)
            elif name == "txbxContent":
                yield inner
            elif name not in ("pPr", "rPr", "p", "tbl"):
                yield inner
                yield from self._runs(inner)

    def _table(self, table: etree._Element) -> None:
        self._n_tables += 1
        number = self._n_tables
        cells, boxes = _TableCells(self).read(table)
        self._unit = write_table(
            self._writer,
            cells,
            lambda cell: InCell(table=number, row=cell.row + 1, column=cell.column + 1),
            unit=self._unit,
        )
        for box in boxes:
            for inner in box:
                self.block(inner)

    def text_in(self, cell: etree._Element) -> tuple[str, list[etree._Element]]:
        """Return the lines of a cell, tables in it among them, and its text boxes."""
        lines, boxes = [], []
        for paragraph in cell.iter("{*}p"):
            if any(name_of(around) == "txbxContent" for around in paragraph.iterancestors()):
                continue
            said = self._said(paragraph)
            properties = child(paragraph, "pPr")
            number = self._number(properties, value(child(properties, "pStyle"))) if said.text.strip() else ""
            lines.append(("" if number == BULLET else number) + said.text.strip())
            boxes += said.boxes
        return "\n".join(filter(None, lines)), boxes

    def notes(self, kind: str, notes: etree._Element) -> None:
        """Write the notes that the text refers to, each with its number in front."""
        for note in notes:
            number = self._n_before[kind].get(attribute(note, "id"))
            text = " ".join(self._said(paragraph).text.strip() for paragraph in note.iter("{*}p")).strip()
            if number is None or not text:
                continue
            self._n_paragraphs += 1
            self._writer.end_line()
            self._writer.put(str(number).translate(_SUPERSCRIPT))
            self._writer.put(text.replace("\n", " "), InParagraph(paragraph=self._n_paragraphs))
            self._writer.end_line()

    def report(self) -> None:
        """Say what was taken for what."""
        if self._n_deleted:
            self._writer.notice(Notices.DELETIONS, n=f"{self._n_deleted}")


class _TableCells:
    """The cells of one table, merged ones whole."""

    def __init__(self, walk: _Walk) -> None:
        self._walk = walk

    def read(self, table: etree._Element) -> tuple[list[Cell], list[etree._Element]]:
        """Return its cells in order, and the text boxes in them."""
        cells: list[Cell] = []
        boxes: list[etree._Element] = []
        open_at: dict[int, int] = {}  # column → which cell goes on below
        for number, row in enumerate(_of_kind(table, "tr")):
            is_head = is_on(child(child(row, "trPr"), "tblHeader"))
            column = int(value(child(child(row, "trPr"), "gridBefore")) or 0)
            for cell in _of_kind(row, "tc"):
                properties = child(cell, "tcPr")
                width = int(value(child(properties, "gridSpan")) or 1)
                merge = child(properties, "vMerge")
                if merge is not None and value(merge) != "restart" and column in open_at:
                    above = cells[open_at[column]]
                    cells[open_at[column]] = Cell(
                        above.text, above.row, above.column, above.rows + 1, above.columns, above.is_head
                    )
                else:
                    text, inner = self._walk.text_in(cell)
                    boxes += inner
                    open_at[column] = len(cells)
                    cells.append(Cell(text, number, column, 1, width, is_head))
                column += width
        return cells, boxes


def _of_kind(around: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield the rows of a table or the cells of a row, those in frames too, but none that was deleted."""
    for inner in around:
        if name_of(inner) == name:
            properties = child(inner, "trPr")
            if child(properties, "del") is None and child(child(inner, "tcPr"), "cellDel") is None:
                yield inner
        elif name_of(inner) in ("sdt", "sdtContent", "customXml"):
            yield from _of_kind(inner, name)


def _children(element: etree._Element | None) -> list[etree._Element]:
    return [] if element is None else list(element)


def _is_hidden(run: etree._Element) -> bool:
    properties = child(run, "rPr")
    return is_on(child(properties, "vanish")) or is_on(child(properties, "webHidden"))


def _is_contents(frame: etree._Element) -> bool:
    gallery = next(frame.iter("{*}docPartGallery"), None)
    return value(gallery).casefold() == "table of contents"


def _plain(element: etree._Element) -> str:
    return "".join(each.text or "" for each in element.iter("{*}t"))
