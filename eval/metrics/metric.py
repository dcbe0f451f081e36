"""What a metric is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from eval.cases import Case
from eval.judge import Judged


class Better(StrEnum):
    """Which way a metric should move; NEITHER for one that only describes."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Measure(StrEnum):
    """What a value is counted in."""

    SHARE = "share"
    POINTS = "points"  # 0, 1 or 2 a case
    CHARACTERS = "characters"
    SECONDS = "seconds"


@dataclass(frozen=True, kw_only=True)
class Described:
    """What a number a case is called, what it says, and which way it should move."""

    name: str
    title: str
    title_zh: str
    meaning: str
    better: Better = Better.HIGHER
    measure: Measure = Measure.SHARE


@dataclass(frozen=True, kw_only=True)
class Metric(Described):
    """One number a case.

    `value` is only asked where `asks_case(case)` and `asks_answer(judged)` hold; every other case is left out of the
    mean and counted. A case whose answering raised is worth `when_failed`, or is left out where that is None: a crash
    proves nothing about the length or the speed of answers.
    """

    value: Callable[[Judged], float]
    asks_case: Callable[[Case], bool]
    asks_answer: Callable[[Judged], bool]
    when_failed: float | None


def every_case(case: Case) -> bool:
    """Return that any case counts."""
    return True


def every_answer(judged: Judged) -> bool:
    """Return that any answer or refusal counts."""
    return True


def answerable(case: Case) -> bool:
    """Return whether the documents hold the answer."""
    return case.answerable


def unanswerable(case: Case) -> bool:
    """Return whether a refusal is right."""
    return not case.answerable


def answered(judged: Judged) -> bool:
    """Return whether an answer was given."""
    return judged.prediction.answered


def refused(judged: Judged) -> bool:
    """Return whether the assistant refused."""
    return not judged.prediction.answered
