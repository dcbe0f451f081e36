"""How well stated figures are read into records: statements marked by hand, by reading, in eval/figures/<doc_id>.jsonl.

A mark is a figure; `quote` is the stretch it stands in, of which every figure is marked. A record fits a mark when
value, unit, direction, qualifier, years and status are the same and its subject has each word of the mark's, and is
not much longer. Precision is the share of the records in the quotes that fit a mark, recall that of the marks that a
record fits. The reader was not tuned on the documents of `HELD_OUT`.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path

from pydantic import Field

from eval.jsonl import read_jsonl
from eval.suites import OTHERS, find_suite, settings_of
from eval.table import text_table
from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.figures.read import records_of
from index.figures.record import Direction, FigureRecord, Qualifier
from index.figures.stated import power
from index.read.units import read_units
from index.records import Document, Frozen, Status
from index.words.terms import fold, unspaced

MARKS_DIR = Path(__file__).parent / "figures"
HELD_OUT = ("zhejiang_2026", "sichuan_2026", "hailaer_2013_gb18030")
_SCALES = "百千万亿"
LONGER = 16  # characters that a subject may have beyond the mark's


class FigureMark(Frozen):
    """A figure as a reader marked it; `subject` are words that its subject must have, parted by blanks."""

    doc_id: str
    quote: str = Field(min_length=1)
    subject: str
    value: Decimal
    unit: str
    direction: Direction
    qualifier: Qualifier
    years: tuple[int, ...]
    status: Status

    def fits(self, record: FigureRecord) -> bool:
        """Return whether a record says what is marked."""
        return not self.differs(record)

    def differs(self, record: FigureRecord) -> tuple[str, ...]:
        """Return the names of what a record says otherwise."""
        bare = self.unit.lstrip(_SCALES)
        value = self.value.scaleb(power(self.unit[: len(self.unit) - len(bare)]))
        subject = unspaced(fold(record.subject))
        words = [fold(word) for word in self.subject.split()]
        has_words = all(word in subject for word in words) and len(subject) <= len("".join(words)) + LONGER
        same = {
            "subject": has_words,
            "value": record.value == value,
            "unit": record.unit == bare,
            "direction": record.direction is self.direction,
            "qualifier": record.qualifier is self.qualifier,
            "years": record.years == self.years or self.direction is Direction.BEFORE,
            "status": record.status is self.status,
        }
        return tuple(name for name, is_same in same.items() if not is_same)


class Reading(Frozen):
    """How the figures of one document were read."""

    doc_id: str
    n_marks: int
    n_records: int = Field(description="in the marked quotes")
    n_fitting: int
    wrong: tuple[str, ...] = Field(description="records that fit no mark, a line each")
    missed: tuple[str, ...] = Field(description="marks that no record fits, a line each")


def marked_documents(folder: Path = MARKS_DIR) -> dict[str, tuple[FigureMark, ...]]:
    """Return the marks by document."""
    return {
        path.stem: tuple(FigureMark.model_validate(value) for _, value in read_jsonl(path))
        for path in sorted(folder.glob("*.jsonl"))
    }


def reading(document: Document, marks: Sequence[FigureMark]) -> Reading:
    """Return how the marked figures of a document are read."""
    units = read_units(document).units
    start_of, text = {}, ""
    for unit in units:
        start_of[unit.unit_id] = len(text)
        text += unspaced(unit.text)
    text_of = {unit.unit_id: unit.text for unit in units}
    records = [
        (start_of[record.unit_id] + len(unspaced(text_of[record.unit_id][: record.start])), record)
        for record in records_of(units)
    ]
    by_quote: dict[str, list[FigureMark]] = {}
    for mark in marks:
        by_quote.setdefault(mark.quote, []).append(mark)
    n_records, wrong, missed = 0, [], []
    for quote, of_quote in by_quote.items():
        at = text.find(unspaced(quote))
        inside = [record for start, record in records if at <= start < at + len(unspaced(quote))] if at >= 0 else []
        n_records += len(inside)
        open_marks = list(of_quote)
        for record in inside:
            fitting = next((mark for mark in open_marks if mark.fits(record)), None)
            if fitting:
                open_marks.remove(fitting)
            else:
                wrong.append(_line(record, of_quote))
        missed += [f"{mark.subject} {mark.value}{mark.unit}" for mark in open_marks]
    return Reading(
        doc_id=document.doc_id,
        n_marks=len(marks),
        n_records=n_records,
        n_fitting=n_records - len(wrong),
        wrong=tuple(wrong),
        missed=tuple(missed),
    )


def held_readings(documents_dir: Path) -> list[Reading]:
    """Return how the marked figures are read, of each document that is on this machine.

    Raises:
        LuohuError: a catalogue or a document cannot be read.
    """
    others = (
        settings_of(find_suite(OTHERS), IndexSettings.load(), documents_dir) if _has_others(documents_dir) else None
    )
    folders = [IndexSettings.load().seeds_dir, *([others.seeds_dir] if others else [])]
    documents = {document.doc_id: document for folder in folders for document in load_documents(folder)}
    return [reading(documents[doc_id], marks) for doc_id, marks in marked_documents().items() if doc_id in documents]


def readings_table(readings: Sequence[Reading], *, show_wrong: bool) -> str:
    """Return a row a document, and rows of those the reader was tuned on, of the held out ones, and of all."""
    held = [one for one in readings if one.doc_id in HELD_OUT]
    tuned = [one for one in readings if one.doc_id not in HELD_OUT]
    rows = [_row(one.doc_id, [one]) for one in readings]
    rows += [_row(name, of) for name, of in (("tuned on", tuned), ("held out", held), ("all", readings))]
    wrong = [f"{one.doc_id}: {line}" for one in readings for line in (*one.wrong, *(f"missed {m}" for m in one.missed))]
    lines = ("", *wrong) if show_wrong else ()
    return "\n".join((text_table(("document", "marks", "records", "precision", "recall"), rows), *lines))


def _row(name: str, of: Sequence[Reading]) -> tuple[str, ...]:
    precision, recall = precision_and_recall(of)
    counts = (sum(one.n_marks for one in of), sum(one.n_records for one in of))
    return (name, *map(str, counts), f"{precision:.3f}", f"{recall:.3f}")


def _has_others(documents_dir: Path) -> bool:
    return not find_suite(OTHERS).missing(documents_dir)


def precision_and_recall(readings: Iterable[Reading]) -> tuple[float, float]:
    """Return the share of the records that are right, and of the marks that are found; 0 of none."""
    found = tuple(readings)
    n_fitting = sum(one.n_fitting for one in found)
    n_records, n_marks = sum(one.n_records for one in found), sum(one.n_marks for one in found)
    return n_fitting / n_records if n_records else 0.0, n_fitting / n_marks if n_marks else 0.0


def _line(record: FigureRecord, marks: Sequence[FigureMark]) -> str:
    nearest = min(marks, key=lambda mark: len(mark.differs(record)))
    says = f"{record.subject} {record.text} {record.direction} {record.qualifier} {record.years}"
    return f"{says} (not {nearest.subject} {nearest.value}{nearest.unit}: {', '.join(nearest.differs(record))})"
