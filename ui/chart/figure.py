"""What every drawing is made of: the figure, its SVG with the grid, the same numbers as a table, and measures."""

from collections.abc import Sequence
from html import escape

from ui.chart.scale import Scale, gutter, tick

NARROW, WIDE = 23.0, 40.0  # in em: the widths a phone of 375 pixels and a column of text leave


def figure(inside: str, *, title: str, unit: str, room: str = "") -> str:
    """Return what is drawn under its title; `room` is a class that hides what has no room."""
    of = f'<span class="chart-unit">{escape(unit)}</span>' if unit else ""
    return f'<figure class="chart{room}"><figcaption>{escape(title)}{of}</figcaption>{inside}</figure>'


def drawing(inside: str, scale: Scale, *, title: str, summary: str, height: float, is_linked: bool = False) -> str:
    """Return the SVG of a drawing, `height` in em, with the words for those who do not see it.

    One with links is a group: nothing within a picture can be reached.
    """
    role = "group" if is_linked else "img"
    return (
        f'<svg class="chart-drawing chart-gutter-{gutter(scale)}" role="{role}" width="100%" height="{em(height)}">'
        f"<title>{escape(title)}</title><desc>{escape(summary)}</desc>{inside}</svg>"
    )


def numbers(rows: Sequence[tuple[str, ...]], *, title: str, unit: str, details: str, heads: Sequence[str] = ()) -> str:
    """Return the numbers as a table, each row a label and its values; folded under `details` where that is given."""
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


def filled_or_hollow(kinds: Sequence[tuple[str, bool]]) -> str:
    """Return what columns mean, each a name with whether they are drawn hollow; nothing where all are filled."""
    if not any(is_open for _, is_open in kinds):
        return ""
    items = "".join(
        '<li><svg class="chart-swatch" aria-hidden="true" focusable="false" width=".8em" height=".8em">'
        f'<rect class="chart-column{" chart-open" * is_open}" width="100%" height="100%"/></svg>{escape(name)}</li>'
        for name, is_open in kinds
    )
    return f'<ul class="chart-legend">{items}</ul>'


def grid(scale: Scale) -> str:
    """Return a line for every step, with its value left of it; that of 0 is stronger."""
    lines = ""
    for i in range(round((scale.high - scale.low) / scale.step) + 1):
        value = scale.low + i * scale.step
        y = em(scale.y(value))
        is_zero = abs(value) < scale.step / 2
        lines += (
            f'<line class="{"chart-zero" if is_zero else "chart-grid"}" x1="0" y1="{y}" x2="100%" y2="{y}"/>'
            f'<text class="chart-tick" x="-.5em" y="{y}" dy=".35em">{"0" if is_zero else tick(value)}</text>'
        )
    return lines


def width_of(text: str) -> float:
    """Return about how wide a text is, in em: Chinese characters are square, others about 0.58."""
    return sum(1.0 if character > "\u2e7f" else 0.58 for character in text)


def across(place: int, n: int) -> str:
    """Return the middle of one of n equal shares of the width."""
    return share(100 * (place + 0.5) / n)


def share(percent: float) -> str:
    """Return a share of the width as SVG takes it."""
    return f"{percent:.3f}".rstrip("0").rstrip(".") + "%"


def em(length: float) -> str:
    """Return a multiple of the text's size as SVG takes it."""
    return f"{length:.2f}".rstrip("0").rstrip(".") + "em"
