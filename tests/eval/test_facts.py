import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.facts import facts_found


def states(answer: str, fact: str) -> bool:
    return facts_found(answer, [[fact]])[0]


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        ("固定资产投资 13500 万元。", "1.35亿元"),
        ("惠及 62000户。", "6.2万户"),
        ("增长23%", "增长23.0%"),
        ("比上年增长约 3.4％[2]", "增长3.4%"),
        ("2022年的增幅為3.4%", "增长3.4%"),
        ("目标6.0—6.5%", "6.0%-6.5%"),
        ("超107.6亿元", "107.6亿元"),
        ("降至15.8微克/立方米", "15.8 微克"),
        ("增设7家", "7家"),
        ("不少于5场以上活动", "5场"),
        ("建成10所学校", "10所"),
        ("新增2个小巨人企业", "2个小巨人"),
        ("自2025年02月21日起", "2025年2月21日"),
        ("U13、U15地块", "U15"),
        ("建設“1+10+81+N”體系", "1+10+81+N"),
        ("PM_{2.5}年均浓度", "PM2.5"),
        ("组织体系，力量资源，治理服务", "组织体系、力量资源、治理服务"),
        ("佔財政支出比重近八成", "近八成"),
        ("within 3 working days", "3 working days"),
        ("达到 7%左右", "达到 7%"),
        ("用电2700千瓦", "2,700"),
        ("2019年和2022年", "2022"),
        ("B1地块", "B1"),
        ("全区新建成10所学校", "建成10所"),
        ("引进7家和6家", "7家和6家"),
    ],
)
def test_states(answer: str, fact: str) -> None:
    assert states(answer, fact)


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        ("固定资产投资410亿元", "10亿元"),
        ("共16个", "6个"),
        ("107.6亿元", "7.6亿元"),
        ("107.6亿元", "107亿元"),
        ("163万元", "163亿元"),
        ("163亿美元", "163亿元"),
        ("下降3.4%", "增长3.4%"),
        ("3.4%", "增长3.4%"),
        ("增长到3.4%", "增长3.4%"),
        ("增长34%", "增长3.4%"),
        ("提高5个百分点", "5个"),
        ("6.0%-6.5%", "6.5%"),
        ("9000万人次", "9000万人"),
        ("第3个", "3个"),
        ("占30%", "30"),
        ("91.2亿元", "91.2"),
        ("100个市场化场景", "100个政府端"),
        ("2025年3月21日", "2025年2月21日"),
        ("2月21日，2025年", "2025年2月21日"),
        ("①5场", "15场"),
        ("新开工10所学校", "建成10所"),
        ("7家多于去年的6家", "7家和6家"),
        ("U130", "U13"),
        ("AB1地块", "B1"),
        ("TODAY", "TOD"),
        ("11+7机制", "1+7"),
        ("1+7+N机制", "1+7"),
        ("第十二期", "二期"),
        ("连续十七年", "七年"),
        ("", "163亿元"),
        ("。", "。"),
    ],
)
def test_does_not_state(answer: str, fact: str) -> None:
    assert not states(answer, fact)


def test_all_facts_are_looked_for_and_any_alternative_suffices() -> None:
    assert facts_found("供应99座。", [["99 stations", "99座"], ["500米"]]) == (True, False)


def test_citation_numbers_are_no_figures() -> None:
    assert not states("新增学位若干[3]。", "3")


@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_only_an_equal_figure_states_a_figure(written: int, wanted: int) -> None:
    assert states(f"新增学位{written}个。", f"{wanted}个") == (written == wanted)


@given(st.text(alphabet="罗湖口岸学位养老", min_size=2, max_size=8), st.text(alphabet="罗湖口岸学位养老", max_size=8))
def test_words_are_found_wherever_they_stand_and_however_they_are_spaced(words: str, around: str) -> None:
    assert states(f"{around}{' '.join(words)}{around}。", words)
