"""Figures as a CSV file, a line each, that spreadsheets open as text and numbers. Pure."""

import csv
import io
from collections.abc import Sequence
from itertools import islice

from index.corpus import Corpus
from ui.figures.matters import Matter
from ui.figures.rows import cell
from ui.journal.cell import harmless
from ui.text.figures_words import FiguresWords

MOST_ROWS = 20_000
_MARK = "\ufeff"  # by which spreadsheets take it for UTF-8


def file(corpus: Corpus, matters: Sequence[Matter], words: FiguresWords, language: str) -> str:
    """Return the file: columns in the reader's language, values in ones of the unit, each sentence and its place."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(words.columns_of_file)
    stated = ((matter, figure) for matter in matters for figure in matter.figures)
    for matter, figure in islice(stated, MOST_ROWS):
        place = cell(corpus, figure, language)
        issued = corpus.documents[figure.doc_id].issued
        said = (
            matter.name,
            matter.place,
            matter.unit,
            figure.direction.value,
            words.means[figure.mean],
            " ".join(map(str, figure.years)),
            figure.status.value,
            figure.text,
            f"{figure.value:f}",
            f"{figure.high:f}" if figure.is_range else "",
            figure.qualifier.value,
            place.title,
            issued.isoformat() if issued else "",
            corpus.unit(figure.unit_id).text,
            place.href,
        )
        writer.writerow(harmless(value) if not _is_number(value) else value for value in said)
    return _MARK + out.getvalue()


def _is_number(value: str) -> bool:
    return value.removeprefix("-").replace(".", "", 1).isdecimal()
