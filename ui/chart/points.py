"""Points in time: a column for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from ui.chart.figure import NARROW, WIDE, across, drawing, em, figure, grid, numbers, width_of
from ui.chart.scale import HEIGHT, TOP, Scale, gutter, scale_of

_WIDEST_COLUMN = 3.0  # em


@dataclass(frozen=True)
class Point:
    """A value under its label.

    `shown` is the value as people read it, `is_open` one that is planned: drawn hollow. `href` is where its column
    leads, empty for nowhere.
    """

    label: str
    value: float
    shown: str
    is_open: bool = False
    href: str = ""


def column_chart(
    points: Sequence[Point], *, title: str, unit: str, summary: str, details: str = "", has_numbers: bool = True
) -> str:
    """Return a column for each point: values of the same thing in periods that need not follow one another.

    Args:
        points: in order; at most about eight have room on a phone.
        title: what is drawn; stands above it.
        unit: of the values; empty when `shown` or the title says it.
        summary: the drawing in a sentence, for those who do not see it.
        details: the words on which the table of numbers opens; empty for a table that is read out only.
        has_numbers: whether the table is there at all; false where the page has the numbers beside the drawing.

    Raises:
        ValueError: there is nothing to draw.
    """
    scale = scale_of([point.value for point in points])
    width = min(_WIDEST_COLUMN, 0.62 * NARROW / len(points))
    is_linked = any(point.href for point in points)
    inside = f'<g aria-hidden="true">{grid(scale)}</g>' if is_linked else grid(scale)
    for i, point in enumerate(points):
        inside += f'<svg x="{across(i, len(points))}" overflow="visible">{_column(point, scale, width)}</svg>'
    labels = "".join(f"<span>{escape(point.label)}</span>" for point in points)
    rows = [(point.label, point.shown) for point in points]
    return figure(
        drawing(inside, scale, title=title, summary=summary, height=TOP + HEIGHT + 0.4, is_linked=is_linked)
        + f'<div class="chart-labels chart-gutter-{gutter(scale)}" aria-hidden="true">{labels}</div>'
        + (numbers(rows, title=title, unit=unit, details=details) if has_numbers else ""),
        title=title,
        unit=unit,
        room=_room(points),
    )


def _column(point: Point, scale: Scale, width: float) -> str:
    """Return a column and its value, in a frame of their own whose 0 across is the column's middle."""
    top, bottom = sorted((scale.y(point.value), scale.y(0)))
    above = scale.y(max(point.value, 0.0)) - 0.75
    drawn = (
        f'<rect class="chart-column{" chart-open" * point.is_open}" x="{em(-width / 2)}" y="{em(top)}" '
        f'width="{em(width)}" height="{em(bottom - top)}"/>'
        f'<text class="chart-value" y="{em(above)}">{escape(point.shown)}</text>'
    )
    if not point.href:
        return drawn
    return f'<a href="{escape(point.href)}" aria-label="{escape(f"{point.label}: {point.shown}")}">{drawn}</a>'


def _room(points: Sequence[Point]) -> str:
    """Return the class that hides the values above the points where two neighbours would run into each other."""
    widths = [width_of(point.shown) for point in points]
    closest = max(((one + other) / 2 for one, other in pairwise(widths)), default=widths[0])
    needed = len(points) * (0.5 + closest)
    return "" if needed <= NARROW else " chart-wide" if needed <= WIDE else " chart-crowded"
