"""A superseded document answers what is asked of its time, or of itself, and can be reached by nothing else."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.build import build_index
from index.catalog.add import add_document
from index.catalog.life import set_life
from index.config import IndexSettings
from index.records import Life, State
from rag.assistant import Assistant
from rag.config import RagSettings
from rag.opening import assistant_over
from rag.records import Question
from rag.then import years_in_force
from tests.fakes import BigramEmbedder

OLD, NEW, OTHER = "subsidy_2019", "subsidy_2023", "report"
TEXTS = {
    OLD: "青岭区人才住房补贴办法\n青岭区人民政府\n2019年5月1日\n"
    "一、标准\n人才住房补贴每月800元。\n发放对象为本科毕业生。\n",
    NEW: "青岭区人才租房补助办法\n青岭区人民政府\n2023年3月1日\n"
    "一、标准\n人才租房补助每月1200元。\n发放对象为全体青年。\n",
    OTHER: "青岭区2024年工作报告\n一、2023年工作回顾\n新建学校四所，新增公办学位3200个。\n",
}
SUPERSEDED = Life(state=State.SUPERSEDED, since=date(2023, 3, 1), by=NEW)


@pytest.fixture
def settings(tmp_path: Path) -> IndexSettings:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    (seeds / "catalog.toml").write_text("# made up\n", encoding="utf-8")
    issued = {OLD: "2019-05-01", NEW: "2023-03-01", OTHER: "2024-01-12"}
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        add_document(tmp_path / f"{name}.txt", seeds, issued=issued[name])
    return IndexSettings(seeds_dir=seeds, artifacts_dir=tmp_path / "artifacts", cache_dir=tmp_path / "cache")


@pytest.fixture
def assistant(settings: IndexSettings) -> Assistant:
    set_life(OLD, SUPERSEDED, settings.seeds_dir)
    return opened(settings)


def opened(settings: IndexSettings) -> Assistant:
    return assistant_over(build_index(settings, BigramEmbedder()), BigramEmbedder(), RagSettings())


def reached(assistant: Assistant, text: str, *history: str) -> set[str]:
    """The documents that a question finds anything of."""
    asked = Question(id="q", text=text, history=history, asked_on=date(2025, 6, 30))
    return {item.chunk.doc_id for item in assistant.consider(asked).searched.found}


def test_before_it_is_superseded_it_answers(settings: IndexSettings) -> None:
    assert OLD in reached(opened(settings), "人才住房补贴每月多少？")


def test_what_is_asked_of_now_does_not_reach_it(assistant: Assistant) -> None:
    assert OLD not in reached(assistant, "人才住房补贴每月多少？")
    assert NEW in reached(assistant, "人才租房补助每月多少？")


@pytest.mark.parametrize("text", ["2021年人才住房补贴每月多少？", "《青岭区人才住房补贴办法》里每月补贴多少？"])
def test_what_names_its_years_or_itself_does(assistant: Assistant, text: str) -> None:
    assert OLD in reached(assistant, text)


@pytest.mark.parametrize(
    "text", ["2024年人才住房补贴每月多少？", "2023年人才住房补贴每月多少？", "办法里每月补贴多少？"]
)
def test_a_year_that_its_successor_tells_of_and_a_kind_do_not(assistant: Assistant, text: str) -> None:
    assert OLD not in reached(assistant, text)


def test_what_asks_on_is_about_what_the_question_before_is(assistant: Assistant) -> None:
    assert OLD in reached(assistant, "还有吗", "2021年人才住房补贴每月多少？")
    assert OLD not in reached(assistant, "还有吗", "人才住房补贴每月多少？")


def test_the_pages_show_it_and_its_answer_cites_it(assistant: Assistant) -> None:
    assert set(assistant.corpus.documents) == set(TEXTS)
    assert assistant.corpus.documents[OLD].life == SUPERSEDED


def test_without_a_superseded_document_nothing_is_chosen(settings: IndexSettings) -> None:
    assert opened(settings)._then is None


def years(entry_issued: int, successor_issued: int, since: date) -> Iterator[int]:
    from index.records import DocumentEntry

    def entry(year: int, life: Life) -> DocumentEntry:
        return DocumentEntry(
            doc_id="d", title="", issuer="", kind="", issued=date(year, 1, 2), covers=(), source="", sha256="",
            note="", life=life,
        )  # fmt: skip

    life = Life(state=State.SUPERSEDED, since=since)
    return years_in_force(entry(entry_issued, life), entry(successor_issued, Life()) if successor_issued else None)


def test_the_years_in_force_end_where_its_successors_begin() -> None:
    assert list(years(2019, 2023, date(2023, 3, 1))) == [2019, 2020, 2021, 2022]
    assert list(years(2019, 0, date(2023, 3, 1))) == [2019, 2020, 2021, 2022, 2023]
    assert list(years(2019, 2022, date(2023, 3, 1))) == [2019, 2020, 2021, 2023]
