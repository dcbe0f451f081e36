"""A served index that is replaced, damaged or left behind while questions are asked."""

import gc
import logging
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.build import build_index
from index.catalog.add import add_document
from index.catalog.remove import remove_documents
from index.config import IndexSettings
from index.store.saved import in_use
from rag.config import RagSettings
from rag.records import Answered, Question
from tests.fakes import BigramEmbedder
from tests.index.documents import write_seeds
from tests.ui.parsed import parse
from ui.citizen.page import CitizenPage
from ui.config import UiSettings
from ui.desk import Desk
from ui.document.stretches import stretches
from ui.journal.database import Database
from ui.serve import seeds_fit
from ui.serve.watch import IndexWatch, open_desk
from ui.text.languages import languages

FIRMS = "2023年盐田区引进了多少家海洋科技企业？"  # of the notice
PLACES = "2024年盐田区计划新增多少个公办学位？"  # of the report
TOWERS = "2024年盐田区新建了多少座灯塔？"  # of a document that is added
UNTIL_THEN = " - until then the last good index answers."


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IndexSettings:
    monkeypatch.setattr(seeds_fit.SeedsFit.__init__, "__kwdefaults__", {"every_seconds": 0.0})
    settings = IndexSettings(
        seeds_dir=write_seeds(tmp_path / "seeds"),
        artifacts_dir=tmp_path / "artifacts",
        removed_dir=tmp_path / "removed",
    )
    build_index(settings, BigramEmbedder())
    return settings


@pytest.fixture
def served(settings: IndexSettings, database: Database) -> tuple[Desk, IndexWatch]:
    return served_with(settings, database)


def served_with(settings: IndexSettings, database: Database, *, seconds: float = 0.05) -> tuple[Desk, IndexWatch]:
    return open_desk(database, settings, RagSettings(), BigramEmbedder(), every_seconds=seconds)


@pytest.fixture
def running(served: tuple[Desk, IndexWatch]) -> Iterator[Desk]:
    desk, watch = served
    with watch:
        yield desk


def removed(settings: IndexSettings) -> None:
    remove_documents(["notice"], settings.seeds_dir, settings.removed_dir)
    build_index(settings, BigramEmbedder())


def added(settings: IndexSettings) -> None:
    file = settings.seeds_dir.parent / "new.txt"
    file.write_text("盐田区2024年报告\n一、2024年工作情况\n2024年新建灯塔27座，进展顺利。\n", encoding="utf-8")
    add_document(file, settings.seeds_dir, issuer="盐田区", kind="报告", covers=("2024:result",))
    build_index(settings, BigramEmbedder())


def cited(desk: Desk, question: str) -> set[str]:
    answer = desk.ask(question, (), conversation_id="c").answer
    return {citation.doc_id for citation in answer.citations} if isinstance(answer, Answered) else set()


