from eval.own_words import lines_of
from eval.shown import marks_right
from index.records import Span
from rag.contract import AnswerRecord, CitationRecord
from tests.eval.test_own_words import answered

FIRST, SECOND = "新增养老床位240张。", "新增学位10155个。"


def two(text: str) -> AnswerRecord:
    cited = tuple(
        CitationRecord(number=number, doc_id="d", title="t", section=(), spans=(Span(start=0, end=1),), quote=quote)
        for number, quote in enumerate((FIRST, SECOND), 1)
    )
    return answered(text).model_copy(update={"citations": cited})


def are_right(text: str) -> bool:
    return marks_right(two(text), lines_of(two(text)))


def test_marks_are_right_when_each_stands_at_what_it_proves() -> None:
    assert are_right(f"240张[1]\n10155个[2]\n{FIRST}[1]\n{SECOND}[2]")
    assert are_right(f"240张；10155个[1][2]\n{FIRST}[1][2]")


def test_a_mark_without_citation_and_a_citation_without_mark_are_wrong() -> None:
    assert not are_right(f"{FIRST}[1]")
    assert not are_right(f"{FIRST}[1]\n{SECOND}[2][3]")


def test_a_quote_bears_its_own_mark() -> None:
    assert not are_right(f"{FIRST}[2]\n{SECOND}[1]")


def test_a_figure_bears_the_mark_of_what_holds_it() -> None:
    assert not are_right(f"240张[2]\n{FIRST}[1]\n{SECOND}[2]")
    assert not are_right(f"240张\n{FIRST}[1]\n{SECOND}[2]")


def test_a_figure_of_a_part_of_the_question_that_is_named_is_the_askers() -> None:
    named = "“那240张呢”：现有文件没有直接说明，最接近的是："
    assert are_right(f"{FIRST}[1]\n{named}\n{SECOND}[2]")
    assert not are_right(f"{FIRST}[1]\n有240张\n{SECOND}[2]")
