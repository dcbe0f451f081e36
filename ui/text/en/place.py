"""The words for places in original files in English."""

from ui.text.place_words import PlaceWords

PLACE_ENGLISH = PlaceWords(
    page="page {page}",
    page_by_machine="page {page} (read by machine)",
    row="table {table}, row {row}",
    cell="table {table}, row {row}, column {column}",
    sheet_row="sheet “{sheet}”, row {row}",
    sheet_cell="sheet “{sheet}”, {cell}",
    between=", ",
    heading="Where it stands in the original file",
    picture="Page {page} of the original file",
    picture_cited="Picture of page {page} of the original file, with a box around the words: {quote}",
    boxes="The boxes are around the quoted words.",
    by_machine="A machine read the words of this page; where they matter, compare them with the picture.",
    table="A table of the original file: {where}",
    cells="The quoted cells have a thick frame.",
    cited_cell="(quoted)",
    rows_left_out="{rows} rows are left out here; see the original file.",
    open_page="Open page {page} of the original file",
    open_original="Open the original file",
    download="Download the original file ({ending})",
    original_label="Original file",
    by_machine_label="Read by machine",
    pages_by_machine="Pages {pages} are pictures; a machine read them, so their text may have errors.",
)
