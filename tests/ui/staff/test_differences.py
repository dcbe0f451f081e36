from index.corpus import Corpus
from tests.ui.staff.reviewed import review, two_cited
from ui.journal.records import Judgement, Support
from ui.staff.differences import Row, compared


def test_only_the_last_verdict_of_each_counts(corpus: Corpus) -> None:
    held = two_cited(corpus)
    comparison = compared(
        [
            review(held, Judgement.WRONG, "甲"),
            review(held, Judgement.RIGHT, "乙"),
            review(held, Judgement.RIGHT, "甲"),
        ]
    )
    assert comparison.reviewers == ("甲", "乙")
    assert comparison.rows == (Row(0, (Judgement.RIGHT, Judgement.RIGHT)),)
    assert comparison.differing == ()


def test_it_says_on_what_exactly_they_differ(corpus: Corpus) -> None:
    held = two_cited(corpus)
    comparison = compared(
        [
            review(held, Judgement.RIGHT, "甲", c1=Support.SUPPORTS, c2=Support.SUPPORTS),
            review(held, Judgement.RIGHT, "乙", c1=Support.SUPPORTS, c2=Support.PARTLY),
        ]
    )
    assert comparison.differing == (2,)
    assert comparison.rows[2] == Row(2, (Support.SUPPORTS, Support.PARTLY))


def test_who_said_nothing_of_a_citation_does_not_differ_on_it(corpus: Corpus) -> None:
    held = two_cited(corpus)
    comparison = compared(
        [review(held, Judgement.RIGHT, "甲", c1=Support.DOES_NOT), review(held, Judgement.WRONG, "乙")]
    )
    assert comparison.rows[1] == Row(1, (Support.DOES_NOT, None))
    assert comparison.differing == (0,)


def test_without_verdicts_there_is_nothing_to_compare() -> None:
    assert compared([]).rows == ()
