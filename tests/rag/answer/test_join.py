"""The answers to the parts of a question as one, made by hand."""

from index.records import Span, Status
from rag.answer.join import Part, joined
from rag.question.place import Places
from rag.records import (
    Answered,
    Citation,
    Computed,
    Key,
    Language,
    Meant,
    Operand,
    Operation,
    Question,
    Reason,
    Refused,
    Row,
    Seconds,
)

NOWHERE = Places(())
TREES, PAVILIONS = "新种树木400棵。", "新建凉亭12座。"


def cited(number: int, quote: str, *, at: int) -> Citation:
    return Citation(
        number=number,
        doc_id="d",
        title="某县报告",
        issued=None,
        section=("一",),
        spans=(Span(start=at, end=at + len(quote)),),
        quote=quote,
        sha256="",
    )


def answered(text: str, citations: tuple[Citation, ...], keys: tuple[Key, ...], n_lead_lines: int) -> Answered:
    return Answered(
        question=Question(id="q", text="问"),
        language=Language.SIMPLIFIED,
        text=text,
        mode="extractive",
        passages=(),
        seconds=Seconds(total=0, embed=0),
        confidence=0.9,
        citations=citations,
        keys=keys,
        table=(
            Row(years=(2030,), status=Status.RESULT, keys=keys),
            Row(years=(2031,), status=Status.PLAN, keys=keys),
        )
        if n_lead_lines > 1
        else (),
        n_lead_lines=n_lead_lines,
    )


def refused(text: str, reason: Reason, citations: tuple[Citation, ...] = ()) -> Refused:
    return Refused(
        question=Question(id="q", text="问"),
        language=Language.SIMPLIFIED,
        text=text,
        mode="extractive",
        passages=(),
        seconds=Seconds(total=0, embed=0),
        confidence=0.1,
        reason=reason,
        citations=citations,
    )


def key(text: str, *numbers: int) -> Key:
    return Key(text=text, restated="", numbers=numbers)


OF_TREES = answered(f"400棵[1]\n2030年情况：{TREES}[1]", (cited(1, TREES, at=0),), (key("400棵", 1),), 1)
OF_PAVILIONS = answered(
    f"12座[1]\n2030年情况：{PAVILIONS}[1]\n{TREES}[2]",
    (cited(1, PAVILIONS, at=20), cited(2, TREES, at=0)),
    (key("12座", 1),),
    1,
)


def join(*parts: Part, language: Language = Language.SIMPLIFIED) -> Answered:
    question = Question(id="q", text="树和凉亭各多少")
    return joined(
        question, language, parts, NOWHERE, understood=Meant(years=(2030,)), seconds=Seconds(total=1, embed=0)
    )


def test_each_figure_stands_behind_what_it_is_of_and_each_quote_once() -> None:
    answer = join(Part("树木", OF_TREES), Part("凉亭", OF_PAVILIONS))
    assert answer.text.split("\n") == [
        "树木：400棵[1]",
        "凉亭：12座[2]",
        f"2030年情况：{TREES}[1]",
        f"{PAVILIONS}[2]",
    ]
    assert (answer.n_lead_lines, answer.n_own_lines) == (2, 2)  # no other line says what each figure is of
    assert [(one.number, one.quote) for one in answer.citations] == [(1, TREES), (2, PAVILIONS)]
    assert [(one.text, one.numbers) for one in answer.keys] == [("400棵", (1,)), ("12座", (2,))]
    assert answer.understood.years == (2030,)


def test_a_part_that_is_not_held_is_named_in_one_sentence_and_takes_no_other_with_it() -> None:
    nothing = refused("没有找到。请拨打热线。", Reason.NO_EVIDENCE)
    answer = join(Part("树木", OF_TREES), Part("码头", nothing))
    assert answer.text.split("\n")[-1] == "“码头”：现有文件中没有找到相关内容。"
    assert answer.n_lead_lines == 1


def test_a_part_of_another_year_says_what_its_refusal_says_first() -> None:
    answer = join(
        Part("凉亭", refused("没有2029年的这项内容。请拨打热线。", Reason.WRONG_PERIOD)), Part("树木", OF_TREES)
    )
    assert answer.text.split("\n")[-1] == "“凉亭”：没有2029年的这项内容。"


def test_the_nearest_statements_of_a_part_are_shown_and_cited() -> None:
    near = refused(f"最接近的是：\n2030年情况：{PAVILIONS}[1]", Reason.NO_EVIDENCE, (cited(1, PAVILIONS, at=20),))
    answer = join(Part("树木", OF_TREES), Part("亭子", near))
    assert answer.text.split("\n")[-2:] == ["“亭子”：最接近的是：", f"2030年情况：{PAVILIONS}[2]"]
    assert len(answer.citations) == 2


def test_statements_without_a_word_of_what_a_part_asks_are_not_near() -> None:
    far = refused(f"只有2031年的：\n2030年情况：{PAVILIONS}[1]", Reason.WRONG_PERIOD, (cited(1, PAVILIONS, at=20),))
    answer = join(Part("树木", OF_TREES), Part("门票收费", far))
    assert answer.text.split("\n")[-1] == "“门票收费”：现有文件中没有找到相关内容。"
    assert len(answer.citations) == 1


def test_a_heading_is_said_again_where_the_quote_that_said_it_is_shown_already() -> None:
    other = answered(
        f"2030年情况：{TREES}[1]\n{PAVILIONS}[2]", (cited(1, TREES, at=0), cited(2, PAVILIONS, at=20)), (), 0
    )
    late = answered("2031年计划：再种树木500棵。[1]", (cited(1, "再种树木500棵。", at=40),), (), 0)
    lines = join(Part("树木", OF_TREES), Part("明年", late), Part("凉亭", other)).text.split("\n")
    assert lines[1:] == [f"2030年情况：{TREES}[1]", "2031年计划：再种树木500棵。[2]", f"2030年情况：{PAVILIONS}[3]"]


def test_several_lines_that_lead_stand_below_their_label_and_a_table_only_where_one_part_is_answered() -> None:
    of_years = answered(f"2030年：400棵[1]\n2031年：400棵[1]\n{TREES}[1]", OF_TREES.citations, OF_TREES.keys, 2)
    alone = join(Part("树木", of_years), Part("码头", refused("无。", Reason.NO_EVIDENCE)))
    assert alone.table
    assert alone.n_own_lines == 0
    answer = join(Part("树木", of_years), Part("凉亭", OF_PAVILIONS))
    assert answer.text.split("\n")[:4] == ["树木：", "2030年：400棵[1]", "2031年：400棵[1]", "凉亭：12座[2]"]
    assert not answer.table


def test_what_a_part_computes_is_kept_with_the_numbers_of_its_citations() -> None:
    double = Computed(
        operation=Operation.SUM,
        text="400 + 400 = 800 棵",
        value=800,
        unit="棵",
        operands=(Operand(text="400棵", number=1), Operand(text="400棵", number=1)),
    )
    of_double = answered(f"合计：400[1] + 400[1] = 800 棵\n{TREES}[1]", OF_TREES.citations, (), 1)
    of_double = of_double.model_copy(update={"computed": (double,)})
    answer = join(Part("凉亭", OF_PAVILIONS), Part("树木", of_double))
    assert [operand.number for one in answer.computed for operand in one.operands] == [2, 2]
    assert answer.text.split("\n")[1] == "树木：合计：400[2] + 400[2] = 800 棵"
