from datetime import timedelta

import pytest

from rag.records import Reason
from tests.ui.journal.entries import NOON, citation, considered, entry, refusal
from ui.errors import JournalError
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.question_key import question_key
from ui.journal.records import (
    CitationVerdict,
    Entry,
    Judgement,
    Outcome,
    Review,
    ReviewState,
    Support,
)
from ui.journal.reviews import add_review, differs, latest, reviews_of, state_of
from ui.journal.suppression import clear, is_withheld, suppressions, withhold


def review(held: Entry, reviewer: str = "甲", judgement: Judgement = Judgement.RIGHT, **supports: Support) -> Review:
    return Review(
        entry_id=held.entry_id,
        reviewer=reviewer,
        judgement=judgement,
        citations=tuple(CitationVerdict(number=int(name[1:]), support=value) for name, value in supports.items()),
        reviewed_at=NOON,
    )


@pytest.fixture
def held(database: Database) -> Entry:
    kept = entry(citations=(citation(1), citation(2)))
    record(database, kept)
    return kept


def test_earlier_verdicts_are_kept_and_the_latest_counts(database: Database, held: Entry) -> None:
    first = review(held, judgement=Judgement.INCOMPLETE, n1=Support.PARTLY)
    second = review(held, n1=Support.SUPPORTS, n2=Support.SUPPORTS)
    add_review(database, first)
    add_review(database, second)
    assert reviews_of(database, held.entry_id) == (first, second)
    assert latest(reviews_of(database, held.entry_id)) == (second,)


@pytest.mark.parametrize(
    ("one", "other", "differing"),
    [
        ({}, {}, False),
        ({"judgement": Judgement.RIGHT}, {"judgement": Judgement.INCOMPLETE}, True),
        ({"n1": Support.SUPPORTS}, {"n1": Support.SUPPORTS}, False),
        ({"n1": Support.SUPPORTS}, {"n1": Support.PARTLY}, True),
        ({"n1": Support.SUPPORTS}, {"n2": Support.DOES_NOT}, False),
        ({}, {"n2": Support.DOES_NOT}, False),
    ],
)
def test_reviewers_differ_on_the_answer_or_on_a_citation_both_judged(
    one: dict[str, Support], other: dict[str, Support], differing: bool
) -> None:
    kept = entry(citations=(citation(1), citation(2)))
    verdicts = review(kept, "甲", **one), review(kept, "乙", **other)  # type: ignore[arg-type]
    assert differs(*verdicts) is differs(*verdicts[::-1]) is differing
    assert state_of(verdicts) is (ReviewState.DIFFERING if differing else ReviewState.REVIEWED)


def test_who_comes_round_differs_no_more(held: Entry) -> None:
    verdicts = (
        review(held, "甲", Judgement.RIGHT),
        review(held, "乙", Judgement.INCOMPLETE),
        review(held, "甲", Judgement.INCOMPLETE),
    )
    assert [state_of(verdicts[:n]) for n in range(4)] == ["unreviewed", "reviewed", "differing", "reviewed"]


def test_a_verdict_on_a_citation_that_was_not_shown_is_refused(database: Database, held: Entry) -> None:
    with pytest.raises(JournalError, match=r"citations \[1, 2\], found one on \[3\]"):
        add_review(database, review(held, n3=Support.SUPPORTS))
    twice = review(held, n1=Support.SUPPORTS).model_copy(
        update={"citations": (CitationVerdict(number=1, support=Support.PARTLY),) * 2}
    )
    with pytest.raises(JournalError, match="two verdicts"):
        add_review(database, twice)
    assert reviews_of(database, held.entry_id) == ()


def test_a_verdict_on_an_entry_that_is_gone_is_refused(database: Database) -> None:
    with pytest.raises(JournalError, match="no such entry"):
        add_review(database, review(entry()))


def test_an_answer_judged_wrong_is_withheld_for_the_same_question_until_cleared(
    database: Database, held: Entry
) -> None:
    same = entry("２０２２年，新增了多少學位", considered=considered("x"))
    assert not is_withheld(database, same.question_key)
    add_review(database, review(held, "甲", Judgement.WRONG))
    assert not is_withheld(database, same.question_key)
    add_review(database, review(held, "乙", Judgement.WRONG))
    assert is_withheld(database, same.question_key)
    (active,) = suppressions(database)
    assert (active.entry_id, active.question) == (held.entry_id, held.question)
    assert (active.agreed, active.withheld_by) == (("甲",), "乙")
    assert active.cleared_at is None
    clear(database, active.key, by="丙", at=NOON + timedelta(days=1))
    assert not is_withheld(database, same.question_key)
    assert suppressions(database) == ()
    (cleared,) = suppressions(database, with_cleared=True)
    assert (cleared.withheld_by, cleared.cleared_by, cleared.cleared_at) == ("乙", "丙", NOON + timedelta(days=1))
    with pytest.raises(JournalError, match="cleared already"):
        clear(database, active.key, by="丙")
    for reviewer in ("甲", "乙"):
        add_review(database, review(held, reviewer, Judgement.WRONG))
    assert is_withheld(database, same.question_key)


def test_an_answer_withheld_from_somebody_can_be_judged_again(database: Database) -> None:
    kept = entry(outcome=Outcome.WITHHELD)
    record(database, kept)
    add_review(database, review(kept, "甲", Judgement.RIGHT))
    assert not is_withheld(database, kept.question_key)


@pytest.mark.parametrize("judgement", [Judgement.RIGHT, Judgement.INCOMPLETE])
def test_other_verdicts_withhold_nothing(database: Database, held: Entry, judgement: Judgement) -> None:
    add_review(database, review(held, "甲", judgement))
    assert not is_withheld(database, held.question_key)


def test_a_wrong_refusal_has_nothing_to_withhold(database: Database) -> None:
    kept = refusal(reason=Reason.NO_EVIDENCE)
    record(database, kept)
    add_review(database, review(kept, "甲", Judgement.WRONG))
    assert not is_withheld(database, kept.question_key)
    with pytest.raises(JournalError, match="is a refusal"):
        withhold(database, kept.entry_id, by="甲")


def test_staff_withhold_without_a_verdict_too(database: Database, held: Entry) -> None:
    withhold(database, held.entry_id, by="丁")
    assert is_withheld(database, held.question_key)
    with pytest.raises(JournalError, match="no such entry"):
        withhold(database, "nowhere", by="丁")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2022年新增了多少学位？", " 2022年 新增了多少學位?!", True),
        ("How many schools", "how many  SCHOOLS?", True),
        ("增长10,155个", "增长10155个", True),
        ("我是13800138000，学位多少", "我是13900139000，学位多少", True),
        ("2022年", "2023年", False),
        ("1+7", "17", False),
        ("1.5", "15", False),
        ("学位多少", "多少学位", False),
    ],
)
def test_the_same_question_is_known_in_any_writing(one: str, other: str, same: bool) -> None:
    assert (question_key(one) == question_key(other)) is same


def test_a_topic_and_the_years_make_another_question() -> None:
    keys = {
        question_key("那2023年呢"),
        question_key("那2023年呢", "学位"),
        question_key("那2023年呢", "床位"),
        question_key("那2023年呢", "学位", (2023,)),
    }
    assert len(keys) == 4
    assert question_key("x", "", (2022, 2023)) == question_key("x", "", (2023, 2022))
