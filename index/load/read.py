"""What reading a file gives: the text that is kept of it, where each stretch of that text stands, what was left out."""

import hashlib
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, NonNegativeInt, PositiveFloat, PositiveInt, model_validator

from index.records import Frozen, Span


class Format(StrEnum):
    """What a file is by its content, whatever its name says; the value is the ending of such files.

    Markdown is what has a table; a text without one is kept as it is, headings and all.
    """

    TEXT = "txt"
    MARKDOWN = "md"
    PDF = "pdf"
    OLD_WORD = "doc"  # of the time before 2007, of WPS, and rich text
    OLD_WORKBOOK = "xls"
    WORD = "docx"
    WORKBOOK = "xlsx"
    SEPARATED = "csv"
    WEB = "html"


class OnPage(Frozen):
    """A box on a page of a PDF, in points from the page's lower left corner."""

    kind: Literal["page"] = "page"
    page: PositiveInt
    left: float
    bottom: float
    right: float
    top: float
    by_machine: bool = Field(default=False, description="the page is a picture, and a machine read it")


class PageSize(Frozen):
    """How large a page of a PDF is, in points as its boxes count, and how it is turned to be read."""

    width: PositiveFloat
    height: PositiveFloat
    turned: Literal[0, 90, 180, 270] = Field(default=0, description="degrees, clockwise")

    def seen(self, box: OnPage) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a box as shares of the page as it is seen, from its upper left corner.

        Example:
            >>> PageSize(width=200, height=100).seen(OnPage(page=1, left=20, bottom=60, right=100, top=90))
            (0.1, 0.1, 0.5, 0.4)
        """
        left, right = box.left / self.width, box.right / self.width
        top, bottom = 1 - box.top / self.height, 1 - box.bottom / self.height
        match self.turned:
            case 90:
                edges = 1 - bottom, left, 1 - top, right
            case 180:
                edges = 1 - right, 1 - bottom, 1 - left, 1 - top
            case 270:
                edges = top, 1 - right, bottom, 1 - left
            case _:
                edges = left, top, right, bottom
        first, second, third, fourth = (round(min(max(edge, 0.0), 1.0), 4) for edge in edges)
        return first, second, third, fourth


class InParagraph(Frozen):
    """A paragraph, by its number in the document, counted from 1 through all that is read of it."""

    kind: Literal["paragraph"] = "paragraph"
    paragraph: PositiveInt


class InCell(Frozen):
    """A cell of a table; rows and columns count from 1, as a spreadsheet shows them."""

    kind: Literal["cell"] = "cell"
    table: PositiveInt = Field(description="its number in the document; of a workbook that of the sheet")
    row: PositiveInt
    column: PositiveInt
    sheet: str = ""


Place = Annotated[OnPage | InParagraph | InCell, Field(discriminator="kind")]


class Part(Frozen):
    """A stretch of the kept text, and where it stands in the original.

    What a reader puts between cells, or says again of a table's head, is in no part or in the part of the head.
    """

    start: NonNegativeInt
    end: PositiveInt
    place: Place


class ShownCell(Frozen):
    """A cell as it stands, with its extent; rows and columns count from 1, as those of `InCell`."""

    text: str
    row: PositiveInt
    column: PositiveInt
    rows: PositiveInt = 1
    columns: PositiveInt = 1


class ShownTable(Frozen):
    """A table as it stands in the original, to be shown with a cell marked; several of one sheet share its number."""

    table: PositiveInt
    sheet: str
    cells: tuple[ShownCell, ...]


class LeftOut(Frozen):
    """Text of the original that is not in the kept text, and why."""

    reason: str
    text: str


class Notices(StrEnum):
    """What is noticed in reading a file."""

    MACROS = "macros"
    OTHER_NAME = "other_name"
    DELETIONS = "deletions"
    HIDDEN_SHEET = "hidden_sheet"
    NO_RESULTS = "no_results"
    SCANNED_PAGES = "scanned_pages"
    READ_BY_MACHINE = "read_by_machine"
    UNSURE = "unsure"
    BAD_CHARACTERS = "bad_characters"
    OTHER = "other"


_NOTICED = {
    Notices.MACROS: "it holds macros; they were neither run nor read",
    Notices.OTHER_NAME: "by its content it is {format}, whatever its name says; it was read as that",
    Notices.DELETIONS: "{n} tracked deletions were taken as accepted",
    Notices.HIDDEN_SHEET: "the hidden sheet {name} was left out",
    Notices.NO_RESULTS: "{n} formulas have no result in the file; open it in a spreadsheet and save it",
    Notices.SCANNED_PAGES: "pages that are pictures were not read (to have them read: {how}): {pages}",
    Notices.READ_BY_MACHINE: "pages that are pictures were read by machine, compare them: {pages}",
    Notices.UNSURE: "{n} lines of them were hard to read, on the pages: {pages}",
    Notices.BAD_CHARACTERS: "{n} characters of it are damaged and were left out",
    Notices.OTHER: "{said}",
}


class Notice(Frozen):
    """Something noticed in reading a file, with what its sentence names; a page says it in its reader's words."""

    kind: Notices
    named: dict[str, str] = Field(default_factory=dict)

    @property
    def said(self) -> str:
        """The sentence, for who adds the file at a command line."""
        return _NOTICED[self.kind].format(**self.named)

    @model_validator(mode="before")
    @classmethod
    def _of_sentence(cls, given: object) -> object:
        """Take a sentence, as notices were kept before they had a kind."""
        return {"kind": Notices.OTHER, "named": {"said": given}} if isinstance(given, str) else given


