from decimal import Decimal

import pytest

from index.records import Span, Status
from rag.answer.points import Series, series
from rag.assistant import Assistant
from rag.records import Answered, Citation, Key, Language, Question, Row, Seconds


def _answered(*rows: tuple[int, Status, tuple[str, ...]], language: Language = Language.SIMPLIFIED) -> Answered:
    citation = Citation(
        number=1, doc_id="d", title="t", issued=None, section=(), spans=(Span(start=0, end=1),), quote="q", sha256="0"
    )
    return Answered(
        question=Question(id="q", text="q"),
        language=language,
        text="[1]",
        mode="extractive",
        passages=(),
        seconds=Seconds(total=0, embed=0),
        confidence=1,
        citations=(citation,),
        table=tuple(
            Row(years=(year,), status=status, keys=tuple(Key(text=text, restated="", numbers=(1,)) for text in texts))
            for year, status, texts in rows
        ),
    )


def _results(*texts: str | tuple[str, ...], language: Language = Language.SIMPLIFIED) -> Series | None:
    rows = [(2019 + n, Status.RESULT, (text,) if isinstance(text, str) else text) for n, text in enumerate(texts)]
    return series(_answered(*rows, language=language))


def _values(*texts: str | tuple[str, ...], language: Language = Language.SIMPLIFIED) -> tuple[str, list[str]]:
    found = _results(*texts, language=language)
    assert found
    return found.unit, [str(point.value) for point in found.points]


def test_points_have_their_period_their_figure_as_shown_and_whether_it_is_planned() -> None:
    found = series(
        _answered(
            (2019, Status.RESULT, ("6589 个",)),
            (2020, Status.PLAN, ("2700个",)),
            (2025, Status.PLAN, ("4000个以上",)),
        )
    )
    assert found
    assert [point.label for point in found.points] == ["2019年情况", "2020年计划", "2025年计划"]
    assert [point.status for point in found.points] == [Status.RESULT, Status.PLAN, Status.PLAN]
    assert [point.text for point in found.points] == ["6589 个", "2700个", "4000个以上"]
    assert [point.value for point in found.points] == [Decimal(6589), Decimal(2700), Decimal(4000)]
    assert (found.unit, found.is_change) == ("个", False)
    assert found.points[0].numbers == (1,)


def test_points_keep_the_words_that_say_how_exactly_a_figure_is_meant() -> None:
    texts = ("超过 2400 亿元", "约30亿元", "30余亿元", "4000亿元以上")
    found = _results(*texts)
    assert found
    assert [(point.before, point.after) for point in found.points] == [
        ("超过", ""), ("约", ""), ("", "余"), ("", "以上"),
    ]  # fmt: skip
    hong_kong = _results("1亿元", "2亿元", "约3亿元左右", language=Language.TRADITIONAL)
    assert hong_kong
    assert hong_kong.points[2].before == "約"
    english = _results(*texts, language=Language.ENGLISH)
    assert english
    assert [(point.before, point.after) for point in english.points] == [(">", ""), ("≈", ""), (">", ""), ("≥", "")]


@pytest.mark.parametrize(
    ("texts", "unit", "values"),
    [
        (("332 亿元", "超370亿元", "410亿元"), "亿元", ["332", "370", "410"]),
        (("13500万元", "1.7亿元", "2亿元"), "亿元", ["1.35", "1.7", "2"]),
        (("9800套", "9100套", "1.2万套"), "套", ["9800", "9100", "12000"]),
        (("22.60万元", "0.1万元", "30万元"), "万元", ["22.6", "0.1", "30"]),
        (("23.8 微克/立方米", "降至15.8微克/立方米", "17微克/立方米以下"), "微克/立方米", ["23.8", "15.8", "17"]),
        (("10 个", "10家", "5个"), "", ["10", "10", "5"]),
        (("12名", "10人", "5位"), "人", ["12", "10", "5"]),
    ],
)
def test_scales_are_brought_together_exactly(texts: tuple[str, ...], unit: str, values: list[str]) -> None:
    assert _values(*texts) == (unit, values)


def test_changes_are_a_line_of_their_own_and_falls_are_negative() -> None:
    found = _results("增长7.0%左右", "下降3%", "降幅1.5%")
    assert found
    assert found.is_change
    assert [point.value for point in found.points] == [Decimal(7), Decimal(-3), Decimal("-1.5")]


