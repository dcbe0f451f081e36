import pytest

from rag.answer.phrases import written
from rag.assistant import Assistant
from rag.question.asked_years import years_in
from rag.records import Answered, Language, Question, Refused
from rag.suggest.follow_ups import MOST

pytestmark = pytest.mark.model


def _told(assistant: Assistant, text: str) -> Answered | Refused:
    told = assistant.answer(Question(id="q", text=text))
    assert isinstance(told, Answered | Refused)
    return told


@pytest.mark.parametrize(
    "text",
    [
        "总结一下2025年教育方面的工作",
        "历年新增学位多少个？",
        "罗湖的地铁票价是多少？",
        "北京的地铁票价是多少？",
        "2022年羅湖更新咗幾多部𨋢？",
        "What is planned for schools in 2025?",
        "What does a ticket of the underground cost?",
    ],
)
def test_after_any_answer_and_any_refusal_there_is_something_new_to_ask_in_its_language_that_is_answered(
    text: str, real_assistant: Assistant
) -> None:
    told = _told(real_assistant, text)
    offered = real_assistant.follow_ups(told.question, told)
    assert 0 < len(offered) <= MOST
    assert len(set(offered)) == len(offered)
    cited = {citation.quote for citation in told.citations}
    for question in offered:
        answer = real_assistant.answer(Question(id="q", text=question, history=(text,)))
        assert isinstance(answer, Answered)
        assert written(answer.language) is written(told.language)
        assert isinstance(told, Refused) or answer.citations[0].quote not in cited


@pytest.mark.parametrize("text", ["2009年新增学位多少个？", "How many school places were added in 2009?"])
def test_a_question_of_a_year_that_is_not_held_is_offered_of_years_that_are(
    text: str, real_assistant: Assistant
) -> None:
    told = _told(real_assistant, text)
    assert isinstance(told, Refused)
    first = real_assistant.follow_ups(told.question, told)[0]
    (year,) = years_in(first)
    assert year in range(2019, 2026)
    assert first == text.replace("2009", str(year))


def test_what_was_asked_is_not_offered_again(real_assistant: Assistant) -> None:
    example = real_assistant.examples(Language.SIMPLIFIED)[0]
    told = _told(real_assistant, example)
    assert example not in real_assistant.follow_ups(told.question, told)
