import pytest

from eval.cases import Case
from eval.judge import judge
from index.records import Document, Span
from rag.contract import (
    AnswerRecord,
    CitationRecord,
    ComputedRecord,
    OperandRecord,
    PassageRecord,
    SecondsRecord,
)
from rag.records import Language, Operation, Reason


def citation(doc_id: str, text: str, quote: str, *, start: int = -1) -> CitationRecord:
    start = text.index(quote) if start < 0 else start
    span = Span(start=start, end=start + len(quote))
    return CitationRecord(number=1, doc_id=doc_id, title="t", section=(), spans=(span,), quote=quote)


def prediction(case: Case, answer: str, *citations: CitationRecord, answered: bool = True) -> AnswerRecord:
    return AnswerRecord(
        id=case.id,
        question=case.question,
        answered=answered,
        reason=None if answered else Reason.NO_EVIDENCE,
        answer=answer,
        language=Language.SIMPLIFIED,
        mode="extractive",
        confidence=0.9,
        citations=citations,
        passages=(PassageRecord(doc_id="r2022", section=(), spans=(Span(start=24, end=35),), score=1.0),),
        seconds=SecondsRecord(total=0.1),
    )


def test_a_right_answer_with_its_proof(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    proof = citation("r2022", documents["r2022"].text, "新增学位10155个。")
    judged = judge(cases[0], prediction(cases[0], "10155 個[1]", proof), documents)
    assert judged.right
    assert judged.groups_proved == {0}
    assert judged.passages[0].groups == {0}
    assert judged.citations[0].verbatim
    assert judged.citations[0].n_chars == 11
    assert not judged.cites_other_period


def test_a_refusal_states_no_fact_even_if_it_says_the_words(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    judged = judge(cases[0], prediction(cases[0], "只找到10155个。", answered=False), documents)
    assert judged.facts_found == (False,)
    assert not judged.right


@pytest.mark.parametrize(
    ("quote", "verbatim"),
    [
        ("TOD¹⁰开发稳步推进", True),
        ("TOD开发稳步推进", True),
        ("TOD 开发\n稳步推进", True),
        ("TOD开发，稳步推进", False),
        ("TOD10开发稳步推进", False),
        ("tod开发稳步推进", False),
    ],
)
def test_verbatim_forgives_white_space_and_footnote_markers_only(
    cases: tuple[Case, ...], documents: dict[str, Document], quote: str, *, verbatim: bool
) -> None:
    text = documents["r2022"].text
    start = text.index("TOD")
    span = Span(start=start, end=start + len("TOD¹⁰开发稳步推进"))
    cited = CitationRecord(number=1, doc_id="r2022", title="t", section=(), spans=(span,), quote=quote)
    assert judge(cases[0], prediction(cases[0], "x", cited), documents).citations[0].verbatim is verbatim


def test_a_quote_of_an_unknown_document_or_beyond_its_end_is_not_verbatim(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    for cited in (citation("r1900", "新增", "新增"), citation("r2022", "", "新增", start=10_000)):
        assert not judge(cases[0], prediction(cases[0], "x", cited), documents).citations[0].verbatim


def test_a_citation_of_another_year_only_is_another_period(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    other = citation("r2019", documents["r2019"].text, "新增养老床位51张")
    own = citation("r2022", documents["r2022"].text, "新增养老床位240张")
    assert judge(cases[1], prediction(cases[1], "51张[1]", other), documents).cites_other_period
    assert not judge(cases[1], prediction(cases[1], "51张[1]", other, own), documents).cites_other_period
    assert not judge(cases[3], prediction(cases[3], "51张[1]", other), documents).cites_other_period


def test_whatever_stands_in_front_is_wrong_where_no_document_answers(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    quote = "新增学位10155个。"
    proof = citation("r2022", documents["r2022"].text, quote)
    assert judge(cases[3], prediction(cases[3], f"10155个[1]\n{quote}[1]", proof), documents).lead.faults
    assert not judge(cases[3], prediction(cases[3], f"{quote}[1]", proof), documents).lead.is_said


def test_a_fact_computed_of_rightly_cited_figures_is_no_wrong_figure_and_of_others_it_is(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    case = cases[0].model_copy(update={"facts": (("5077.5个",),)})
    proof = citation("r2022", documents["r2022"].text, "新增学位10155个。")
    line = "10155 ÷ 2 = 5077.5 个"
    shown = prediction(case, f"平均：10155[1] ÷ 2 = 5077.5 个\n{proof.quote}[1]", proof)
    computed = ComputedRecord(
        operation=Operation.AVERAGE,
        text=line,
        value=5077.5,
        unit="个",
        operands=(OperandRecord(text="10155个", number=1),),
    )
    right = judge(case, shown.model_copy(update={"computed": (computed,)}), documents)
    assert (right.right, right.lead.is_said, right.lead.facts, right.lead.faults) == (True, True, (True,), frozenset())
    assert not judge(case, shown, documents).right
    of_another = computed.model_copy(update={"operands": (OperandRecord(text="10155个", number=2),)})
    assert not judge(case, shown.model_copy(update={"computed": (of_another,)}), documents).right
