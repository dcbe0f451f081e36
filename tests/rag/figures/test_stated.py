from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.figures.stated import figures


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
        ("从17家至20家", ["17家至20家"]),
        ("签约80名港医", ["80名"]),
        ("10,155个", ["10,155个"]),
        ("2025年2月21日前，2025年底前", ["2025年2月21日前", "2025年底前"]),
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
