"""Files of separated values (CSV, TSV): one table."""

import csv
import io

from index.errors import Fault, ReadError
from index.load.encoding import decoded
from index.load.read import InCell, Told
from index.load.table import rows_of, write_table
from index.load.written import Writer

_SEPARATORS = ",\t;|"  # the one that stands in most lines, the first of several alike


class SeparatedReader:
    """Reads what spreadsheets export, in any encoding that a text comes in."""

    version = "separated 3"

    def read(self, content: bytes, name: str, writer: Writer) -> Told:
        """Write the table, a line a row."""
        text, encoding = decoded(content, name)
        lines = text.splitlines()
        separator = max(_SEPARATORS, key=lambda each: sum(each in line for line in lines))
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        except csv.Error as error:
            raise ReadError(f"{name} is no table of separated values: {error}", Fault.NOT_TEXT) from error
        writer.encoding = encoding
        write_table(writer, rows_of(rows), lambda cell: InCell(table=1, row=cell.row + 1, column=cell.column + 1))
        return Told()
