import pytest

from index.records import Status
from rag.by_model import NOT_WRITTEN, Became, Writing, WritingNote, WrittenSentence
from rag.records import WRITTEN, Answered, Citation, Key, Language, Meant, Question, Reason, Refused, Row, Seconds
from tests.ui.assistants import PairsAssistant
from tests.ui.parsed import Element, parse
from ui.citizen.conversation import Conversation, Failed, Outcome, Stopped, Waiting, Withheld, begin, finish
from ui.citizen.panel import panel, views_of
from ui.citizen.talk import talk
from ui.text.en.page import ENGLISH
from ui.text.zh_hans.page import ZH_HANS as WORDS
from ui.text.zh_hant.page import ZH_HANT

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
        assert block.one(cls="answer-text").text == turn.outcome.text.translate(dict.fromkeys(map(ord, "\n①②;")))
        for button, citation in zip(buttons, turn.outcome.citations, strict=True):
            view = views.one("article", id=button.attributes["aria-controls"])
            assert view.attributes["data-view"] == button.attributes["data-source"]
            assert view.one("h3").text == citation.title
            assert button.attributes["aria-label"] == f"出处 {citation.number}：《{citation.title}》"
            assert "".join(mark.text for mark in view.one(cls="extract").all("mark")).startswith(citation.quote[:2])


def test_what_was_taken_over_stands_above_the_answer_and_only_then(assistant: PairsAssistant) -> None:
    answered = _asked(assistant, "2023年新增公办学位多少个")[0].outcome
    assert isinstance(answered, Answered)
    meant = answered.model_copy(update={"understood": Meant(taken_over=("<2023年>", "学位"), years=(2023,))})
    page = _page(assistant, finish(begin((), "?", kept_turns=9), meant))
    assert page.one(cls="understood").text == "按“<2023年>、学位”理解 · 只看这句话"
    again = page.one(cls="understood").one("button")
    assert (again.attributes["data-ask"], "data-alone" in again.attributes) == ("?", True)
    article = page.one("article").text
    assert article.index("只看这句话") < article.index(answered.text[:5])
    only_years = answered.model_copy(update={"understood": Meant(years=(2023,))})
    assert not _page(assistant, finish(begin((), "?", kept_turns=9), only_years)).all(cls="understood")


def test_a_refusal_that_gives_the_nearest_statements_looks_neither_like_an_answer_nor_like_another(
    assistant: PairsAssistant,
) -> None:
    answered = _asked(assistant, "2023年新增公办学位多少个")[0].outcome
    assert isinstance(answered, Answered)
    same = {name: getattr(answered, name) for name in ("question", "language", "mode", "seconds", "citations")}
    near = Refused(**same, text="甲[1]", confidence=0.2, passages=(), reason=Reason.NO_EVIDENCE)
    block = _page(assistant, finish(begin((), "?", kept_turns=9), near)).one(cls="refusal")
    assert block.attributes["class"] == "refusal near"
    assert block.one("h3").text == WORDS.near
    refused = near.model_copy(update={"citations": ()})
    block = _page(assistant, finish(begin((), "?", kept_turns=9), refused)).one(cls="refusal")
    assert (block.attributes["class"], block.one("h3").text) == ("refusal", WORDS.refused)


def test_what_is_said_of_a_refusal_is_in_the_language_of_its_text(assistant: PairsAssistant) -> None:
    refused = _asked(assistant, "火星基地")[0].outcome
    assert isinstance(refused, Refused)
    english = refused.model_copy(update={"language": Language.ENGLISH, "text": "The documents hold nothing on this."})
    block = _page(assistant, finish(begin((), "?", kept_turns=9), english)).one(cls="refusal")
    assert block.attributes["lang"] == "en"
    assert (block.one("h3").text, block.one("h4").text) == (ENGLISH.refused, ENGLISH.nearest_heading)


def test_a_question_read_alone_says_so(assistant: PairsAssistant) -> None:
    answered = _asked(assistant, "2023年新增公办学位多少个")[0].outcome
    page = _page(assistant, finish(begin((), "?", kept_turns=9, is_alone=True), answered))
    assert page.one(cls="understood").text == WORDS.read_alone


def test_only_the_buttons_of_the_shown_source_are_pressed(assistant: PairsAssistant) -> None:
    page = _page(assistant, _asked(assistant, "2025年新增离境退税商店", _asked(assistant, "2023年新增公办学位多少")))
    pressed = {b.attributes["data-source"] for b in page.all("button", aria_pressed="true")}
    assert pressed == {"2-1"}


def test_every_cited_document_has_one_line_with_its_title_its_date_and_every_place(assistant: PairsAssistant) -> None:
    conversation = _asked(assistant, "2019年新增学位多少个")
    answered = conversation[0].outcome
    assert isinstance(answered, Answered)
    page = _page(assistant, conversation)
    titles = [line.text for line in page.all("p", cls="cited-title")]
    documents = dict.fromkeys(citation.title for citation in answered.citations)
    assert [title.split(" · ")[0] for title in titles] == list(documents)
    assert all("年" in title or "未注明日期" in title for title in titles)
    places = [button.attributes["data-source"] for button in page.all("button", cls="cited")]
    assert sorted(places) == [f"1-{citation.number}" for citation in answered.citations]


