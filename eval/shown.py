"""Whether what an answer shows beside its statements is so: labels, marks and the named source."""

import re
from calendar import month_name
from collections.abc import Sequence
from datetime import date

from eval.own_words import Line
from eval.quantity import Quantity
from eval.sources import Sources
from eval.wording import figures_in_digits
from index.records import Period
from rag.contract import AnswerRecord, CitationRecord

_PART_ASKED = re.compile("^“[^”]*”[:：]")  # a part of the question, named: its figures are the asker's


def labels_right(record: AnswerRecord, lines: Sequence[Line], sources: Sources) -> tuple[bool, ...]:
    """Return for each label whether its years and its word for plan or result are its sources'.

    A quote without a label stands under the one above it, unless its source tells no year.
    """
    cited = {citation.number: citation for citation in record.citations}
    right, above = [], None
    for line in lines:
        held = [
            sources.periods(cited[number].doc_id, cited[number].spans)
            for number in (line.quoted or line.marks)
            if number in cited
        ]
        known = [periods for periods in held if periods]
        label = line.label or (above if line.quoted and known else None)
        if label and held:
            right.append(any(_fits(label, periods) for periods in held))
        above = (line.label or above) if line.quoted else None
    return tuple(right)


def _fits(label: Period, periods: frozenset[Period]) -> bool:
    return label in periods


def marks_right(record: AnswerRecord, lines: Sequence[Line]) -> bool:
    """Return whether each `[n]` resolves and stands at what it proves, and each citation is marked somewhere.

    A quote bears its own number. A figure in the assistant's own words bears one whose quote holds it.
    """
    cited = {citation.number: _figures(citation) for citation in record.citations}
    marked = {mark for line in lines for mark in line.marks}
    if marked != set(cited):
        return False
    return all(_is_marked_right(line, cited) for line in lines)


def _is_marked_right(line: Line, cited: dict[int, tuple[Quantity, ...]]) -> bool:
    if line.quoted and not set(line.quoted) & set(line.marks):
        return False
    if not line.speaks:
        return True
    for figure in figures_in_digits(_PART_ASKED.sub("", line.own)):
        holding = {number for number, figures in cited.items() if any(_same(held, figure) for held in figures)}
        if holding and not holding & set(line.marks):
            return False
    return True


def _figures(citation: CitationRecord) -> tuple[Quantity, ...]:
    return figures_in_digits(citation.quote)


def _same(held: Quantity, figure: Quantity) -> bool:
    return (held.low, held.high) == (figure.low, figure.high) and (held.unit == "%") == (figure.unit == "%")


def source_named_right(line: Line, record: AnswerRecord, sources: Sources) -> bool:
    """Return whether the title and date that a line names are those of a document it cites."""
    if not line.title:
        return True
    documents = [
        sources.documents[citation.doc_id]
        for citation in record.citations
        if citation.number in line.marks and citation.doc_id in sources.documents
    ]
    return any(one.title.startswith(line.title) and _is_day(line.issued, one.issued) for one in documents)


def _is_day(shown: str, issued: date | None) -> bool:
    numbers = [int(number) for number in re.findall(r"\d+", shown)]
    if issued is None:
        return not numbers
    if month_name[issued.month] in shown:
        return numbers == [issued.day, issued.year]
    return numbers == [issued.year, issued.month, issued.day]
