import pytest

from rag.records import Answered, Citation, Language, Question, Seconds
from tests.ui.assistants import PairsAssistant
from tests.ui.parsed import Element, parse
from ui.citizen.conversation import Conversation, Failed, Outcome, Stopped, Waiting, Withheld, begin, finish
from ui.citizen.panel import panel
from ui.citizen.talk import talk
from ui.text.zh_hans.page import ZH_HANS as WORDS

ATTACK = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>2023年新增公办学位"


def test_a_question_is_shown_as_typed_and_never_obeyed(assistant: PairsAssistant) -> None:
    page = _page(assistant, _asked(assistant, ATTACK))
    assert not page.all("script")
    assert not page.all("img")
    assert page.one(cls="question").text.endswith(ATTACK)


def test_a_greeting_is_greeted_back_with_questions_to_press(assistant: PairsAssistant) -> None:
    page = _page(assistant, _asked(assistant, "你好"))
    block = page.one(cls="answer")
    assert block.one(cls="answer-text").text == "您好！"
    chips = block.all("button", cls="chip")
    assert [chip.attributes["data-ask"] for chip in chips] == list(assistant.examples(Language.SIMPLIFIED)[:2])
    assert not page.all(cls="after")  # nothing to share or to judge
    assert not page.all(cls="refusal")


def test_examples_and_failed_questions_stay_in_their_attribute(assistant: PairsAssistant) -> None:
    failed = finish(begin((), ATTACK, kept_turns=5), Failed(incident="ab12"))
    page = parse(talk(failed, assistant.corpus, WORDS, examples=(), shown_passages=3))
    assert page.one("button").attributes["data-ask"] == ATTACK
    assert "ab12" in page.one(cls="failed").text
    page = parse(talk((), assistant.corpus, WORDS, examples=(ATTACK,), shown_passages=3))
    assert page.one("button").attributes["data-ask"] == ATTACK
    assert page.one("button").text == ATTACK


def test_every_marker_is_a_button_whose_view_exists(assistant: PairsAssistant) -> None:
    conversation = _asked(assistant, "2023年新增公办学位多少个")
    conversation = _asked(assistant, "2025年新增离境退税商店多少家", conversation)
    page = _page(assistant, conversation)
    views = parse(panel(conversation, assistant.corpus, WORDS, shown_passages=3))
    for turn in conversation:
        block = page.one("article", data_turn=str(turn.number))
        buttons = block.all("button", cls="cite")
        assert [button.text for button in buttons] == ["[1]", "[2]", "[3]"]
        assert block.one(cls="answer-text").text == turn.outcome.text.replace("\n", "")
        for button, citation in zip(buttons, turn.outcome.citations, strict=True):
            view = views.one("article", id=button.attributes["aria-controls"])
            assert view.attributes["data-view"] == button.attributes["data-source"]
            assert view.one("h3").text == citation.title
            assert button.attributes["aria-label"] == f"出处 {citation.number}：《{citation.title}》"
            assert "".join(mark.text for mark in view.one(cls="extract").all("mark")).startswith(citation.quote[:2])


def test_only_the_buttons_of_the_shown_source_are_pressed(assistant: PairsAssistant) -> None:
    page = _page(assistant, _asked(assistant, "2025年新增离境退税商店", _asked(assistant, "2023年新增公办学位多少")))
    pressed = {b.attributes["data-source"] for b in page.all("button", aria_pressed="true")}
    assert pressed == {"2-1"}


def test_every_citation_has_a_line_with_its_title_and_date(assistant: PairsAssistant) -> None:
    page = _page(assistant, _asked(assistant, "2019年新增学位多少个"))
    lines = [button.text for button in page.all("button", cls="cited")]
    assert len(lines) == 3
    assert all("年" in line or "未注明日期" in line for line in lines)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲[1]乙[7]", "甲[1]乙[7]"),
        ("甲[1][2]。", "甲[1][2]。"),
        ("[1]", "[1]"),
        ("一。[1]\n\n二。[2]", "一。[1]二。[2]"),
        ("a < b & c[1]", "a < b & c[1]"),
    ],
)
def test_answer_text_is_kept_and_brackets_without_a_citation_stay_text(
    assistant: PairsAssistant, text: str, shown: str
) -> None:
    page = _page(assistant, _answered(assistant, text))
    assert page.one(cls="answer-text").text == shown
    for button in page.all("button", cls="cite"):
        assert button.text in ("[1]", "[2]")


def test_an_answer_says_its_language_and_whether_a_model_wrote_it(assistant: PairsAssistant) -> None:
    page = _page(assistant, _answered(assistant, "x[1]", language=Language.ENGLISH, mode="generated"))
    assert page.one(cls="answer-text").attributes["lang"] == "en"
    assert page.one(cls="made").text == WORDS.generated
    page = _page(assistant, _answered(assistant, "x[1]", language=Language.CANTONESE))
    assert page.one(cls="answer-text").attributes["lang"] == "zh-HK"
    assert page.one(cls="made").text == WORDS.made


def test_a_refusal_shows_why_and_buttons_for_the_nearest_passages(assistant: PairsAssistant) -> None:
    conversation = _asked(assistant, "火星基地")
    page = _page(assistant, conversation)
    refusal = page.one(cls="refusal")
    assert conversation[0].outcome.text in refusal.text
    assert [b.attributes["data-source"] for b in refusal.all("button")] == ["1-p1", "1-p2", "1-p3"]


@pytest.mark.parametrize(
    ("outcome", "cls", "can_ask_again"),
    [(Withheld(), "withheld", False), (Stopped(), "stopped", True), (Waiting(), "waiting", False)],
)
def test_what_shows_no_answer_says_why(
    assistant: PairsAssistant, outcome: Outcome, cls: str, *, can_ask_again: bool
) -> None:
    page = _page(assistant, finish(begin((), "x", kept_turns=5), outcome, entry_id="e" * 32))
    assert page.one(cls=cls).one("p").text == getattr(WORDS, cls)
    assert bool(page.all("button")) is can_ask_again


def _page(assistant: PairsAssistant, conversation: Conversation) -> Element:
    return parse(talk(conversation, assistant.corpus, WORDS, examples=(), shown_passages=3))


def _asked(
    assistant: PairsAssistant, question: str, conversation: Conversation = (), *, kept_turns: int = 9
) -> Conversation:
    answer = assistant.answer(Question(id="q", text=question))
    return finish(begin(conversation, question, kept_turns=kept_turns), answer)


def _answered(
    assistant: PairsAssistant, text: str, *, language: Language = Language.SIMPLIFIED, mode: str = "extractive"
) -> Conversation:
    units = list(assistant.corpus.units())[40:42]
    citations = tuple(
        Citation(
            number=number,
            doc_id=unit.doc_id,
            title=assistant.corpus.documents[unit.doc_id].title,
            issued=None,
            section=(),
            spans=unit.spans,
            quote=unit.text,
            sha256="0" * 64,
        )
        for number, unit in enumerate(units, 1)
    )
    answer = Answered(
        question=Question(id="q", text="?"),
        language=language,
        text=text,
        mode=mode,
        confidence=0.9,
        passages=(),
        seconds=Seconds(total=0, embed=0),
        citations=citations,
    )
    return finish(begin((), "?", kept_turns=9), answer)
