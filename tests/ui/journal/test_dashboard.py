from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from rag.question.named_place import Place
from rag.records import Reason
from tests.ui.journal.entries import NOON, considered, entry, refusal
from ui.journal.agreement import agreements, cohens_kappa
from ui.journal.dashboard import Asked, DayCount, dashboard, frequent_terms
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.feedback import give_feedback
from ui.journal.records import Feedback, FeedbackKind, Judgement, Outcome, Review, ReviewState
from ui.journal.reviews import add_review

_JUDGEMENTS = st.sampled_from([judgement.value for judgement in Judgement])


def test_kappa_of_cohens_own_table() -> None:
    # Cohen 1960, table 1: 200 cases by two judges; kappa as printed there.
    table = ((88, 10, 2), (14, 40, 6), (18, 10, 12))
    pairs = [("abc"[i], "abc"[j]) for i in range(3) for j in range(3) for _ in range(table[i][j])]
    assert cohens_kappa(pairs) == pytest.approx(0.492, abs=0.001)


@given(st.lists(st.tuples(_JUDGEMENTS, _JUDGEMENTS), min_size=1, max_size=40))
def test_kappa_agrees_with_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    kappa = cohens_kappa(pairs)
    if len({name for pair in pairs for name in pair}) == 1:
        assert kappa is None
    else:
        assert kappa == pytest.approx(cohen_kappa_score(*zip(*pairs, strict=True)))


def test_kappa_of_nothing_is_none() -> None:
    assert cohens_kappa([]) is None


def test_agreement_is_of_two_over_what_both_judged_last() -> None:
    def review(name: str, reviewer: str, judgement: Judgement) -> Review:
        return Review(entry_id=name, reviewer=reviewer, judgement=judgement)

    found = agreements(
        [
            review("1", "b", Judgement.WRONG),
            review("1", "a", Judgement.WRONG),
            review("1", "b", Judgement.RIGHT),  # thinks again
            review("2", "a", Judgement.RIGHT),
            review("2", "b", Judgement.RIGHT),
            review("3", "a", Judgement.RIGHT),  # nobody else judged it
            review("2", "c", Judgement.RIGHT),
        ]
    )
    assert [(item.first, item.second, item.n_entries, item.observed, item.kappa) for item in found] == [
        ("a", "b", 2, 0.5, 0.0),
        ("a", "c", 1, 1.0, None),
        ("b", "c", 1, 1.0, None),
    ]


def test_an_empty_journal_has_figures_too(database: Database) -> None:
    figures = dashboard(database)
    assert figures.days == figures.not_covered == figures.agreement == ()
    assert dict(figures.refusals) == dict.fromkeys(Reason, 0)
    assert figures.seconds.p95 == 0.0


def test_the_figures_of_a_small_journal(database: Database) -> None:
    day = timedelta(days=1)
    kept = [
        entry(seconds=0.01),
        entry(asked_at=NOON + timedelta(hours=11, minutes=59), seconds=0.02),
        entry(asked_at=NOON + timedelta(hours=12), seconds=0.03),  # midnight in Shenzhen
        entry(asked_at=NOON + 2 * day, seconds=0.04, outcome=Outcome.WITHHELD),
        *(refusal("2022年有多少家电影院？", asked_at=NOON + timedelta(minutes=n), seconds=0.05) for n in range(3)),
        refusal("2022年，有多少家電影院", asked_at=NOON + day, seconds=0.05),
        refusal("地铁票价", reason=Reason.WRONG_PERIOD, considered=considered("x", years=()), seconds=0.05),
        refusal("讲个笑话", reason=Reason.OUT_OF_SCOPE, seconds=1.0),
    ]
    for held in kept:
        record(database, held)
    give_feedback(database, Feedback(entry_id=kept[0].entry_id, kind=FeedbackKind.HELPFUL))
    for reviewer in ("甲", "乙"):
        add_review(database, Review(entry_id=kept[0].entry_id, reviewer=reviewer, judgement=Judgement.RIGHT))
    figures = dashboard(database)
    first = date(2026, 3, 2)
    assert figures.days == (
        DayCount(day=first, answered=2, refused=5, withheld=0),
        DayCount(day=first + day, answered=1, refused=1, withheld=0),
        DayCount(day=first + 2 * day, answered=0, refused=0, withheld=1),
    )
    assert dict(figures.refusals) == dict.fromkeys(Reason, 0) | {
        Reason.NO_EVIDENCE: 4,
        Reason.WRONG_PERIOD: 1,
        Reason.OUT_OF_SCOPE: 1,
    }
    assert dict(figures.feedback) == dict.fromkeys(FeedbackKind, 0) | {FeedbackKind.HELPFUL: 1}
    assert dict(figures.reviews) == {
        ReviewState.UNREVIEWED: 7,
        ReviewState.REVIEWED: 3,  # one verdict on three that are alike
        ReviewState.DIFFERING: 0,
    }
    assert (figures.seconds.p50, figures.seconds.p95, figures.seconds.p99) == (0.05, 1.0, 1.0)
    assert figures.not_covered == (Asked(text="2022年，有多少家電影院", n=4), Asked(text="地铁票价", n=1))
    assert Asked(text="电影院", n=4) in figures.not_covered_terms
    assert figures.agreement[0].n_entries == 1
    only = dashboard(database, first + day, first + day)
    assert only.days == figures.days[1:2]
    assert only.seconds.p50 == 0.03
    assert only.agreement == ()


def test_terms_leave_out_words_of_asking_figures_and_marks() -> None:
    found = {
        item.text: item.n
        for item in frequent_terms(
            ["2022年电影院有多少家？电影！", "请问[手机号]电影票", "How many cinemas are there?", "cinemas"], k=50
        )
    }
    assert found["电影"] == 2
    assert found["cinemas"] == 2
    assert not {"2022", "手机", "机号", "many", "there", "多少"} & set(found)


def test_terms_leave_out_the_places_that_the_documents_are_about() -> None:
    asked = ["罗湖区电影院有多少家", "cinemas in Luohu", "福田的电影院"]
    places = (Place("罗湖", "luohu", "罗湖区"),)
    assert {item.text for item in frequent_terms(asked, places, k=50)} & {"罗湖", "luohu", "福田"} == {"福田"}


def test_characters_that_mostly_stand_together_are_one_term() -> None:
    asked = ["离境退税商店的责任单位", "离境退税商店有多少家", "哪些商店可以退税", "责任单位"]
    found = [(item.text, item.n) for item in frequent_terms(asked)]
    assert found[:4] == [("商店", 3), ("退税", 3), ("离境退税商店", 2), ("责任单位", 2)]
    assert "任单" not in dict(found)
    assert "境退" not in dict(found)
