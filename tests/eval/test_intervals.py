from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.intervals import bootstrap_interval, paired_p_value

VALUES = st.lists(st.floats(-1, 1), min_size=1, max_size=40)


def test_the_interval_of_a_share_is_near_the_binomial_one() -> None:
    low, high = bootstrap_interval([1.0] * 50 + [0.0] * 50)
    assert low == pytest.approx(0.5 - 1.96 * 0.05, abs=0.012)
    assert high == pytest.approx(0.5 + 1.96 * 0.05, abs=0.012)


def test_the_interval_is_the_same_every_time() -> None:
    assert bootstrap_interval([0.0, 0.5, 1.0]) == bootstrap_interval([0.0, 0.5, 1.0])


@given(VALUES)
def test_the_interval_lies_among_the_values(values: list[float]) -> None:
    low, high = bootstrap_interval(values)
    assert min(values) - 1e-9 <= low <= high <= max(values) + 1e-9


def test_the_exact_p_value_counts_sign_patterns() -> None:
    differences = [0.5, 1.0, -0.25, 0.0]
    sums = [abs(a * 0.5 + b * 1.0 + c * 0.25) for a, b, c in product((1, -1), repeat=3)]
    assert paired_p_value(differences) == sum(total >= 1.25 for total in sums) / 8


def test_many_changes_one_way_are_no_luck_and_as_many_both_ways_are() -> None:
    assert paired_p_value([1.0] * 30) == pytest.approx(1 / 10_001)
    assert paired_p_value([1.0, -1.0] * 20) > 0.9
    assert paired_p_value([0.0, 0.0]) == 1


@given(VALUES)
def test_a_p_value_is_a_probability_and_does_not_know_which_run_came_first(values: list[float]) -> None:
    p = paired_p_value(values)
    assert 0 < p <= 1
    assert p == pytest.approx(paired_p_value([-value for value in values]), abs=0.03)


@pytest.mark.parametrize("values", [[], [float("nan")], [float("inf")]])
def test_nothing_and_what_is_not_finite_are_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match="finite"):
        bootstrap_interval(values)
    with pytest.raises(ValueError, match="finite"):
        paired_p_value(values)
