from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from rag.records import Language, Reason
from tests.ui.journal.entries import NOON, entry, refusal, settings_at
from ui.config import UiSettings
from ui.journal.database import Database, open_database
from ui.journal.entries import record
from ui.journal.feedback import feedback_of, give_feedback
from ui.journal.listing import Filters, each_entry, filtered, list_entries, next_unreviewed
from ui.journal.records import Entry, Feedback, FeedbackKind, Judgement, Outcome, Review, ReviewState
from ui.journal.reviews import add_review
from ui.journal.schema import ENTRIES


@pytest.fixture(params=["full text", "like", "postgresql"])
def searched(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A journal as an engine with Chinese full text sees it, and as two without."""
    if request.param == "postgresql":
        with closing(open_database(UiSettings(journal_url=request.getfixturevalue("postgres_url")))) as opened:
            yield opened
    else:
        in_file: Database = request.getfixturevalue("in_file")
        in_file.has_full_text = request.param == "full text"
        yield in_file


def keep(database: Database, *entries: Entry) -> None:
    for held in entries:
        record(database, held)


def questions(database: Database, **filters: object) -> list[str]:
    return [line.question for line in list_entries(database, Filters.model_validate(filters)).listed]


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_the_newest_stands_first_however_they_came(database: Database) -> None:
    keep(database, *(entry(f"第{n}个", asked_at=at(n)) for n in (2, 0, 3, 1)))
    assert questions(database) == ["第3个", "第2个", "第1个", "第0个"]


def test_pages_give_every_entry_once_also_while_new_ones_come(database: Database) -> None:
    keep(database, *(entry(f"第{n}个", asked_at=at(n)) for n in range(7)))
    seen, before = [], None
    while True:
        page = list_entries(database, Filters(), before=before, size=3)
        seen += [line.question for line in page.listed]
        keep(database, entry("新的", asked_at=at(100)))
        if page.following is None:
            break
        before = page.following
    assert seen == [f"第{n}个" for n in reversed(range(7))]


def test_the_last_page_says_so_when_it_is_full(database: Database) -> None:
    keep(database, entry(), entry())
    assert list_entries(database, Filters(), size=2).following is None


def test_days_are_those_of_shenzhen_and_both_are_included(database: Database) -> None:
    keep(
        database,
        entry("前一天", asked_at=datetime(2026, 3, 1, 15, 59, 59, tzinfo=UTC)),
        entry("零点", asked_at=datetime(2026, 3, 1, 16, 0, tzinfo=UTC)),
        entry("夜里", asked_at=datetime(2026, 3, 2, 15, 59, 59, tzinfo=UTC)),
        entry("后一天", asked_at=datetime(2026, 3, 2, 16, 0, tzinfo=UTC)),
    )
    day = date(2026, 3, 2)
    assert questions(database, first_day=day, last_day=day) == ["夜里", "零点"]
    assert questions(database, first_day=day) == ["后一天", "夜里", "零点"]
    assert questions(database, last_day=day) == ["夜里", "零点", "前一天"]


def test_every_filter_narrows(database: Database) -> None:
    english, refused, spoken, judged, differing = (
        entry("one", language=Language.ENGLISH),
        refusal("two", reason=Reason.WRONG_PERIOD),
        entry("three"),
        entry("four"),
        entry("five"),
    )
    keep(database, english, refused, spoken, judged, differing)
    give_feedback(database, Feedback(entry_id=spoken.entry_id, kind=FeedbackKind.HELPFUL))
    give_feedback(database, Feedback(entry_id=spoken.entry_id, kind=FeedbackKind.WRONG_FIGURE, comment="不对"))
    add_review(database, Review(entry_id=judged.entry_id, reviewer="甲", judgement=Judgement.RIGHT))
    for reviewer, judgement in (("甲", Judgement.RIGHT), ("乙", Judgement.INCOMPLETE)):
        add_review(database, Review(entry_id=differing.entry_id, reviewer=reviewer, judgement=judgement))
    assert questions(database, language=Language.ENGLISH) == ["one"]
    assert questions(database, outcome=Outcome.REFUSED) == ["two"]
    assert questions(database, reason=Reason.WRONG_PERIOD) == ["two"]
    assert questions(database, reason=Reason.BLOCKED) == []
    assert questions(database, feedback=FeedbackKind.WRONG_FIGURE) == ["three"]
    assert questions(database, feedback=FeedbackKind.HELPFUL) == []  # a later word counts in its place
    assert questions(database, review=ReviewState.REVIEWED) == ["four"]
    assert questions(database, review=ReviewState.DIFFERING) == ["five"]
    assert set(questions(database, review=ReviewState.UNREVIEWED)) == {"one", "two", "three"}
    assert questions(database, language=Language.ENGLISH, outcome=Outcome.REFUSED) == []
    assert [item.kind for item in feedback_of(database, spoken.entry_id)] == ["helpful", "wrong_figure"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("学位", True),
        ("學位", True),
        ("增学", True),
        ("位", True),
        ("年", True),
        ("新增学位", True),
        ("10155", True),
        ("１０，１５５", True),
        ("新增 学位", True),
        ("学位 新增", True),
        ("新增学位。", True),
        ("2022年新增了", True),
        ("Luohu", True),
        ("luohu DISTRICT", True),
        ("数字不对", True),
        ("之前问过", True),
        ("学校", False),
        ("位学", False),
        ("新学", False),
        ("学位 医院", False),
        ("10156", False),
        ("。", False),
        ('"', False),
        ("' OR 1=1 --", False),
        ("NEAR(", False),
        ("100%_", False),
    ],
)
def test_words_are_found_where_they_stand(searched: Database, words: str, found: bool) -> None:
    wanted = entry("2022年新增了多少学位，Luohu District？", history=("之前问过",), asked_at=at(1))
    keep(searched, wanted, entry("口岸", text="[1]", asked_at=at(0)))
    give_feedback(searched, Feedback(entry_id=wanted.entry_id, kind=FeedbackKind.OTHER, comment="数字不对"))
    assert questions(searched, words=words) == [wanted.question] * found


def test_blank_words_filter_nothing(searched: Database) -> None:
    keep(searched, entry())
    assert len(questions(searched, words="  ")) == 1


def test_words_filter_together_with_others_and_page(searched: Database) -> None:
    keep(searched, *(entry(f"学位{n}号", asked_at=at(n)) for n in range(5)), refusal("学位拒答", asked_at=at(9)))
    page = list_entries(searched, Filters(words="学位", outcome=Outcome.ANSWERED), size=2)
    assert [line.question for line in page.listed] == ["学位4号", "学位3号"]
    page = list_entries(searched, Filters(words="学位", outcome=Outcome.ANSWERED), before=page.following, size=9)
    assert [line.question for line in page.listed] == ["学位2号", "学位1号", "学位0号"]


@settings(max_examples=60)
@given(held=st.text("罗湖学位校0a ，", min_size=1, max_size=12), words=st.text("罗湖学位校", min_size=1, max_size=4))
def test_both_ways_of_searching_find_the_same_chinese(
    held: str, words: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    database = open_database(settings_at(tmp_path_factory.mktemp("j") / "journal.sqlite"))
    keep(database, entry(held, text="[1]", considered=None))
    found = []
    for database.has_full_text in (True, False):
        found.append(len(questions(database, words=words)))
    database.close()
    assert found[0] == found[1] == int(words in held)


def test_the_next_unreviewed_is_the_newest_older_than_the_one_just_judged(database: Database) -> None:
    first, second, third = (entry(f"第{n}个", asked_at=at(-n)) for n in range(3))
    keep(database, third, first, second)
    assert next_unreviewed(database, Filters()) == first.entry_id
    add_review(database, Review(entry_id=first.entry_id, reviewer="甲", judgement=Judgement.RIGHT))
    assert next_unreviewed(database, Filters(), after=first.entry_id) == second.entry_id
    assert next_unreviewed(database, Filters(review=ReviewState.REVIEWED)) == second.entry_id
    assert next_unreviewed(database, Filters(), after=third.entry_id) == ""
    assert next_unreviewed(database, Filters(words="第2个")) == third.entry_id


def test_all_entries_come_one_page_after_the_other(database: Database) -> None:
    keep(database, *(entry(f"第{n}个", asked_at=at(n)) for n in range(5)))
    for size in (1, 2, 5, 6):
        found = [held.question for held, _ in each_entry(database, Filters(), size=size)]
        assert found == [f"第{n}个" for n in reversed(range(5))]


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"first_day": date(2026, 1, 1), "last_day": date(2026, 2, 1)},
        {"language": Language.ENGLISH},
        {"outcome": Outcome.REFUSED},
        {"reason": Reason.BLOCKED},
        {"feedback": FeedbackKind.OTHER},
        {"review": ReviewState.UNREVIEWED},
        {"review": ReviewState.DIFFERING},
    ],
)
def test_no_order_of_a_filter_needs_sorting_or_a_whole_scan(in_file: Database, filters: dict[str, object]) -> None:
    query = filtered(ENTRIES.select(), Filters.model_validate(filters), full_text=True)
    query = query.where(ENTRIES.c.id < 10**18).order_by(ENTRIES.c.id.desc()).limit(50)
    with in_file.reading() as connection:
        sql = query.compile(connection, compile_kwargs={"literal_binds": True})
        plan = " ".join(row.detail for row in connection.execute(text(f"EXPLAIN QUERY PLAN {sql}")))
    assert "SEARCH entries USING" in plan
    assert "TEMP B-TREE" not in plan
    assert all(f"{name}=?" in plan for name in filters if not name.endswith("_day"))
