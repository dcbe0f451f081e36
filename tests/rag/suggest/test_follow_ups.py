from collections.abc import Callable, Iterator

import pytest

from index.records import Status
from rag.assistant import Assistant
from rag.question.asked_years import years_in
from rag.question.language import detect_language
from rag.records import Answer, Answered, Language, Question
from rag.suggest.follow_ups import MOST, MOST_TRIES, FollowUps

Asked = list[Question]


def _answered(assistant: Assistant, text: str, *history: str) -> Answered:
    answer = assistant.answer(Question(id="q", text=text, history=history))
    assert isinstance(answer, Answered), answer.text
    return answer


def _offered(assistant: Assistant, text: str, *history: str) -> tuple[str, ...]:
    question = Question(id="q", text=text, history=history)
    return assistant.follow_ups(question, _answered(assistant, text, *history))


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("2022年罗湖新增了多少学位？", ("那2024年呢？", "近几年有什么变化？", "那2019年呢？")),
        ("How many school places were added in Luohu in 2022?", ("What about 2024?",)),
        ("2022年新增了多少學位？", ("那麼2024年呢？",)),
        ("2022年新增咗幾多學位㗎？", ("咁2024年呢？",)),
        ("2024年筹集了多少保障性住房？", ("那2025年的计划是多少？",)),
        ("2023年计划筹集多少套公共住房？", ("那2022年实际完成了多少？",)),
        ("2025年计划新增多少家离境退税商店？", ("这项工作由哪个部门负责？",)),
        ("2025年罗湖区计划筹集多少套保障性住房？", ("这项工作由哪个部门负责？",)),
        ("Is there anything that makes computing power cheaper?", ("Which department is responsible for it?",)),
        ("2022年罗湖产业扶持资金投入了多少？", ("“1+3+N”是什么意思？",)),
    ],
)
@pytest.mark.model
def test_the_matter_at_another_time_who_is_responsible_and_what_a_term_means(
    text: str, offered: tuple[str, ...], real_assistant: Assistant
) -> None:
    found = _offered(real_assistant, text)
    assert set(offered) <= set(found)
    assert len(found) <= MOST


@pytest.mark.parametrize(
    ("text", "history"),
    [
        ("2022年罗湖新增了多少学位？", ()),
        ("那2024年呢？", ("2022年罗湖新增了多少学位？",)),
        ("2025年社会消费品零售总额增长多少？", ()),
        ("2022年新增了多少學位？", ()),
        ("2022年新增咗幾多學位㗎？", ()),
        ("How many school places were added in Luohu in 2022?", ()),
        ("2025年固定资产投资目标是多少？", ()),
    ],
)
@pytest.mark.model
def test_each_is_answered_with_something_else_in_the_same_language(
    text: str, history: tuple[str, ...], real_assistant: Assistant
) -> None:
    before = _answered(real_assistant, text, *history)
    found = _offered(real_assistant, text, *history)
    assert found
    for follow_up in found:
        answer = _answered(real_assistant, follow_up, *history, text)
        assert answer.language is before.language
        assert {citation.quote for citation in answer.citations} - {citation.quote for citation in before.citations}
        for year in years_in(follow_up):
            unit_years = [label for label in answer.text.split("\n") if str(year) in label]
            assert unit_years, follow_up


@pytest.mark.model
def test_what_was_asked_before_is_not_offered_again(real_assistant: Assistant) -> None:
    first, second = "2022年罗湖新增了多少学位？", "那2024年呢？"
    assert second in _offered(real_assistant, first)
    found = _offered(real_assistant, second, first)
    assert found
    assert not any("2022" in text or "2024" in text for text in found)
    who = "这项工作由哪个部门负责？"
    shops = "2025年计划新增多少家离境退税商店？"
    assert who in _offered(real_assistant, shops)
    assert who not in _offered(real_assistant, shops, who)


@pytest.mark.model
@pytest.mark.parametrize("text", ["2022年民生支出有多少？", "“六个一”是什么意思？", "“罗湖优才卡”由哪个部门负责？"])
def test_nothing_is_offered_that_the_corpus_does_not_hold(text: str, real_assistant: Assistant) -> None:
    for offered in _offered(real_assistant, text):  # nothing of it at another time, so what stands nearby
        assert isinstance(real_assistant.answer(Question(id="q", text=offered)), Answered), offered


def _counting(assistant: Assistant, asked: Asked, reply: Callable[[Question], Answer]) -> FollowUps:
    def answer(question: Question) -> Answer:
        asked.append(question)
        return reply(question)

    return FollowUps(assistant.corpus, assistant._follow_ups._search, lambda _: 1.0, answer)


def test_at_most_four_are_asked_each_with_the_conversation(assistant: Assistant) -> None:
    question = Question(id="q", text="罗湖2022年新增了多少学位？", history=("2022年天气如何？",))
    before = assistant.answer(question)
    assert isinstance(before, Answered)
    asked: Asked = []
    found = _counting(assistant, asked, assistant.refuse_bad).of(assistant.consider(question).understood, before)
    assert found == ()
    assert 1 < len(asked) <= MOST_TRIES
    assert all(follow_up.history == (*question.history, question.text) for follow_up in asked)


def test_an_answer_that_says_the_same_or_is_of_something_else_is_not_offered(assistant: Assistant) -> None:
    question = Question(id="q", text="罗湖2022年新增了多少学位？")
    before = assistant.answer(question)
    other = assistant.answer(Question(id="q", text="2022年更新了多少台电梯？"))
    assert isinstance(before, Answered)
    understood = assistant.consider(question).understood
    for reply in (before, other):
        assert _counting(assistant, [], lambda _, reply=reply: reply).of(understood, before) == ()  # type: ignore[misc]


def test_what_was_already_cited_is_nothing_new(assistant: Assistant) -> None:
    question = Question(id="q", text="罗湖2022年新增了多少学位？")
    before, later = assistant.answer(question), assistant.answer(Question(id="q", text="罗湖2024年新增了多少学位？"))
    assert isinstance(before, Answered)
    assert isinstance(later, Answered)
    understood = assistant.consider(question).understood
    follow_ups = _counting(assistant, [], lambda _: later)
    assert follow_ups.of(understood, before) == ("那2024年呢？",)
    both = before.model_copy(update={"citations": (*before.citations, *later.citations)})
    assert follow_ups.of(understood, both) == ()


def _worded_years() -> Iterator[tuple[str, Language]]:
    yield "那麼2024年呢？", Language.TRADITIONAL
    yield "那麼2024年的計劃是多少？", Language.TRADITIONAL
    yield "近幾年有甚麼變化？", Language.TRADITIONAL
    yield "咁2024年嘅計劃係幾多？", Language.CANTONESE
    yield "近幾年有咩變化？", Language.CANTONESE
    yield "呢項工作由邊個部門負責？", Language.CANTONESE
    yield "「雙減」係咩意思？", Language.CANTONESE


@pytest.mark.parametrize(("text", "language"), list(_worded_years()))
def test_a_follow_up_is_read_in_the_language_it_is_written_in(text: str, language: Language) -> None:
    assert detect_language(text) is language


def test_a_plan_is_not_called_done(assistant: Assistant) -> None:
    found = _offered(assistant, "2023年计划筹集多少套公共住房？")
    held = {(unit.years, unit.status) for unit in assistant.corpus.units() if "公共住房" in unit.text}
    for text in found:
        for year in years_in(text):
            if "实际" in text:
                assert ((year,), Status.RESULT) in held
            elif "计划" in text:
                assert ((year,), Status.PLAN) in held
