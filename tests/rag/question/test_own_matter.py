import pytest

from rag.assistant import Assistant
from rag.question.language import detect_language
from rag.question.own_matter import Vocabulary, follows, leaves_out_matter
from rag.records import Answered, Question
from tests.rag.dev_cases import dev_questions, outcome

GDP = "2019年罗湖区地区生产总值是多少？"


@pytest.mark.parametrize(
    ("asked", "is_one_that_follows"),
    [
        ("那2023年呢？", True),
        ("学位呢，新增了多少？", True),
        ("2022年新增了多少学位？2023年呢？", False),  # the second follows the first, not what was asked before
        ("how many lifts were replaced? and what did they cost?", False),
    ],
)
def test_of_several_questions_the_first_tells_whether_they_follow(asked: str, *, is_one_that_follows: bool) -> None:
    assert follows(asked) is is_one_that_follows


@pytest.mark.parametrize(
    ("asked", "leaves_out"),
    [
        ("2022年新增了多少学位？", False),
        ("2022年gdp多少", False),
        ("学位呢，新增了多少？", True),  # one word behind 呢 leaves the rest to the question before
        ("那棚户区改造呢", False),
        ("那2023年呢？", True),
        ("新增了多少？", True),
        ("2025年还要再添多少个？", True),
        ("2025年还要再添多少个学位？", False),
        ("是哪些部门负责的？", True),
        ("碧道由哪个部门负责", False),
        ("这件事归谁管？", True),
        ("归哪个局管", True),
        ("修了几条路", False),  # one character names it
        ("修了几条", True),
        ("上一年呢", True),
        ("想加装电梯，2025年这件事归谁管？", False),  # 这 stands for what the question itself says
        ("骑三轮车的，今年给他们备了多少个位子？", False),  # nor must a document hold the words for whom it is
        ("它花了多少钱？", True),
        ("is it true that 10000 school places were added in 2022?", False),
        ("how many lifts were replaced and what did they cost?", False),
        ("and what did it cost?", True),
        ("who is in charge of that?", True),
    ],
)
def test_a_question_that_names_its_matter_stands_alone(asked: str, leaves_out: bool, vocabulary: Vocabulary) -> None:
    assert leaves_out_matter(asked, detect_language(asked), vocabulary, is_pinyin=False) is leaves_out


def test_pinyin_names_a_matter_too(vocabulary: Vocabulary) -> None:
    assert not leaves_out_matter(
        "luohu gengxin le duoshao dianti", detect_language("dianti"), vocabulary, is_pinyin=True
    )


@pytest.mark.parametrize("text", ["2022年新增了多少学位？", "How many school places were added in 2022?"])
def test_a_short_question_is_not_answered_with_the_one_before(text: str, assistant: Assistant) -> None:
    alone = Question(id="q", text=text)
    assert isinstance(assistant.answer(alone), Answered)
    assert outcome(assistant, alone, history=(GDP,)) == outcome(assistant, alone)


def test_a_question_is_answered_alike_after_an_unrelated_one(assistant: Assistant) -> None:
    questions = [question for question in dev_questions(every=10) if not question.history]
    before = (GDP, "How many lifts were replaced in 2022?")
    differing = [
        (earlier, question.text)
        for question in questions
        for earlier in before
        if outcome(assistant, question, history=(earlier,)) != outcome(assistant, question)
    ]
    assert len(differing) <= 0.01 * len(before) * len(questions), differing


def test_what_is_left_out_is_of_the_last_question_that_names_a_matter(assistant: Assistant) -> None:
    follow_up = Question(id="q", text="那2023年呢？", history=("2022年罗湖新增了多少学位？",))
    assert outcome(assistant, follow_up, history=(GDP, *follow_up.history)) == outcome(assistant, follow_up)


def test_a_matter_of_its_own_still_takes_the_year(assistant: Assistant) -> None:
    considered = assistant.consider(
        Question(id="q", text="那棚户区改造呢，有几个项目？", history=("2023年筹集多少套公共住房？",))
    )
    assert considered.understood.years == (2023,)
    assert considered.understood.topic == ""
    assert considered.understood.leans
    assert not any("住房" in term for term, _ in considered.searched.terms)