@pytest.mark.parametrize(
    "texts",
    [
        ("332亿元", "410亿元"),  # two periods
        ("332亿元", "增长3.4%", "410亿元"),  # a change among levels
        ("94%", "增长3.4%", "97%"),
        ("332亿元", "410公里", "380亿元"),
        ("增长7.0%", "增长6.0%-6.5%", "增长3.0%"),  # a range
        ("332亿元", "筹集6111套、供应4029套", "410亿元"),
        ("6111套", "筹集6111套、供应4029套", "410套"),  # two of the kind
        ("近八成", "近半", "过半"),
        ("2019年3月", "2020年4月", "2021年5月"),
    ],
)
def test_there_is_no_line(texts: tuple[str, ...]) -> None:
    assert _results(*texts) is None


def test_the_kind_that_every_period_has_once_is_the_line() -> None:
    assert _values(("增长7.0%", "超过2400亿元"), ("2630.2亿元", "增长3.4%"), "增长3.0%") == ("%", ["7", "3.4", "3"])
    both = ("330亿元", "增长3%"), ("340亿元", "增长4%"), ("增长5%", "350亿元")
    assert _values(*both) == ("亿元", ["330", "340", "350"])


@pytest.mark.parametrize(
    ("language", "texts", "unit", "values"),
    [
        (Language.TRADITIONAL, ("332亿元", "370亿元", "410亿元"), "億元", ["332", "370", "410"]),
        (Language.CANTONESE, ("1万个", "2万个", "3万个"), "萬個", ["1", "2", "3"]),
        (Language.ENGLISH, ("332亿元", "370亿元", "0.5亿元"), "billion yuan", ["33.2", "37", "0.05"]),
        (Language.ENGLISH, ("6589 个", "10155个", "8430个"), "", ["6589", "10155", "8430"]),
        (Language.ENGLISH, ("94%", "95%以上", "97.5%"), "%", ["94", "95", "97.5"]),
        (Language.ENGLISH, ("15微克/立方米",) * 3, "micrograms per cubic metre", ["15"] * 3),
    ],
)
def test_the_unit_is_in_the_language_of_the_answer(
    language: Language, texts: tuple[str, ...], unit: str, values: list[str]
) -> None:
    assert _values(*texts, language=language) == (unit, values)


@pytest.mark.parametrize(
    ("text", "unit", "values"),
    [
        ("历年新增学位", "个", ["6589", "2700", "10155", "4500", "8430", "4000"]),
        ("近几年新增公办学位数量变化", "个", ["6589", "2700", "10155", "4500", "8430", "4000"]),
        ("歷年新增學位數目", "個", ["6589", "2700", "10155", "4500", "8430", "4000"]),
        ("这几年PM2.5浓度的变化趋势", "微克/立方米", ["23.8", "23", "15.8", "17", "15"]),
        ("罗湖2019年、2022年、2024年的地区生产总值分别是多少？", "%", ["7", "3.4", "3"]),
        ("How has fixed-asset investment changed over the years?", "billion yuan", ["33.2", "26.1", "37", "38", "41"]),
        ("How many school places were added each year?", "", ["6589", "10155", "8430"]),
    ],
)
@pytest.mark.model
def test_a_question_through_the_years_gives_a_line_of_all_that_is_held(
    text: str, unit: str, values: list[str], real_assistant: Assistant
) -> None:
    answer = real_assistant.answer(Question(id="q", text=text))
    assert isinstance(answer, Answered)
    found = series(answer)
    assert found
    assert found.unit == unit
    assert [str(point.value) for point in found.points] == values
    cited = {citation.number: citation.quote for citation in answer.citations}
    for point in found.points:
        assert all(point.text.split(" (")[0] in cited[number] for number in point.numbers)


@pytest.mark.model
def test_a_range_among_them_leaves_the_table_without_a_line(real_assistant: Assistant) -> None:
    answer = real_assistant.answer(Question(id="q", text="How has GDP changed over the years?"))
    assert isinstance(answer, Answered)
    assert [row.years for row in answer.table] == [(2019,), (2020,), (2022,), (2023,), (2024,)]
    assert series(answer) is None


@pytest.mark.model
def test_what_is_no_question_of_figures_gets_no_table(real_assistant: Assistant) -> None:
    for text in ("近年来罗湖在治安方面做了什么？", "近几年罗湖建了哪些学校？", "这几年营商环境变化大吗？"):
        answer = real_assistant.answer(Question(id="q", text=text))
        assert not isinstance(answer, Answered) or answer.table == ()
