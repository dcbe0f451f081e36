"""What documents count, through the years: figures of one subject in a row, plan beside result, and what disagrees."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from index.figures.record import Direction, FigureRecord
from index.records import Status
from index.words.measures import kind_of_measure
from index.words.terms import fold, unspaced

PlaceOf = Callable[[str], str]  # the place of a document by its id; empty if none is known
COLUMNS = (
    "place", "subject", "years", "status", "figure", "value", "high", "unit", "qualifier", "direction", "mean",
    "doc_id", "unit_id",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would compute what begins with one


@dataclass(frozen=True)
class Counted:
    """The figures of one subject of one place, alike in unit, direction and kind of mean, in order of time.

    A plan stands before the result of its years; what documents say of the same years stands side by side. `subject` is
    in the words of the last of them.
    """

    place: str
    key: str
    subject: str
    unit: str
    direction: Direction
    figures: tuple[FigureRecord, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The single years that have a figure, in order."""
        return tuple(sorted({figure.years[0] for figure in self.figures if len(figure.years) == 1}))

    @property
    def plans_and_results(self) -> tuple[tuple[FigureRecord, FigureRecord], ...]:
        """The plan of each period with what came of it, where both are stated."""
        plans = {figure.years: figure for figure in self.figures if figure.status is Status.PLAN}
        results = (figure for figure in self.figures if figure.status is Status.RESULT and figure.years in plans)
        return tuple((plans[figure.years], figure) for figure in results)


@dataclass(frozen=True)
class Conflict:
    """Figures that documents of one place give for the same subject, years and status, and that differ."""

    place: str
    subject: str
    years: tuple[int, ...]
    status: Status
    figures: tuple[FigureRecord, ...]


def counted(
    records: Iterable[FigureRecord], place_of: PlaceOf, *, query: str = "", least_years: int = 1
) -> tuple[Counted, ...]:
    """Return what is counted, subjects with the most years first, then in order of the corpus.

    Args:
        records: in the order of the corpus.
        place_of: gives the place of a document.
        query: words that a subject must have, each; all subjects without.
        least_years: single years that a subject must have a figure of.
    """
    words = [unspaced(word) for word in fold(query).split()]
    groups: dict[tuple[object, ...], list[FigureRecord]] = {}
    for record in records:
        is_dated = record.years and record.direction is not Direction.BEFORE
        if is_dated and record.key and all(word in record.key for word in words):
            groups.setdefault(_kind(record, place_of), []).append(record)
    found = [_counted(group, place_of) for group in groups.values()]
    return tuple(sorted((one for one in found if len(one.years) >= least_years), key=lambda one: -len(one.years)))


def conflicts(records: Iterable[FigureRecord], place_of: PlaceOf) -> tuple[Conflict, ...]:
    """Return what documents of one place state differently, in the order of `counted`; one document alone never."""
    return tuple(conflict for one in counted(records, place_of) for conflict in _conflicts(one))


def to_csv(found: Sequence[Counted]) -> str:
    """Return a line a figure with `COLUMNS`; values are in ones of the unit, exact."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in found:
        for figure in one.figures:
            row = (
                one.place, figure.subject, " ".join(map(str, figure.years)), figure.status, figure.text,
                f"{figure.value:f}", f"{figure.high:f}", figure.unit, figure.qualifier, figure.direction, figure.mean,
                figure.doc_id, figure.unit_id,
            )  # fmt: skip
            writer.writerow([_cell(value, at) for at, value in enumerate(row)])
    return out.getvalue()


def _kind(record: FigureRecord, place_of: PlaceOf) -> tuple[object, ...]:
    return place_of(record.doc_id), record.key, kind_of_measure(record.unit), record.direction, record.mean


def _counted(group: Sequence[FigureRecord], place_of: PlaceOf) -> Counted:
    ordered = sorted(group, key=lambda figure: (figure.years, figure.status is Status.RESULT))
    last = ordered[-1]
    return Counted(
        place=place_of(last.doc_id),
        key=last.key,
        subject=last.subject,
        unit=last.unit,
        direction=last.direction,
        figures=tuple(ordered),
    )


def _conflicts(one: Counted) -> Iterator[Conflict]:
    periods: dict[tuple[tuple[int, ...], Status], list[FigureRecord]] = {}
    for figure in one.figures:
        periods.setdefault((figure.years, figure.status), []).append(figure)
    for (years, status), figures in periods.items():
        said = {figure.doc_id: set[tuple[object, ...]]() for figure in figures}
        for figure in figures:
            said[figure.doc_id].add((figure.value, figure.high))
        if len(said) > 1 and not set.intersection(*said.values()):
            yield Conflict(one.place, one.subject, years, status, tuple(figures))


def _cell(value: str, column: int) -> str:
    is_number = COLUMNS[column] in ("value", "high")
    return f"'{value}" if value.startswith(_FORMULA) and not is_number else value
