import pytest

from index.records import Status
from rag.assistant import Assistant
from rag.question.within import holds_anything
from rag.records import EVERYTHING, Answer, Answered, Language, Question, Refused, Scope

pytestmark = pytest.mark.model

REPORT_2023 = "001_e6d6b6bfaf22de54"
ASKED = "新增学位多少个？"


def _asked(assistant: Assistant, scope: Scope, text: str = ASKED) -> Answer:
    return assistant.answer(Question(id="q", text=text, scope=scope))


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        (Scope(years=(2022,)), "10155个"),
        (Scope(years=(2024,)), "8430个"),
        (Scope(documents=(REPORT_2023,)), "10155个"),
        (Scope(documents=(REPORT_2023,), status=Status.PLAN), "4500个"),
        (Scope(status=Status.PLAN), "4000个以上"),
        (Scope(status=Status.RESULT), "8430个"),
        (Scope(years=(2022, 2023)), "4500个"),
    ],
)
def test_an_answer_comes_from_the_documents_the_years_and_the_side_that_it_is_kept_to(
    real_assistant: Assistant, scope: Scope, said: str
) -> None:
    answer = _asked(real_assistant, scope)
    assert isinstance(answer, Answered)
    assert said in answer.text
    for citation in answer.citations:
        unit = real_assistant.corpus.unit_at(citation.doc_id, citation.spans)
        assert unit
        assert not scope.documents or unit.doc_id in scope.documents
        assert not scope.years or set(unit.years) & set(scope.years)
        assert scope.status in (Status.OTHER, unit.status)


def test_a_question_that_leaves_its_scope_is_told_so(real_assistant: Assistant) -> None:
    answer = _asked(real_assistant, Scope(years=(2022,)), "2024年新增学位多少个？")
    assert isinstance(answer, Refused)
    assert "限定了范围" in answer.text
    assert not answer.citations


@pytest.mark.parametrize(
    ("text", "held"),
    [("2024年新增学位多少个？", "现有文件"), ("How many school places were added in 2024?", "The documents")],
)
def test_a_refusal_speaks_of_what_was_searched_and_not_of_all_that_is_held(
    real_assistant: Assistant, text: str, held: str
) -> None:
    answer = _asked(real_assistant, Scope(documents=(REPORT_2023,)), text)
    assert isinstance(answer, Refused)
    assert held not in answer.text
    assert ("limited" if answer.language is Language.ENGLISH else "您限定的范围") in answer.text


def test_a_scope_in_which_nothing_is_said_is_known_as_empty(real_assistant: Assistant) -> None:
    corpus = real_assistant.corpus
    assert holds_anything(corpus, EVERYTHING)
    assert holds_anything(corpus, Scope(documents=(REPORT_2023,), years=(2023,), status=Status.PLAN))
    assert not holds_anything(corpus, Scope(documents=(REPORT_2023,), years=(2025,)))
    assert not holds_anything(corpus, Scope(years=(1990,)))
