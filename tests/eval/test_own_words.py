import pytest

from eval.own_words import lead_of, lines_of
from index.records import Period, Span, Status
from rag.contract import AnswerRecord, CitationRecord, SecondsRecord
from rag.records import Language

QUOTE = "新增养老床位240张。"


def answered(text: str, quote: str = QUOTE) -> AnswerRecord:
    cited = CitationRecord(number=1, doc_id="d", title="t", section=(), spans=(Span(start=0, end=1),), quote=quote)
    return AnswerRecord(
        id="t001",
        question="?",
        answered=True,
        reason=None,
        answer=text,
        language=Language.SIMPLIFIED,
        mode="extractive",
        citations=(cited,),
        passages=(),
        seconds=SecondsRecord(total=0.0),
    )


def test_a_quote_is_not_the_assistants_own_word() -> None:
    lead, quote = lines_of(answered(f"240张[1]\n2022年情况：{QUOTE}[1]"))
    assert (lead.own, lead.marks, lead.quoted, lead.speaks) == ("240张", (1,), (), True)
    assert (quote.own, quote.marks, quote.quoted, quote.speaks) == ("", (1,), (1,), False)
    assert lead_of(answered(f"240张[1]\n{QUOTE}[1]")).split("\n")[0] == "240张[1]"


def test_what_stands_beside_a_quote_is_the_assistants_own_word() -> None:
    (line,) = lines_of(answered(f"2022年情况：是的，{QUOTE}[1]"))
    assert (line.own, line.speaks) == ("是的，", True)


def test_a_quote_is_found_across_line_ends_and_footnote_marks() -> None:
    (line,) = lines_of(answered("新增养老 床位¹²240张。[1]"))
    assert line.quoted == (1,)
    assert not line.speaks


@pytest.mark.parametrize(
    ("label", "period"),
    [
        ("2022年情况：", Period((2022,), Status.RESULT)),
        ("2025年計劃：", Period((2025,), Status.PLAN)),
        ("2021–2023年计划：", Period((2021, 2022, 2023), Status.PLAN)),
        ("2019、2022年：", Period((2019, 2022), Status.OTHER)),
        ("2022, reported: ", Period((2022,), Status.RESULT)),
        ("2024 and 2025, planned: ", Period((2024, 2025), Status.PLAN)),
        ("罗湖 · 2022年情况：", Period((2022,), Status.RESULT)),
    ],
)
def test_labels_are_read_in_every_language(label: str, period: Period) -> None:
    (line,) = lines_of(answered(f"{label}240张[1]"))
    assert (line.label, line.own) == (period, "240张")


def test_a_source_is_read_off_and_an_introduction_says_nothing() -> None:
    first, second = lines_of(answered("各文件的说法不一：\n《工作报告》（2025年3月5日）：240张[1]"))
    assert first.is_introduction
    assert not first.speaks
    assert (second.title, second.issued, second.own) == ("工作报告", "2025年3月5日", "240张")
