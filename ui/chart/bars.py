"""A list of values with bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ui.chart.figure import share
from ui.chart.scale import NOTHING


@dataclass(frozen=True)
class Bar:
    """A line of a list; `href` is where its label leads, empty for nowhere."""

    label: str
    value: float
    shown: str
    href: str = ""


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
        raise ValueError(NOTHING)
    longest = max(0.0, *(bar.value for bar in bars)) or 1.0
    rows = "".join(
        f'<tr><th scope="row">{_linked(bar)}</th><td class="chart-number">{escape(bar.shown)}</td>'
        '<td class="chart-bar"><svg aria-hidden="true" focusable="false" width="100%" height=".8em">'
        f'<rect class="chart-column" width="{share(100 * max(0.0, bar.value) / longest)}" height="100%"/>'
        "</svg></td></tr>"
        for bar in bars
    )
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    return (
        f'<table class="chart-bars"><caption>{escape(title)}</caption>'
        f'<thead class="chart-unseen"><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    )


def _linked(bar: Bar) -> str:
    return f'<a href="{escape(bar.href)}">{escape(bar.label)}</a>' if bar.href else escape(bar.label)