class Told(Frozen):
    """What a file says of its document outside of its text; empty where it says nothing."""

    title: str = ""
    source: str = ""
    issued: str = Field(default="", description="as a date, YYYY-MM-DD")


NOTHING_TOLD = Told()


class Read(Frozen):
    """A file, read. Parts stand in the order of the text, and none overlaps another."""

    format: Format
    reader: str = Field(description="the reader and its version, as 'pdf 1'")
    encoding: str = Field(description="of the file, where it is text; else UTF-8")
    original_sha256: str = Field(pattern="^[0-9a-f]{64}$")
    text: str = Field(repr=False)
    parts: tuple[Part, ...] = Field(default=(), repr=False)
    tables: tuple[ShownTable, ...] = Field(default=(), repr=False)
    pages: tuple[PageSize, ...] = Field(default=(), description="of a PDF, in order")
    left_out: tuple[LeftOut, ...] = ()
    notices: tuple[Notice, ...] = Field(default=(), description="for who adds the file")
    told: Told = NOTHING_TOLD
    unread: tuple[PositiveInt, ...] = Field(default=(), description="pages that are pictures and were not read")

    @property
    def text_sha256(self) -> str:
        """The checksum of the kept text in UTF-8, which its offsets count in."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()


def places_of(parts: tuple[Part, ...], span: Span, text: str) -> Iterator[Place]:
    """Yield where the characters of a span stand, in order: cells, paragraphs, or boxes cut to these characters.

    Args:
        parts: of the kept text, in order.
        span: of the kept text.
        text: the kept text; a box is cut where its characters are, each wide one twice as wide as a narrow one.
    """
    for part in parts:
        start, end = max(part.start, span.start), min(part.end, span.end)
        if start >= end:
            continue
        if isinstance(part.place, OnPage) and (start, end) != (part.start, part.end):
            whole = _width(text[part.start : part.end])
            step = (part.place.right - part.place.left) / whole if whole else 0.0
            left = part.place.left + step * _width(text[part.start : start])
            right = part.place.left + step * _width(text[part.start : end])
            yield part.place.model_copy(update={"left": left, "right": right})
        else:
            yield part.place


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
