"""Measure words."""

import pytest

from index.words.measures import COUNTING, MEASURES, kind_of_measure


@pytest.mark.parametrize(
    ("measure", "kind"), [("家", ""), ("所", ""), ("名", "人"), ("位", "人"), ("元", "元"), ("", "")]
)
def test_figures_of_one_kind_may_be_compared(measure: str, kind: str) -> None:
    assert kind_of_measure(measure) == kind


def test_what_counts_things_measures_nothing_else() -> None:
    assert COUNTING < MEASURES
    assert not COUNTING & {"元", "人", "户", "公里", "%"}
