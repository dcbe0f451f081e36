"""The figures of a matter as columns, each a link to its source; plan hollow, result filled. Pure."""

from decimal import Decimal

from index.corpus import Corpus
from index.figures.record import Direction, FigureRecord, Qualifier
from index.records import Status
from ui.chart.figure import filled_or_hollow
from ui.chart.points import Point, column_chart
from ui.figures.matters import Matter
from ui.figures.rows import cell
from ui.text.figures_words import FiguresWords

MOST_POINTS = 10
_MARKS = {
    Qualifier.EXACT: "",
    Qualifier.ABOUT: "≈",
    Qualifier.NEARLY: "≈",
    Qualifier.MORE_THAN: ">",
    Qualifier.AT_LEAST: "≥",
    Qualifier.AT_MOST: "≤",
}


def chart(corpus: Corpus, matter: Matter, words: FiguresWords, language: str) -> str:
    """Return the drawing of a matter's newest single years; empty where they are no two periods, plan and result apart.

    What is of several years together is left to the table: five years' sum is no neighbour of one year's.
    """
    figures = _points(matter.figures)
    if len({(figure.years, figure.status) for figure in figures}) < 2:
        return ""
    scale = _scale(figures, words)
    points = [
        Point(
            label=words.points[figure.status].format(year=figure.years[0]),
            value=float(_signed(figure).scaleb(-scale)),
            shown=_shown(figure, scale),
            is_open=figure.status is Status.PLAN,
            href=cell(corpus, figure, language).href,
        )
        for figure in figures
    ]
    unit = words.scales[scale] + matter.unit
    summary = words.separator.join(f"{point.label} {point.shown}" for point in points)
    return column_chart(
        points, title=words.chart, unit=words.unit.format(unit=unit) if unit else "", summary=summary, has_numbers=False
    ) + _legend({figure.status for figure in figures}, words)


def _points(figures: tuple[FigureRecord, ...]) -> list[FigureRecord]:
    """Return the newest figures that can stand side by side, in order of time, result before plan."""
    found: dict[tuple[object, ...], FigureRecord] = {}
    for figure in figures:
        if len(figure.years) == 1 and figure.direction is not Direction.BEFORE:
            found.setdefault((figure.years, figure.status, _signed(figure), figure.high), figure)
    order = list(Status)
    return sorted(found.values(), key=lambda figure: (figure.years, order.index(figure.status)))[-MOST_POINTS:]


def _signed(figure: FigureRecord) -> Decimal:
    return -figure.value if figure.direction is Direction.FALL else figure.value


def _scale(figures: list[FigureRecord], words: FiguresWords) -> int:
    """Return the largest power of ten that people write, in which no value is below 1."""
    least = min((abs(figure.value) for figure in figures if figure.value), default=Decimal(0))
    return next((scale for scale in sorted(words.scales, reverse=True) if least >= Decimal(10) ** scale), 0)


def _shown(figure: FigureRecord, scale: int) -> str:
    low, high = (f"{value.scaleb(-scale).normalize():f}" for value in (figure.value, figure.high))
    sign = "−" if figure.direction is Direction.FALL else ""
    return f"{_MARKS[figure.qualifier]}{sign}{low}" + (f"–{high}" if figure.is_range else "")


def _legend(statuses: set[Status], words: FiguresWords) -> str:
    """Return what filled and hollow columns are, where both are drawn."""
    kinds = ((Status.RESULT, False), (Status.PLAN, True))
    return filled_or_hollow([(words.columns[status], is_open) for status, is_open in kinds if status in statuses])
