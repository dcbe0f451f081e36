import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Hit
from rag.search.fuse import fuse

_LISTS = st.lists(
    st.dictionaries(st.integers(0, 20), st.floats(-5, 5), max_size=8).map(
        lambda scores: tuple(Hit(row=row, score=score) for row, score in scores.items())
    ),
    min_size=2,
    max_size=2,
)


def test_sums_standardised_scores() -> None:
    one = (Hit(row=3, score=2.0), Hit(row=1, score=0.0))
    other = (Hit(row=1, score=10.0), Hit(row=3, score=0.0))
    assert [(hit.row, hit.score) for hit in fuse([one], [1.0])] == [(3, 1.0), (1, -1.0)]
    assert [hit.row for hit in fuse([one, other], [1.0, 2.0])] == [1, 3]


def test_a_missing_row_counts_as_the_lowest_score() -> None:
    fused = fuse([(Hit(row=0, score=3.0), Hit(row=1, score=1.0)), (Hit(row=2, score=1.0),)], [1.0, 1.0])
    assert {hit.row for hit in fused} == {0, 1, 2}
    assert fused[1].score == pytest.approx(fused[2].score)
    assert [hit.row for hit in fused[1:]] == [1, 2]  # a tie goes by row


@given(_LISTS)
def test_holds_every_row_once_in_order(lists: list[tuple[Hit, ...]]) -> None:
    fused = fuse(lists, [1.0, 0.6])
    assert sorted(hit.row for hit in fused) == sorted({hit.row for hits in lists for hit in hits})
    assert [(-hit.score, hit.row) for hit in fused] == sorted((-hit.score, hit.row) for hit in fused)


@given(_LISTS)
def test_the_order_within_a_list_does_not_matter(lists: list[tuple[Hit, ...]]) -> None:
    assert fuse(lists, [1.0, 1.0]) == fuse([hits[::-1] for hits in lists], [1.0, 1.0])


def test_a_prior_is_added_to_every_row_and_ties_stay_by_row() -> None:
    lists = [(Hit(row=3, score=2.0), Hit(row=1, score=0.0)), ()]
    assert fuse(lists, [1.0, 1.0], lambda row: 2.0 if row == 1 else 0.0) == (
        Hit(row=1, score=1.0),
        Hit(row=3, score=1.0),
    )
    assert fuse([(), ()], [1.0, 1.0], lambda _: 1.0) == ()


def test_what_differs_in_the_seventh_decimal_is_a_tie() -> None:
    lists = [(Hit(row=7, score=1.0 + 1e-8), Hit(row=2, score=1.0), Hit(row=5, score=0.0))]
    assert [hit.row for hit in fuse(lists, [1.0])] == [2, 7, 5]
    clear = [(Hit(row=7, score=1.0 + 1e-4), Hit(row=2, score=1.0), Hit(row=5, score=0.0))]
    assert [hit.row for hit in fuse(clear, [1.0])] == [7, 2, 5]
