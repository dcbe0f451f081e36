"""Small accessible drawings as inline SVG with the same numbers as a table. Pure; everything is escaped.

Across, places are shares of the width, and down, multiples of the text's size: a drawing fills any width, and its text
keeps its size on a phone and grows with the reader's. Looks are in assets/chart.css; there is no inline style, no
script and no id, so a page may hold the same drawing twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from math import ceil, floor, log10

# In em of the drawing's text.
_TOP, _HEIGHT, _DATES = 1.6, 11.0, 1.7
_WIDEST_COLUMN = 3.0
_NARROW, _WIDE = 23.0, 40.0  # the widths a phone of 375 pixels and a column of text leave
_MOST_SLIM = 12  # stacks; more of them fill their share of the width
_NOTHING = "a drawing needs at least one value, found 0"
_WIDEST_GUTTER = 12  # characters; chart.css has a rule for each number up to it


@dataclass(frozen=True)
class Point:
    """A value under its label. `shown` is the value as people read it, `is_open` one that is planned: drawn hollow."""

    label: str
    value: float
    shown: str
    is_open: bool = False


@dataclass(frozen=True)
class Stack:
    """The values of one column, in the order of the chart's series; none is below 0."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Bar:
    """A line of a list; `href` is where its label leads, empty for nowhere."""

    label: str
    value: float
    shown: str
    href: str = ""


@dataclass(frozen=True)
class _Scale:
    """The axis of values: from `low` to `high`, 0 among them, with a grid line every `step`."""

    low: float
    high: float
    step: float

    def y(self, value: float) -> float:
        """Return how far down a value stands, in em."""
        return _TOP + _HEIGHT * (self.high - value) / (self.high - self.low)


def line_chart(points: Sequence[Point], *, title: str, unit: str, summary: str, details: str = "") -> str:
    """Return points joined by a line: values of the same thing at even steps of time.

    Args:
        points: in order; at most about eight have room on a phone.
        title: what is drawn; stands above it.
        unit: of the values; empty when `shown` or the title says it.
        summary: the drawing in a sentence, for those who do not see it.
        details: the words on which the table of numbers opens; empty for a table that is read out only.

    Raises:
        ValueError: there is nothing to draw.
    """
    scale = _scale([point.value for point in points])
    placed = [(_across(i, len(points)), _em(scale.y(point.value))) for i, point in enumerate(points)]
    joined = "".join(
        f'<line class="chart-line" x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}"/>'
        for (x, y), (to_x, to_y) in pairwise(placed)
    )
    dots = [
        f'<circle class="chart-dot{" chart-open" * point.is_open}" cy="{y}" r=".38em"/>'
        for point, (_, y) in zip(points, placed, strict=True)
    ]
    return _points(points, dots, scale, title=title, unit=unit, summary=summary, details=details, below=joined)


def column_chart(points: Sequence[Point], *, title: str, unit: str, summary: str, details: str = "") -> str:
    """Return a column for each point: values of the same thing in periods that need not follow one another.

    Arguments and errors are those of `line_chart`.
    """
    scale = _scale([point.value for point in points])
    width = min(_WIDEST_COLUMN, 0.62 * _NARROW / max(1, len(points)))
    columns = []
    for point in points:
        top, bottom = sorted((scale.y(point.value), scale.y(0)))
        columns.append(
            f'<rect class="chart-column{" chart-open" * point.is_open}" x="{_em(-width / 2)}" y="{_em(top)}" '
            f'width="{_em(width)}" height="{_em(bottom - top)}"/>'
        )
    return _points(points, columns, scale, title=title, unit=unit, summary=summary, details=details)


