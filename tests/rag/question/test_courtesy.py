import time

import pytest

from rag.assistant import Assistant
from rag.contract import to_record
from rag.question.acts.act import Act
from rag.question.courtesy import only_courtesy, without_courtesy
from rag.records import Language, Question, Replied
from tests.rag.dev_cases import dev_questions, outcome

WRAPPERS = (
    "你好，{}",
    "您好！请问{}谢谢",
    "Hi, {}",
    "{} 谢谢！",
    "請問{}唔該晒",
    "早上好～想请教一下，{}",
    "Hello, could you please tell me: {}",
    "{} Thanks a lot 🙏",
)


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("你好，2022年新增了多少学位？", "2022年新增了多少学位？"),
        ("您好呀！麻烦问一下2022年GDP多少，谢谢您😊", "2022年GDP多少"),
        ("請問羅湖有幾多間長者飯堂？多謝晒！", "羅湖有幾多間長者飯堂？"),
        ("唔該，想問下2022年嘅GDP", "2022年嘅GDP"),
        ("Hi there, how many lifts were replaced? Thank you!", "how many lifts were replaced?"),
        ("Please, I’d like to ask how many lifts were replaced", "how many lifts were replaced"),
        ("2022年GDP是多少？？！", "2022年GDP是多少？"),
        ("谢谢谢谢 你好 2022年GDP", "2022年GDP"),
        ("你 好，想 问下2022年GDP，谢\u3000谢", "2022年GDP"),
        ("想请教：学 位 新增\u3000多少。", "学位新增多少"),
        ("School places 学  位 in 2022 ?", "School places 学位 in 2022?"),
        ("学位有多少？。", "学位有多少？"),
    ],
)
def test_politeness_round_a_question_is_taken_off(typed: str, question: str) -> None:
    assert without_courtesy(typed) == question
    assert only_courtesy(typed) is None


@pytest.mark.parametrize(
    "question",
    [
        "早晨几点开放？",  # a time of day, not set apart
        "Hilton hotel in Luohu",
        "请教育局回答",
        "罗湖的感谢信发给了谁？",
        "什么是“你好社区”？",
    ],
)
def test_words_that_only_begin_like_a_courtesy_stay(question: str) -> None:
    assert without_courtesy(question) == question


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("行，谢了哈", Act.THANKS),
        ("拜拜咯～", Act.FAREWELL),
        ("没别的事了 88", Act.FAREWELL),
        ("你好呀哈", Act.GREETING),
    ],
)
def test_particles_behind_a_courtesy_say_nothing(text: str, act: Act) -> None:
    found = only_courtesy(text)
    assert found is not None
    assert found.act is act


def test_a_particle_that_begins_a_name_stays() -> None:
    assert without_courtesy("请问哈尔滨有几座桥") == "哈尔滨有几座桥"


def test_the_next_year_is_not_cut_in_two() -> None:
    assert without_courtesy("请问下一年的目标呢？") == "下一年的目标呢？"


@pytest.mark.parametrize(
    ("text", "act", "language"),
    [
        ("你好", Act.GREETING, Language.SIMPLIFIED),
        ("在吗？", Act.GREETING, Language.SIMPLIFIED),
        ("謝謝！", Act.THANKS, Language.TRADITIONAL),
        ("再見", Act.FAREWELL, Language.TRADITIONAL),
        ("早晨", Act.GREETING, Language.CANTONESE),
        ("唔該晒", Act.THANKS, Language.CANTONESE),
        ("多謝晒，拜拜", Act.FAREWELL, Language.CANTONESE),
        ("hi", Act.GREETING, Language.ENGLISH),
        ("Thanks! 🙏", Act.THANKS, Language.ENGLISH),
        ("ok, bye", Act.FAREWELL, Language.ENGLISH),
        ("好的，谢谢", Act.THANKS, Language.SIMPLIFIED),
    ],
)
def test_a_bare_courtesy_gets_a_reply_in_its_language(
    text: str, act: Act, language: Language, assistant: Assistant
) -> None:
    found = only_courtesy(text)
    assert found is not None
    assert found.act is act
    answer = assistant.answer(Question(id="q", text=text))
    assert isinstance(answer, Replied)
    assert answer.language is language


def test_a_reply_says_what_can_be_asked_and_is_no_answer(assistant: Assistant) -> None:
    answer = assistant.answer(Question(id="q", text="Hello!"))
    assert isinstance(answer, Replied)
    assert answer.examples == assistant.examples(Language.ENGLISH)[:2]
    record = to_record(answer).model_dump(mode="json")
    assert (record["answered"], record["reason"], record["mode"]) == (False, None, "reply")
    assert (record["citations"], record["passages"], record["confidence"]) == ([], [], 0.0)
    assert record["answer"] == "\n".join((answer.text, *answer.examples))


def test_a_text_of_courtesies_is_read_once() -> None:
    started = time.perf_counter()
    without_courtesy("谢谢 " * 20_000 + "学位" + "?" * 20_000 + "x" + " 谢谢" * 20_000)
    assert time.perf_counter() - started < 5


def test_a_question_is_answered_alike_with_politeness_round_it(assistant: Assistant) -> None:
    questions = [question for question in dev_questions(every=12) if not only_courtesy(question.text)]
    differing = [
        text
        for question in questions
        for expected in (outcome(assistant, question),)
        for text in (wrapper.format(question.text) for wrapper in WRAPPERS)
        if outcome(assistant, question, text=text) != expected
    ]
    assert len(differing) <= 0.01 * len(WRAPPERS) * len(questions), differing


def test_a_courtesy_before_is_no_earlier_question(assistant: Assistant) -> None:
    question = Question(id="q", text="那2023年呢？", history=("2022年新增了多少学位？",))
    expected = outcome(assistant, question)
    assert outcome(assistant, question, history=("你好", "请问2022年新增了多少学位？谢谢", "谢谢")) == expected
    alone = Question(id="q", text="2022年新增了多少学位？")
    assert outcome(assistant, alone, history=("你好", "谢谢")) == outcome(assistant, alone)