def test_places_of_one_section_name_it_once_for_the_eye_and_each_for_the_ear(assistant: PairsAssistant) -> None:
    answered = _answered(assistant, "甲[1]乙[2]")[0].outcome
    assert isinstance(answered, Answered)
    same = tuple(citation.model_copy(update={"section": ("二、", "（二）办好教育")}) for citation in answered.citations)
    page = _page(assistant, finish(begin((), "?", kept_turns=9), answered.model_copy(update={"citations": same})))
    assert [button.text for button in page.all("button", cls="cited")] == ["[1] 办好教育", "[2] 办好教育"]
    first, second = page.one(cls="places").all("button")
    assert not first.all(cls="unseen")
    assert second.one(cls="unseen").text == "办好教育"


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
    dropped = WrittenSentence(text="y[1]", became=Became.DROPPED, fault="figure", words="3")
    writing = Writing(model="m-7b", note=WritingNote.WRITTEN, sentences=(dropped,))
    page = _page(assistant, _answered(assistant, "x[1]", language=Language.ENGLISH, mode=WRITTEN, writing=writing))
    assert page.one(cls="answer-text").attributes["lang"] == "en"
    assert page.one(cls="made").text == f"{ENGLISH.generated.format(model='m-7b')} {ENGLISH.left_out.format(n=1)}"
    page = _page(assistant, _answered(assistant, "x[1]", language=Language.CANTONESE))
    assert page.one(cls="answer-text").attributes["lang"] == "zh-HK"
    assert page.one(cls="made").text == ZH_HANT.made


def test_a_refusal_shows_why_and_buttons_for_the_nearest_passages(assistant: PairsAssistant) -> None:
    conversation = _asked(assistant, "火星基地")
    page = _page(assistant, conversation)
    refusal = page.one(cls="refusal")
    assert conversation[0].outcome.text in refusal.text
    assert [b.attributes["data-source"] for b in refusal.all("button")] == ["1-p1", "1-p2", "1-p3"]


def test_nearest_statements_are_cited_as_an_answers_are(assistant: PairsAssistant) -> None:
    answered = _answered(assistant, "x[1]")[0].outcome
    assert isinstance(answered, Answered)
    same = {name: getattr(answered, name) for name in ("question", "language", "mode", "seconds", "citations")}
    text = "没有直接说明，最接近的是：\n甲[1]\n乙[2]\n可拨打12345。"
    refused = Refused(**same, text=text, confidence=0.2, passages=(), reason=Reason.NO_EVIDENCE)
    conversation = finish(begin((), "?", kept_turns=9), refused)
    refusal = _page(assistant, conversation).one(cls="refusal")
    assert [b.attributes["data-source"] for b in refusal.all("button", cls="cite")] == ["1-1", "1-2"]
    assert [b.attributes["data-source"] for b in refusal.all("button", cls="cited")] == ["1-1", "1-2"]
    assert refusal.one("a").attributes["href"] == "tel:12345"
    assert [view.key for view in views_of(conversation[0], WORDS, shown_passages=3)] == ["1-1", "1-2"]


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
    assistant: PairsAssistant,
    text: str,
    *,
    language: Language = Language.SIMPLIFIED,
    mode: str = "extractive",
    writing: Writing = NOT_WRITTEN,
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
        writing=writing,
        confidence=0.9,
        passages=(),
        seconds=Seconds(total=0, embed=0),
        citations=citations,
    )
    return finish(begin((), "?", kept_turns=9), answer)


def _quoting(assistant: PairsAssistant, quote: str, **fields: object) -> Element:
    """The text of an answer of one quote, which stands behind its period."""
    answered = _answered(assistant, f"2025年计划：{quote}[1]")[0].outcome
    assert isinstance(answered, Answered)
    citation = answered.citations[0].model_copy(update={"quote": quote})
    told = answered.model_copy(update={"citations": (citation,), **fields})
    return _page(assistant, finish(begin((), "?", kept_turns=9), told)).one(cls="answer-text")


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("②新增学位4000个以上；", "新增学位4000个以上"),
        ("4.建成学校3所。【责任单位：区教育局】", "建成学校3所。"),
        ("【责任单位：区教育局】", "责任单位：区教育局"),
        ("新增学位 6589 个。", "新增学位6589个。"),
        ("7 个 100%落实", "7个100%落实"),
    ],
)
def test_marks_of_a_list_stay_in_the_source_and_leave_the_answer(
    assistant: PairsAssistant, quote: str, shown: str
) -> None:
    assert _quoting(assistant, quote).text == f"2025年计划：{shown}[1]"


def test_the_figure_that_answers_is_marked_in_its_quote_where_it_stands_once(assistant: PairsAssistant) -> None:
    key = Key(text="4000 个以上", restated="", numbers=(1,))
    block = _quoting(assistant, "建学校14000个以上、新增学位4000 个以上;", keys=(key,))
    assert [figure.text for figure in block.all("b", cls="figure")] == ["4000个以上"]
    assert not _quoting(assistant, "甲4000个以上、乙4000个以上", keys=(key,)).all("b")


def test_quotes_below_a_table_or_below_differing_documents_are_folded(assistant: PairsAssistant) -> None:
    key = Key(text="6所", restated="", numbers=(1,))
    row = Row(years=(2024,), status=Status.RESULT, keys=(key,))
    table = _quoting(assistant, "建成学校6所", keys=(key,), table=(row, row), n_lead_lines=0)
    assert table.one("details").one("summary").text == "看原话（1 句）"
    assert "open" not in table.one("details").attributes
    assert _quoting(assistant, "建成学校6所", keys=(key,), disagreement=(1,)).one("details", cls="quotes")
    assert not _quoting(assistant, "建成学校6所", keys=(key,)).all("details")


def test_a_quote_is_in_its_own_language_within_an_answer_in_another(assistant: PairsAssistant) -> None:
    block = _quoting(assistant, "建成学校6所", language=Language.ENGLISH)
    assert "".join(part.text for part in block.all(lang="zh-CN")) == "建成学校6所"
    assert block.one("p", cls="gloss").text == "About: school. Quoted in Chinese."
    assert not _quoting(assistant, "建成学校6所").all(cls="gloss")