def stacked_chart(
    stacks: Sequence[Stack], series: Sequence[str], *, title: str, unit: str, summary: str, details: str = ""
) -> str:
    """Return columns made of one piece for each series, the first at the bottom; else as `line_chart`.

    Raises:
        ValueError: there is nothing to draw.
    """
    scale = _scale([sum(stack.values) for stack in stacks], is_whole=True)
    inside = _grid(scale)
    every = ceil(len(stacks) * (1 + max(_width(stack.label) for stack in stacks)) / _NARROW)
    slot = 100 / len(stacks)
    is_slim = len(stacks) <= _MOST_SLIM
    for i, stack in enumerate(stacks):
        pieces, at = "", 0
        for number, value in enumerate(stack.values):
            top, bottom = _em(scale.y(at + value)), _em(scale.y(at) - scale.y(at + value))
            across = 'x="-1em" width="2em"' if is_slim else f'x="{_share(-0.4 * slot)}" width="{_share(0.8 * slot)}"'
            pieces += f'<rect class="chart-series-{number}" {across} y="{top}" height="{bottom}"/>' if value else ""
            at += value
        told = ", ".join(f"{name} {value}" for name, value in zip(series, stack.values, strict=True))
        date = f'<text class="chart-date" y="{_em(_TOP + _HEIGHT + 1.3)}">{escape(stack.label)}</text>'
        inside += (
            f'<svg x="{_across(i, len(stacks))}" overflow="visible"><title>{escape(f"{stack.label}: {told}")}</title>'
            f"{pieces}{date if i % every == 0 else ''}</svg>"
        )
    legend = "".join(f"<li>{_swatch(number)}{escape(name)}</li>" for number, name in enumerate(series))
    rows = [(stack.label, *map(str, stack.values)) for stack in stacks]
    return _figure(
        f'<ul class="chart-legend">{legend}</ul>'
        + _drawing(inside, scale, title=title, summary=summary, height=_TOP + _HEIGHT + _DATES)
        + _numbers(rows, title=title, unit=unit, details=details, heads=series),
        title=title,
        unit=unit,
    )


def bar_list(bars: Sequence[Bar], *, title: str, heads: tuple[str, str]) -> str:
    """Return a table of labels, values and bars from 0 on; a value below 0 has none.

    Args:
        bars: in the order they stand.
        title: what is counted; stands above it.
        heads: what the labels and what the values are.

    Raises:
        ValueError: there is nothing to draw.
    """
    if not bars:
        raise ValueError(_NOTHING)
    longest = max(0.0, *(bar.value for bar in bars)) or 1.0
    rows = "".join(
        f'<tr><th scope="row">{_linked(bar)}</th><td class="chart-number">{escape(bar.shown)}</td>'
        '<td class="chart-bar"><svg aria-hidden="true" focusable="false" width="100%" height=".8em">'
        f'<rect class="chart-column" width="{_share(100 * max(0.0, bar.value) / longest)}" height="100%"/>'
        "</svg></td></tr>"
        for bar in bars
    )
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    return (
        f'<table class="chart-bars"><caption>{escape(title)}</caption>'
        f'<thead class="chart-unseen"><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _points(
    points: Sequence[Point],
    marks: Sequence[str],
    scale: _Scale,
    *,
    title: str,
    unit: str,
    summary: str,
    details: str,
    below: str = "",
) -> str:
    """Return the figure of points drawn as `marks`, each in a frame of its own whose 0 across is the point's middle."""
    inside = _grid(scale) + below
    for i, (point, mark) in enumerate(zip(points, marks, strict=True)):
        above = scale.y(max(point.value, 0.0)) - 0.75
        value = f'<text class="chart-value" y="{_em(above)}">{escape(point.shown)}</text>'
        inside += f'<svg x="{_across(i, len(points))}" overflow="visible">{mark}{value}</svg>'
    labels = "".join(f"<span>{escape(point.label)}</span>" for point in points)
    return _figure(
        _drawing(inside, scale, title=title, summary=summary, height=_TOP + _HEIGHT + 0.4)
        + f'<div class="chart-labels chart-gutter-{_gutter(scale)}" aria-hidden="true">{labels}</div>'
        + _numbers([(point.label, point.shown) for point in points], title=title, unit=unit, details=details),
        title=title,
        unit=unit,
        room=_room(points),
    )


def _room(points: Sequence[Point]) -> str:
    """Return the class that hides the values above the points where they would run into each other."""
    needed = len(points) * (0.5 + max(_width(point.shown) for point in points))
    return "" if needed <= _NARROW else " chart-wide" if needed <= _WIDE else " chart-crowded"


def _figure(inside: str, *, title: str, unit: str, room: str = "") -> str:
    of = f'<span class="chart-unit">{escape(unit)}</span>' if unit else ""
    return f'<figure class="chart{room}"><figcaption>{escape(title)}{of}</figcaption>{inside}</figure>'


