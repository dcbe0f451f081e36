"""Unanswered questions: each once, their vectors kept, those of like meaning put together."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pytest
from numpy.typing import NDArray
from sqlalchemy import text

from index.encode.embedder import Embedder
from rag.records import Reason
from tests.fakes import BigramEmbedder
from tests.ui.journal.entries import NOON, as_version, considered, entry, passage, refusal
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.migrate import HEAD, migrate, version
from ui.journal.retention import purge
from ui.journal.topics import topics_of
from ui.journal.unanswered import Unanswered, unanswered, vectors_of

DAY = date(2026, 3, 2)  # NOON's


def keep(database: Database, *questions: str, **fields: object) -> None:
    for n, question in enumerate(questions):
        record(database, refusal(question, asked_at=NOON + n * timedelta(minutes=1), **fields))


def asked(database: Database, most: int = 100) -> tuple[Unanswered, ...]:
    return unanswered(database, DAY, DAY, most=most)


def question(number: int, words: str, **fields: object) -> Unanswered:
    given = {"number": number, "entry_id": f"{number:08}", "question": words, "meant": words, "n": 1}
    return Unanswered.model_validate(given | {"years": (), "documents": ()} | fields)


class Counting(BigramEmbedder):
    """Remembers what it was given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def embed_passages(self, texts: Sequence[str], *, progress: bool = False) -> NDArray[np.float32]:
        self.given += texts
        return super().embed_passages(texts, progress=progress)


def test_only_what_no_document_answers_counts_each_question_once_the_most_asked_first(database: Database) -> None:
    keep(database, "电影院？", "停车场？", "電影院")
    keep(database, "写诗", reason=Reason.OUT_OF_SCOPE)
    keep(database, "2031年学位？", reason=Reason.WRONG_PERIOD)
    record(database, entry("答了的？", asked_at=NOON))
    record(database, refusal("前一天的？", asked_at=NOON - timedelta(days=1)))
    assert [(item.question, item.n) for item in asked(database)] == [
        ("電影院", 2),
        ("停车场？", 1),
        ("2031年学位？", 1),
    ]
    assert [item.question for item in asked(database, most=1)] == ["電影院"]


def test_it_says_what_was_meant_of_which_years_and_what_is_near(database: Database) -> None:
    steps = considered("那2024年呢？", topic="养老床位", years=(2023, 2024), held_years=(2023,))
    near = tuple(passage().model_copy(update={"rank": n, "doc_id": doc_id}) for n, doc_id in enumerate("bab", 1))
    for reason, years in ((Reason.WRONG_PERIOD, (2024,)), (Reason.NO_EVIDENCE, ())):  # the latter is of no year
        record(database, refusal("那2024年呢？", reason, asked_at=NOON, considered=steps, passages=near))
        (item,) = asked(database)
        assert (item.meant, item.years, item.documents) == ("养老床位 那2024年呢？", years, ("b", "a"))
        purge(database, days=1, at=NOON + timedelta(days=2))


def test_vectors_are_made_once_some_at_a_time_and_anew_for_another_model(database: Database) -> None:
    keep(database, "电影院？", "停车场？", "碧道？")
    items, embedder = asked(database), Counting()

    def vectors(model: str, most_new: int) -> int:
        held, found = vectors_of(database, items, embedder.embed_passages, model=model, most_new=most_new)
        expected = BigramEmbedder().embed_passages([item.meant for item in held])
        np.testing.assert_allclose(found, expected, atol=1e-3)
        return len(held)

    assert [vectors("m", 2), vectors("m", 2), vectors("m", 2)] == [2, 3, 3]
    assert sorted(embedder.given) == ["停车场？", "电影院？", "碧道？"]
    assert vectors("other", 5) == 3
    assert len(embedder.given) == 6
    purge(database, days=1, at=NOON + timedelta(days=3))
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM vectors")).scalar_one() == 0


def test_like_questions_are_one_topic_the_most_asked_first() -> None:
    items = [
        question(1, "罗湖区现在到底有多少家电影院", documents=("a",)),
        question(2, "附近停车场怎么收费", n=2, documents=("b", "a")),
        question(3, "罗湖区现在到底有几多家电影院", n=2, documents=("c", "a"), years=(2024,)),
        question(4, "罗湖区现在到底有多少家电影院呢", documents=("a", "c"), years=(2021,)),
    ]
    vectors = BigramEmbedder().embed_passages([item.meant for item in items])
    first, second = topics_of(items, vectors, np.zeros(64, np.float32))
    assert ({item.number for item in first.questions}, first.n, first.years) == ({1, 3, 4}, 4, (2021, 2024))
    assert first.documents == ("a", "c")  # 1 + 2/2 + 1 against 2 + 1/2
    assert [item.number for item in second.questions] == [2]


def test_one_question_is_a_topic_and_none_are_none() -> None:
    common = np.zeros(64, np.float32)
    one = [question(1, "碧道")]
    assert [topic.n for topic in topics_of(one, BigramEmbedder().embed_passages(["碧道"]), common)] == [1]
    assert topics_of([], np.zeros((0, 64), np.float32), common) == ()


@pytest.mark.model
def test_the_packaged_model_puts_together_what_means_the_same_in_other_words(packaged_embedder: Embedder) -> None:
    groups = [
        ["水贝金价现在多少一克,这个时候买金条合适吗", "现在金价多少钱一克了，这个时候买点金条划算不"],
        ["明天想去东门逛街,会不会下雨,要带伞吗", "罗湖明天会下雨吗,要不要带伞"],
        ["地铁几点末班车", "最后一班地铁是几点"],
    ]
    items = [question(n, words) for n, words in enumerate(words for group in groups for words in group)]
    said = ["全区生产总值增长3%。", "新增学位10155个。", "建成公共住房2683套。", "推进河道治理。", "二、工作安排"]
    common = packaged_embedder.embed_passages(said).mean(axis=0)
    found = topics_of(items, packaged_embedder.embed_passages([item.meant for item in items]), common)
    assert sorted(sorted(item.number for item in topic.questions) for topic in found) == [[0, 1], [2, 3], [4, 5]]


def test_an_older_journal_gets_the_table(database: Database) -> None:
    with database.writing() as connection:  # as version 0007 left it
        as_version(connection, "0007", "vectors", "drafts")
        migrate(connection)
        assert version(connection) == HEAD
    assert asked(database) == ()
