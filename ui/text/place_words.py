"""What a language must have words for where a cited place is shown in the file that a document came as.

Names in braces are filled in by `str.format`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class PlaceWords:
    """The words for pages, tables and cells of originals in one language."""

    page: str  # page
    page_by_machine: str  # page: that is a picture, read by a machine
    row: str  # table, row
    cell: str  # table, row, column
    sheet_row: str  # sheet, row
    sheet_cell: str  # sheet, cell: as C5
    between: str  # several places in a line

    heading: str
    picture: str  # page: what the picture is
    picture_cited: str  # page, quote: the same for who cannot see it
    boxes: str  # what is marked in a picture
    by_machine: str  # below the picture of a page that a machine read
    table: str  # where: as `row` has it
    cells: str  # what is marked in a table
    cited_cell: str  # behind a marked cell, for who cannot see it
    rows_left_out: str  # rows
    open_page: str  # page
    open_original: str
    download: str  # ending: of the file, as XLSX
    original_label: str
    by_machine_label: str
    pages_by_machine: str  # pages