def _drawing(inside: str, scale: _Scale, *, title: str, summary: str, height: float) -> str:
    return (
        f'<svg class="chart-drawing chart-gutter-{_gutter(scale)}" role="img" width="100%" height="{_em(height)}">'
        f"<title>{escape(title)}</title><desc>{escape(summary)}</desc>{inside}</svg>"
    )


def _numbers(rows: Sequence[tuple[str, ...]], *, title: str, unit: str, details: str, heads: Sequence[str] = ()) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(
        f'<tr><th scope="row">{escape(label)}</th>{"".join(f"<td>{escape(value)}</td>" for value in values)}</tr>'
        for label, *values in rows
    )
    caption = f"{title} ({unit})" if unit else title
    table = (
        f"<table><caption>{escape(caption)}</caption>"
        f"{f'<thead><tr><td></td>{head}</tr></thead>' if head else ''}<tbody>{body}</tbody></table>"
    )
    if not details:
        return f'<div class="chart-unseen">{table}</div>'
    return (
        f'<details class="chart-numbers"><summary>{escape(details)}</summary>'
        f'<div class="chart-scroll" tabindex="0" role="group" aria-label="{escape(caption)}">{table}</div></details>'
    )


def _grid(scale: _Scale) -> str:
    """Return a line for every step, with its value left of it; that of 0 is stronger."""
    lines = ""
    for i in range(round((scale.high - scale.low) / scale.step) + 1):
        value = scale.low + i * scale.step
        y = _em(scale.y(value))
        is_zero = abs(value) < scale.step / 2
        lines += (
            f'<line class="{"chart-zero" if is_zero else "chart-grid"}" x1="0" y1="{y}" x2="100%" y2="{y}"/>'
            f'<text class="chart-tick" x="-.5em" y="{y}" dy=".35em">{"0" if is_zero else _tick(value)}</text>'
        )
    return lines


def _scale(values: Sequence[float], *, is_whole: bool = False) -> _Scale:
    """Return a scale of about four steps from 0, or from below it, to at least the highest value."""
    if not values:
        raise ValueError(_NOTHING)
    low, high = min(0.0, *values), max(0.0, *values)
    step = _nice((high - low) / 4) or 1.0
    step = max(1.0, ceil(step)) if is_whole else step
    top = max(ceil(high / step - 1e-9), 0 if low < 0 else 1)
    return _Scale(low=floor(low / step + 1e-9) * step, high=top * step, step=step)


def _nice(value: float) -> float:
    """Return the next of 1, 2, 2.5, 5, 10 times a power of ten at or above a value; 0 for 0."""
    if value <= 0:
        return 0.0
    power = 10.0 ** floor(log10(value))
    return next((factor * power for factor in (1, 2, 2.5, 5) if factor * power >= value * (1 - 1e-9)), 10 * power)


def _gutter(scale: _Scale) -> int:
    """Return the room for the values left of the grid, in characters."""
    return min(max(len(_tick(value)) for value in (scale.low, scale.high, scale.high - scale.step)), _WIDEST_GUTTER)


def _tick(value: float) -> str:
    return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:.3g}".replace("e+0", "e").replace("e+", "e")


def _width(text: str) -> float:
    """Return about how wide a text is, in em: Chinese characters are square, others about 0.58."""
    return sum(1.0 if character > "\u2e7f" else 0.58 for character in text)


def _linked(bar: Bar) -> str:
    return f'<a href="{escape(bar.href)}">{escape(bar.label)}</a>' if bar.href else escape(bar.label)


def _swatch(number: int) -> str:
    return (
        '<svg class="chart-swatch" aria-hidden="true" focusable="false" width=".8em" height=".8em">'
        f'<rect class="chart-series-{number}" width="100%" height="100%"/></svg>'
    )


def _across(place: int, n: int) -> str:
    """Return the middle of one of n equal shares of the width."""
    return _share(100 * (place + 0.5) / n)


def _share(percent: float) -> str:
    return f"{percent:.3f}".rstrip("0").rstrip(".") + "%"


def _em(length: float) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".") + "em"
