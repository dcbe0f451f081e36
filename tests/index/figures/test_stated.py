from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.figures.stated import figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新增学位10155个。", ["10155个"]),
        ("税收 91.2 亿元，增长3.4%", ["91.2 亿元", "增长3.4%"]),
        ("同比下降14.9%", ["下降14.9%"]),
        ("负增长3%", ["负增长3%"]),
        ("新增7家", ["7家"]),
        ("不少于3%，15家以上，30余家，近八成", ["不少于3%", "15家以上", "30余家", "近八成"]),
        ("增长 6.0%-6.5%", ["增长 6.0%-6.5%"]),
        ("提高2个百分点", ["提高2个百分点"]),
        ("15.8微克/立方米", ["15.8微克/立方米"]),
        ("租金500元/月，补贴20元/人", ["500元/月", "20元/人"]),
        ("从17家至20家", ["17家至20家"]),
        ("签约80名港医", ["80名"]),
        ("10,155个", ["10,155个"]),
        ("2025年2月21日前，2025年底前", ["2025年2月21日前", "2025年底前"]),
        ("期限由今年六月底延长至明年三月底", ["今年六月底", "明年三月底"]),
        ("二零三一年三月三十一日，明年年底", ["二零三一年三月三十一日", "明年年底"]),
        ("三个月内，每月，今年新增3所", ["三个月", "3所"]),
        (
            "2026-27年度降至5个，二零二七年年底建成，2027/28學年",
            ["2026-27年", "降至5个", "二零二七年年底", "2027/28學年"],
        ),
    ],
)
def test_a_figure_comes_with_the_words_that_belong_to_it(text: str, found: list[str]) -> None:
    assert [figure.text for figure in figures(text)] == found


@pytest.mark.parametrize("text", ["PM2.5", "5G基站", "“1+7”机制", "7×24", "第3批", "〔2025〕1号", "3. 加强"])
def test_digits_of_a_name_an_ordinal_or_a_list_are_no_figure(text: str) -> None:
    assert figures(text) == ()


@given(st.text(alphabet="增长下降约近超至到1234567890.,%-—亿万元个家年月日以上左右余多 PM+、，。①", max_size=40))
def test_figures_are_verbatim_in_order_and_apart(text: str) -> None:
    found = figures(text)
    assert all(text[figure.start : figure.end] == figure.text for figure in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "figure", "core"),
    [
        ("新增学位六十二万三千个", "六十二万三千个", "623000个"),
        ("近三百家企业", "近三百家", "300家"),
        ("不少于三十人", "不少于三十人", "30人"),
        ("增长百分之五点二", "增长百分之五点二", "5.2%"),
        ("增長介乎百分之三點五至五點五", "百分之三點五至五點五", "3.5-5.5%"),
        ("失业三个月的人", "三个月", "3个月"),
        ("投入60 000元", "60 000元", "60 000元"),
    ],
)
def test_amounts_in_characters_and_in_groups_of_digits_are_figures(text: str, figure: str, core: str) -> None:
    assert [(found.text, found.core) for found in figures(text)] == [(figure, core)]


def test_a_figure_that_something_rose_or_fell_to_is_a_state() -> None:
    assert [figure.is_change for figure in figures("提高到95元,增速达到5%,降至3吨,增加9元")] == [
        False,
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("text", "found", "core"),
    [
        ("名額增至 400 個，其餘不變", "增至 400 個", "400 个"),
        ("交投量為四萬五千宗左右", "四萬五千宗左右", "45000宗"),
        ("改善工程超過 80 億元", "超過 80 億元", "80 亿元"),
    ],
)
def test_a_figure_in_traditional_characters_stands_as_it_is_written(text: str, found: str, core: str) -> None:
    assert [(figure.text, figure.core) for figure in figures(text)] == [(found, core)]


def test_what_something_is_measured_per_belongs_to_its_measure() -> None:
    told = figures("粉尘降至28.5微克每立方米,装机二十七万千瓦")
    assert [(figure.text, figure.measure) for figure in told] == [
        ("降至28.5微克每立方米", "微克/立方米"),
        ("二十七万千瓦", "千瓦"),
    ]
