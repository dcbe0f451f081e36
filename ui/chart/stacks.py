"""Columns made of one piece for each series."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

from ui.chart.figure import NARROW, across, drawing, em, figure, grid, numbers, share, width_of
from ui.chart.scale import HEIGHT, TOP, scale_of

_DATES = 1.7  # em below the grid
_MOST_SLIM = 12  # stacks; more of them fill their share of the width


@dataclass(frozen=True)
class Stack:
    """The values of one column, in the order of the chart's series; none is below 0."""

    label: str
    values: tuple[int, ...]


def stacked_chart(
    stacks: Sequence[Stack], series: Sequence[str], *, title: str, unit: str, summary: str, details: str = ""
) -> str:
    """Return columns made of one piece for each series, the first at the bottom.

    Arguments and errors are those of `column_chart`.
    """
    scale = scale_of([sum(stack.values) for stack in stacks], is_whole=True)
    inside = grid(scale)
    every = ceil(len(stacks) * (1 + max(width_of(stack.label) for stack in stacks)) / NARROW)
    slot = 100 / len(stacks)
    is_slim = len(stacks) <= _MOST_SLIM
    for i, stack in enumerate(stacks):
        pieces, at = "", 0
        for number, value in enumerate(stack.values):
            top, bottom = em(scale.y(at + value)), em(scale.y(at) - scale.y(at + value))
            where = 'x="-1em" width="2em"' if is_slim else f'x="{share(-0.4 * slot)}" width="{share(0.8 * slot)}"'
            pieces += f'<rect class="chart-series-{number}" {where} y="{top}" height="{bottom}"/>' if value else ""
            at += value
        told = ", ".join(f"{name} {value}" for name, value in zip(series, stack.values, strict=True))
        date = f'<text class="chart-date" y="{em(TOP + HEIGHT + 1.3)}">{escape(stack.label)}</text>'
        inside += (
            f'<svg x="{across(i, len(stacks))}" overflow="visible"><title>{escape(f"{stack.label}: {told}")}</title>'
            f"{pieces}{date if i % every == 0 else ''}</svg>"
        )
    legend = "".join(f"<li>{_swatch(number)}{escape(name)}</li>" for number, name in enumerate(series))
    rows = [(stack.label, *map(str, stack.values)) for stack in stacks]
    return figure(
        f'<ul class="chart-legend">{legend}</ul>'
        + drawing(inside, scale, title=title, summary=summary, height=TOP + HEIGHT + _DATES)
        + numbers(rows, title=title, unit=unit, details=details, heads=series),
        title=title,
        unit=unit,
    )


def _swatch(number: int) -> str:
    return (
        '<svg class="chart-swatch" aria-hidden="true" focusable="false" width=".8em" height=".8em">'
        f'<rect class="chart-series-{number}" width="100%" height="100%"/></svg>'
    )