def soon(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 30
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


def test_a_removed_document_is_forgotten_without_a_restart(running: Desk, settings: IndexSettings) -> None:
    assert cited(running, FIRMS) == {"notice"}
    removed(settings)
    assert soon(lambda: "notice" not in running.corpus().documents)
    assert "notice" not in cited(running, FIRMS)
    assert cited(running, PLACES) == {"report"}


def test_an_added_document_is_found_without_a_restart(running: Desk, settings: IndexSettings) -> None:
    assert "new" not in cited(running, TOWERS)
    added(settings)
    assert soon(lambda: "new" in running.corpus().documents)
    assert cited(running, TOWERS) == {"new"}


def test_what_is_being_answered_is_finished_by_the_old(
    served: tuple[Desk, IndexWatch], settings: IndexSettings
) -> None:
    desk, watch = served
    old, question = desk.assistant, Question(id="q", text=FIRMS)
    before = old.explain(question).answer
    removed(settings)
    watch.look()
    assert desk.assistant is not old
    after = old.explain(question).answer
    assert isinstance(before, Answered)
    assert isinstance(after, Answered)
    assert (after.text, after.citations) == (before.text, before.citations)
    assert "notice" not in cited(desk, FIRMS)


def test_the_old_one_is_let_go_of_with_all_that_was_drawn_of_it(
    served: tuple[Desk, IndexWatch], settings: IndexSettings
) -> None:
    desk, watch = served
    page = CitizenPage(desk, UiSettings(), languages()[0])
    for step in page.ask(FIRMS, None):
        assert step.panel
    assert stretches(desk.corpus(), "notice")
    old = weakref.ref(desk.corpus())
    removed(settings)
    watch.look()
    gc.disable()
    try:
        watch.look()
        assert old() is None
    finally:
        gc.enable()


def test_a_conversation_goes_on_and_says_that_what_it_cites_was_removed(
    served: tuple[Desk, IndexWatch], settings: IndexSettings, caplog: pytest.LogCaptureFixture
) -> None:
    desk, watch = served
    page = CitizenPage(desk, UiSettings(), languages()[0])
    *_, answered = page.ask(FIRMS, None)
    quote = parse(answered.panel).one(data_view="1-1").one(cls="extract").one("mark").text
    removed(settings)
    watch.look()
    view = parse(page.entered(answered.kept).panel).one(data_view="1-1")
    assert view.one(cls="changed").text == page.words.source.gone
    assert view.one("blockquote").text == quote
    page.followed(answered.kept)
    *_, further = page.ask(PLACES, answered.kept)
    assert "1500" in further.talk
    assert caplog.messages == []


def test_nothing_is_opened_again_where_nothing_was_built(served: tuple[Desk, IndexWatch]) -> None:
    desk, watch = served
    before = desk.assistant
    for _ in range(3):
        watch.look()
    assert (desk.assistant, watch.n_taken_up, watch.problem) == (before, 0, "")


def test_an_index_built_while_the_first_was_opened_is_taken_up(
    settings: IndexSettings, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.serve import watch as module

    ensured = module.ensure_index

    def late(*given: object) -> object:
        index = ensured(*given)  # type: ignore[arg-type]
        removed(settings)
        return index

    monkeypatch.setattr(module, "ensure_index", late)
    desk, watch = served_with(settings, database)
    assert "notice" in desk.corpus().documents
    watch.look()
    assert "notice" not in desk.corpus().documents


def test_an_index_that_cannot_be_opened_leaves_the_last_good_one_answering(
    served: tuple[Desk, IndexWatch], settings: IndexSettings, caplog: pytest.LogCaptureFixture
) -> None:
    desk, watch = served
    before = set(settings.artifacts_dir.glob("segments/*"))
    added(settings)
    (segment,) = set(settings.artifacts_dir.glob("segments/*")) - before
    file = segment / "records" / "units.jsonl"
    file.write_bytes(file.read_bytes()[:-1])
    with caplog.at_level(logging.WARNING):
        watch.look()
        watch.look()
    assert cited(desk, FIRMS) == {"notice"}
    assert len(caplog.messages) == 1
    assert "units.jsonl" in caplog.messages[0]
    assert caplog.messages[0].endswith(f"python -m index build{UNTIL_THEN}")
    assert desk.last_good is not None
    build_index(settings, BigramEmbedder())
    watch.look()
    assert (desk.last_good, watch.problem, cited(desk, TOWERS)) == (None, "", {"new"})


def test_an_index_of_another_model_does_not_answer(served: tuple[Desk, IndexWatch], settings: IndexSettings) -> None:
    desk, watch = served
    build_index(settings.model_copy(update={"chunk_chars": 120}), BigramEmbedder())
    before = desk.assistant
    watch.look()
    assert desk.assistant is before
    assert "was built by another model or with other settings" in watch.problem


def test_no_index_at_all_leaves_the_open_one_answering(
    served: tuple[Desk, IndexWatch], settings: IndexSettings
) -> None:
    desk, watch = served
    (settings.artifacts_dir / "CURRENT").unlink()
    watch.look()
    assert cited(desk, FIRMS) == {"notice"}
    assert "there is no index in" in watch.problem


def test_seeds_that_cannot_be_used_are_said_with_the_day_of_the_index(
    served: tuple[Desk, IndexWatch], settings: IndexSettings, caplog: pytest.LogCaptureFixture
) -> None:
    desk, watch = served
    (settings.seeds_dir / "other.txt").write_text("另一份。", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        watch.look()
    (line,) = caplog.messages
    assert "other.txt is not in catalog.toml; add it with: python -m index add " in line
    assert line.endswith(UNTIL_THEN)
    assert desk.last_good is not None
    shown = CitizenPage(desk, UiSettings(), languages()[-1]).opened().panel
    assert languages()[-1].page.source.last_good.split("{")[0] in shown
    (settings.seeds_dir / "other.txt").unlink()
    watch.look()
    assert (desk.last_good, watch.problem) == (None, "")


def test_seeds_that_could_not_be_used_at_the_start_are_said_too(settings: IndexSettings, database: Database) -> None:
    (settings.seeds_dir / "other.txt").write_text("另一份。", encoding="utf-8")
    desk, watch = served_with(settings, database)
    assert desk.last_good is not None
    assert "other.txt" in watch.problem


def test_an_index_behind_its_seeds_is_said_when_no_build_follows(
    served: tuple[Desk, IndexWatch], settings: IndexSettings
) -> None:
    desk, watch = served
    remove_documents(["notice"], settings.seeds_dir, settings.removed_dir)
    watch.look()
    assert watch.problem == ""  # it may be being built
    watch.look()
    assert watch.problem.endswith("bring it up to date with: python -m index build")
    build_index(settings, BigramEmbedder())
    watch.look()
    assert (desk.last_good, watch.problem) == (None, "")


def test_a_look_that_breaks_ends_nothing(
    served: tuple[Desk, IndexWatch], settings: IndexSettings, caplog: pytest.LogCaptureFixture
) -> None:
    desk, watch = served

    def broken() -> None:
        desk._followers.clear()
        raise RuntimeError("a page cannot be drawn")

    desk.follow(broken)
    with caplog.at_level(logging.ERROR), watch:
        removed(settings)
        assert soon(lambda: bool(caplog.messages))
        add_document(settings.removed_dir.glob("*/notice.txt").__next__(), settings.seeds_dir)
        build_index(settings, BigramEmbedder())
        assert soon(lambda: in_use(settings.artifacts_dir).name in str(watch._state))
    assert "notice" in desk.corpus().documents
