"""Small accessible drawings: an interval, a histogram, a curve. Every string that goes in is escaped."""

from collections.abc import Sequence
from math import ceil, floor, log10

from markupsafe import Markup

WIDTH, HEIGHT = 560, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 12, 12, 42

Point = tuple[float, float]


def interval_bar(mean: float, low: float, high: float, *, width: int = 140) -> Markup:
    """Return a mean between 0 and 1 as a dot on its interval on a track; what it shows stands beside it as text."""
    height, inset = 16, 6
    reach = width - 2 * inset

    def at(value: float) -> str:
        return _number(inset + reach * min(1.0, max(0.0, value)))

    return Markup(
        '<svg class="interval" width="{w}" height="{h}" viewBox="0 0 {w} {h}" aria-hidden="true" focusable="false">'
        '<line class="track" x1="{start}" y1="8" x2="{end}" y2="8"/>'
        '<line class="range" x1="{low}" y1="8" x2="{high}" y2="8"/><circle cx="{mean}" cy="8" r="4.5"/></svg>'
    ).format(w=width, h=height, start=at(0), end=at(1), low=at(low), high=at(high), mean=at(mean))


def histogram(values: Sequence[float], *, name: str, title: str, x_label: str, n_bins: int = 24) -> Markup:
    """Return a histogram from 0 on; `name` must be unique on the page. No value: an empty drawing is refused.

    Raises:
        ValueError: there is nothing to draw.
    """
    if not values:
        raise ValueError("a histogram needs at least one value, found 0")
    step = _nice(max(values) / n_bins) or 1.0
    counts = [0] * (floor(max(values) / step) + 1)
    for value in values:
        counts[min(len(counts) - 1, floor(value / step))] += 1
    x_max, y_max = step * len(counts), max(counts)
    bars = Markup().join(
        Markup('<rect class="bar" x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>').format(
            _number(_x(i * step, x_max) + 0.5),
            _number(_y(count, y_max)),
            _number(max(1.0, _x(step, x_max) - _LEFT - 1)),
            _number(HEIGHT - _BOTTOM - _y(count, y_max)),
            f"{i * step:.4g} to {(i + 1) * step:.4g}: {count}",
        )
        for i, count in enumerate(counts)
        if count
    )
    description = f"{len(values)} values from {min(values):.3g} to {max(values):.3g}; the fullest bar holds {y_max}."
    axes = _axes(x_max, float(y_max), x_label=x_label, y_label="cases", whole=True)
    return _figure(name, title, description, axes + bars)


def curve(points: Sequence[Point], *, name: str, title: str, x_label: str, y_label: str) -> Markup:
    """Return a stepped line through points in x order, the last one marked; both axes start at 0, x ends at 1.

    Raises:
        ValueError: there is nothing to draw.
    """
    if not points:
        raise ValueError("a curve needs at least one point, found 0")
    y_max = _nice(max(y for _, y in points)) or 0.1
    placed = [(_number(_x(x, 1.0)), _number(_y(y, y_max))) for x, y in points]
    path = "M" + " L".join(f"{x} {y}" for x, y in placed)
    x, y = points[-1]
    description = f"From {y_label} {points[0][1]:.3f} at {x_label} {points[0][0]:.3f} to {y:.3f} at {x:.3f}."
    line = Markup('<path class="curve" d="{}"/><circle cx="{}" cy="{}" r="4.5"><title>{}</title></circle>').format(
        path, *placed[-1], description
    )
    return _figure(name, title, description, _axes(1.0, y_max, x_label=x_label, y_label=y_label, whole=False) + line)


def _figure(name: str, title: str, description: str, inside: Markup) -> Markup:
    return Markup(
        '<svg class="chart" viewBox="0 0 {w} {h}" role="img" aria-labelledby="{n}-title {n}-text">'
        '<title id="{n}-title">{title}</title><desc id="{n}-text">{text}</desc>{inside}</svg>'
    ).format(w=WIDTH, h=HEIGHT, n=name, title=title, text=description, inside=inside)


def _axes(x_max: float, y_max: float, *, x_label: str, y_label: str, whole: bool) -> Markup:
    """Return grid lines, their numbers and both labels."""
    parts = []
    for value in _ticks(y_max, whole=whole):
        y = _number(_y(value, y_max))
        parts.append(
            Markup('<line class="grid" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(_LEFT, y, WIDTH - _RIGHT, y)
            + Markup('<text class="tick end" x="{}" y="{}" dy="0.35em">{}</text>').format(_LEFT - 6, y, f"{value:.4g}")
        )
    for value in _ticks(x_max, whole=False):
        x = _number(_x(value, x_max))
        parts.append(
            Markup('<text class="tick mid" x="{}" y="{}">{}</text>').format(x, HEIGHT - _BOTTOM + 15, f"{value:.4g}")
        )
    middle_x, middle_y = (_LEFT + WIDTH - _RIGHT) // 2, (_TOP + HEIGHT - _BOTTOM) // 2
    parts.append(Markup('<text class="label mid" x="{}" y="{}">{}</text>').format(middle_x, HEIGHT - 6, x_label))
    parts.append(
        Markup('<text class="label mid" transform="translate(13 {}) rotate(-90)">{}</text>').format(middle_y, y_label)
    )
    return Markup().join(parts)


def _ticks(top: float, *, whole: bool) -> list[float]:
    step = _nice(top / 5)
    if whole:
        step = max(1.0, ceil(step))
    return [i * step for i in range(floor(top / step + 1e-9) + 1)]


def _nice(value: float) -> float:
    """Return the next of 1, 2, 2.5, 5, 10 times a power of ten at or above a value; 0 for 0."""
    if value <= 0:
        return 0.0
    power = 10.0 ** floor(log10(value))
    return next((factor * power for factor in (1, 2, 2.5, 5) if factor * power >= value * (1 - 1e-9)), 10 * power)


def _x(value: float, top: float) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * value / top


def _y(value: float, top: float) -> float:
    return HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * value / top


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
