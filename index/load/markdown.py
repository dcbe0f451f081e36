"""Markdown with tables: its lines as they are, its tables as rows with their heads."""

import re
from collections.abc import Sequence

from index.load.encoding import decoded
from index.load.grid import unit_of_line
from index.load.read import InCell, InParagraph, Told
from index.load.table import rows_of, write_table
from index.load.written import Writer

_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?\s*)?\|?\s*")
_ROW = re.compile(r"\s*\|?.*\|.*")
_BAR = re.compile(r"(?<!\\)\|")


class MarkdownReader:
    """Reads a text that has tables; one that has none is kept as it is."""

    version = "markdown 3"

    def read(self, content: bytes, name: str, writer: Writer) -> Told:
        """Write the text."""
        text, writer.encoding = decoded(content, name)
        lines = text.splitlines()
        unit, at, n_tables = "", 0, 0
        while at < len(lines):
            if at + 1 < len(lines) and _ROW.fullmatch(lines[at]) and _RULE.fullmatch(lines[at + 1]):
                end = next((n for n in range(at + 2, len(lines)) if not _ROW.fullmatch(lines[n])), len(lines))
                n_tables += 1
                unit = self._table([lines[at], *lines[at + 2 : end]], n_tables, unit, writer)
                at = end
                continue
            writer.line(lines[at].strip(), InParagraph(paragraph=at + 1))
            unit = unit_of_line(lines[at]) if lines[at].strip() else unit
            at += 1
        return Told()

    def _table(self, lines: Sequence[str], number: int, unit: str, writer: Writer) -> str:
        rows = [[cell.strip().replace("\\|", "|") for cell in _BAR.split(_without_bars(line))] for line in lines]
        return write_table(
            writer,
            rows_of(rows),
            lambda cell: InCell(table=number, row=cell.row + 1, column=cell.column + 1),
            unit=unit,
        )


def _without_bars(line: str) -> str:
    return re.sub(r"^\||(?<!\\)\|$", "", line.strip())
