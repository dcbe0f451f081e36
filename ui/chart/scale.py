"""The axis of values: round steps around all of them and 0, and where a value stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

TOP, HEIGHT = 1.6, 11.0  # in em of the drawing's text: above the grid, and of it
NOTHING = "a drawing needs at least one value, found 0"
_WIDEST_GUTTER = 12  # characters; chart.css has a rule for each number up to it


@dataclass(frozen=True)
class Scale:
    """The axis of values: from `low` to `high`, 0 among them, with a grid line every `step`."""

    low: float
    high: float
    step: float

    def y(self, value: float) -> float:
        """Return how far down a value stands, in em."""
        return TOP + HEIGHT * (self.high - value) / (self.high - self.low)


def scale_of(values: Sequence[float], *, is_whole: bool = False) -> Scale:
    """Return a scale of about four steps from 0, or from below it, to at least the highest value.

    Raises:
        ValueError: there are no values.
    """
    if not values:
        raise ValueError(NOTHING)
    low, high = min(0.0, *values), max(0.0, *values)
    step = _nice((high - low) / 4) or 1.0
    step = max(1.0, ceil(step)) if is_whole else step
    top = max(ceil(high / step - 1e-9), 0 if low < 0 else 1)
    return Scale(low=floor(low / step + 1e-9) * step, high=top * step, step=step)


def _nice(value: float) -> float:
    """Return the next of 1, 2, 2.5, 5, 10 times a power of ten at or above a value; 0 for 0."""
    if value <= 0:
        return 0.0
    power = 10.0 ** floor(log10(value))
    return next((factor * power for factor in (1, 2, 2.5, 5) if factor * power >= value * (1 - 1e-9)), 10 * power)


def gutter(scale: Scale) -> int:
    """Return the room for the values left of the grid, in characters."""
    return min(max(len(tick(value)) for value in (scale.low, scale.high, scale.high - scale.step)), _WIDEST_GUTTER)


def tick(value: float) -> str:
    """Return a value as it stands beside the grid."""
    return f"{value:,.6g}" if abs(value) < 1e6 else f"{value:.3g}".replace("e+0", "e").replace("e+", "e")
