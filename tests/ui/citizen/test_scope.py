import pytest

from index.corpus import Corpus
from index.records import Status
from rag.records import EVERYTHING, Scope
from tests.ui.assistants import PairsAssistant
from tests.ui.parsed import parse
from ui.citizen.page import CitizenPage
from ui.citizen.scope import narrowed, scope_html, scope_text
from ui.config import UiSettings
from ui.desk import Desk
from ui.text.zh_hans import LANGUAGE
from ui.text.zh_hans.page import ZH_HANS as WORDS

REPORT_2023 = "001_e6d6b6bfaf22de54"


@pytest.fixture
def page(desk: Desk) -> CitizenPage:
    return CitizenPage(desk, UiSettings(), LANGUAGE)


def test_a_press_takes_in_and_a_second_one_leaves_out(corpus: Corpus) -> None:
    scope = narrowed(EVERYTHING, "year", "2023", corpus)
    scope = narrowed(narrowed(scope, "document", REPORT_2023, corpus), "status", "plan", corpus)
    assert scope == Scope(documents=(REPORT_2023,), years=(2023,), status=Status.PLAN)
    assert narrowed(scope, "year", "2023", corpus).years == ()
    assert narrowed(scope, "status", "plan", corpus).status is Status.OTHER
    assert narrowed(scope, "nothing", "", corpus) == EVERYTHING


@pytest.mark.parametrize(
    ("kind", "value"),
    [("year", "1990"), ("year", "x"), ("year", "²"), ("document", "../a"), ("status", "other"), ("", ""), ("<b>", "1")],
)
def test_what_is_not_offered_is_not_taken_in(corpus: Corpus, kind: str, value: str) -> None:
    assert narrowed(EVERYTHING, kind, value, corpus) == EVERYTHING


def test_chips_say_what_is_in_and_an_empty_scope_says_so(corpus: Corpus) -> None:
    scope = Scope(documents=(REPORT_2023,), years=(2023,), status=Status.PLAN)
    assert scope_text(scope, corpus, WORDS) == "《2023年罗湖区政府工作报告》 · 2023 · 计划"
    drawn = parse(scope_html(scope, corpus, WORDS))
    pressed = {chip.attributes["data-value"] for chip in drawn.all("button", aria_pressed="true")}
    assert pressed == {REPORT_2023, "2023", "plan"}
    assert not drawn.all(cls="empty")
    empty = scope.model_copy(update={"years": (2025,)})
    assert parse(scope_html(empty, corpus, WORDS)).one(cls="empty").text == WORDS.scope_empty
    assert parse(scope_html(EVERYTHING, corpus, WORDS)).one("b").text == WORDS.scope_all


def test_a_question_is_asked_within_the_scope_and_its_turn_says_so(
    page: CitizenPage, assistant: PairsAssistant
) -> None:
    narrowed_to = page.narrowed("year", "2023", None)
    *_, done = page.ask("2023年新增公办学位多少个", narrowed_to.kept)
    assert assistant.asked[-1].scope == Scope(years=(2023,))
    assert "查找范围：2023" in done.talk
    *_, later = page.ask("2023年新增公办学位多少个", page.narrowed("nothing", "", done.kept).kept)
    assert assistant.asked[-1].scope == EVERYTHING
    assert later.talk.count("查找范围：2023") == 1


def test_a_document_that_is_not_held_any_more_leaves_the_scope(page: CitizenPage, assistant: PairsAssistant) -> None:
    kept = page.narrowed("document", REPORT_2023, None).kept.replace(REPORT_2023, "999_gone")
    list(page.ask("2023年新增公办学位多少个", kept))
    assert assistant.asked[-1].scope == EVERYTHING
