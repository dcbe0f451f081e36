import pytest

from eval.compare import compare
from eval.errors import RunError
from eval.score import CaseScore
from eval.table import comparison_table


def scored(case_id: str, **scores: float) -> CaseScore:
    return CaseScore(
        id=case_id, kind="lookup", language="zh-Hans", noise="none", near_miss="", documents=(), failed=False,
        scores=scores,
    )  # fmt: skip


FIRST = [scored("a", right_and_cited=0), scored("b", right_and_cited=1), scored("c", right_and_cited=0), scored("x")]
SAME = [scored("s", right_and_cited=1)]
SECOND = [scored("c", right_and_cited=1, seconds=2), scored("b", right_and_cited=0), scored("a", right_and_cited=1)]


def test_pairs_by_case_whatever_the_order() -> None:
    (difference,) = compare(FIRST, SECOND).differences
    assert difference.metric == "right_and_cited"
    assert (difference.first, difference.second) == (pytest.approx(1 / 3), pytest.approx(2 / 3))
    assert difference.difference == pytest.approx(1 / 3)
    assert difference.n == 3
    assert difference.p_value == 1.0  # +1 +1 -1: every one of the 8 sign patterns gives at least |1|
    assert difference.low <= difference.difference <= difference.high


def test_names_the_cases_that_turned_and_those_without_a_partner() -> None:
    found = compare(FIRST + SAME, SECOND + SAME)
    assert (found.turned[0].metric, found.turned[0].better, found.turned[0].worse) == (
        "right_and_cited", ("a", "c"), ("b",),
    )  # fmt: skip
    assert (found.only_first, found.only_second) == (("x",), ())


def test_a_run_compared_with_itself_shows_no_change() -> None:
    (difference,) = compare(FIRST, FIRST).differences
    assert (difference.difference, difference.low, difference.high, difference.p_value) == (0, 0, 0, 1)


def test_runs_without_a_common_case_are_refused() -> None:
    with pytest.raises(RunError, match="no case in common"):
        compare(FIRST, [scored("z", right_and_cited=1)])


def test_the_table_shows_sign_interval_and_turned_cases() -> None:
    text = comparison_table(compare(FIRST, SECOND))
    assert "+0.333" in text
    assert "right_and_cited: 2 better, 1 worse\n  better: a c\n  worse: b" in text
    assert "only in the first run, not counted: x" in text


def test_kinds_stand_side_by_side() -> None:
    listed = [
        scored(case_id, right_and_cited=value).model_copy(update={"kind": "list"}) for case_id, value in (("l", 1),)
    ]
    found = compare(FIRST + listed, SECOND + listed).kinds
    assert [(one.kind, one.metric, one.n, one.first) for one in found] == [
        ("list", "right_and_cited", 1, 1.0),
        ("lookup", "right_and_cited", 3, pytest.approx(1 / 3)),
    ]
    assert found[1].second == pytest.approx(2 / 3)
    assert "lookup  right_and_cited  0.333   0.667  +0.333  3" in comparison_table(compare(FIRST, SECOND))
