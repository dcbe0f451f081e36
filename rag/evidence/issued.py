"""The day of a document that a question names: what its head or its signature says of it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from index.figures.stated import figures, read_date
from index.records import Role, Status, Unit
from index.words.numerals import number
from rag.evidence.picked import Held, Picked, Ranking
from rag.question.said import said

ISSUED = "issued"
_ASKS_ISSUED, _ASKS_PUBLISHED = said("documents.asks_issued"), said("documents.asks_published")
_IN_FIGURES = re.compile(r"(?<!\d)((?:19|20)\d{2})-(\d{1,2})-(\d{1,2})(?!\d)")
MOST_DOCUMENTS = 2


def issued(held: Held, ranking: Ranking) -> Picked | None:
    """Return the unit of each named document that says its day, and where its publication is asked, that of this.

    What stands there is of no year's plan or outcome, so neither are the units returned. None where no day is asked,
    or a document has none; a day that only the catalogue has stands beside the first unit.
    """
    question = ranking.question
    if not question.documents or question.names_kind or not _ASKS_ISSUED.found(question.asked):
        return None
    found: list[Unit] = []
    for doc_id in question.documents[:MOST_DOCUMENTS]:
        day = held.corpus.documents[doc_id].issued
        fronts = held.corpus.units_of_role(doc_id, Role.FRONT)
        if day is None:
            return None
        told = [unit for unit in fronts if day in days_in(unit.text)]
        found += told[:1] or held.corpus.units_of_document(doc_id)[:1]
        if _ASKS_PUBLISHED.found(question.asked):
            found += [unit for unit in fronts if any(other > day for other in days_in(unit.text))][:1]
    undated = tuple(unit.model_copy(update={"years": (), "status": Status.OTHER}) for unit in found)
    return replace(Picked(ISSUED, undated), is_issued=True) if undated else None


def days_in(text: str) -> Iterator[date]:
    """Yield the days that a text names in full, in words or in figures."""
    for figure in figures(text):
        read = read_date(figure.text) if figure.is_date else None
        if read and read["year"] and read["day"]:
            yield from _day(read["year"], *(str(number(read[part]) or 0) for part in ("month", "day")))
    for found in _IN_FIGURES.finditer(text):
        yield from _day(*found.groups())


def _day(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:  # no such day
        return
