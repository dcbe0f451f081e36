import pytest

from eval.facts import facts_found
from eval.normal import normalise
from eval.wording import reworded


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("十二所学校", "12所学校"),
        ("两名院士", "2名院士"),
        ("一万零一百五十五个", "10155个"),
        ("十二万户", "120000户"),
        ("六点一名", "6.1名"),
        ("百分之三点四", "3.4%"),
        ("百分之70", "70%"),
        ("近八成", "近80%"),
        ("七成半", "75%"),
        ("成为两成果", "成为两成果"),
        ("5个百分点", "5个百分点"),
        ("近半常住人口", "近50%常住人口"),
        ("三力三区,第十二期", "三力三区,第十二期"),
        ("16.3 billion yuan", "16300000000元"),
        ("RMB 1.35bn", "1350000000元"),
        ("twelve schools", "12 schools"),
        ("nine beds", "9 beds"),
        ("grew by about 3.4 per cent", "增长3.4%"),
        ("a 3.4% decline", "a 下降3.4%"),
        ("rose to 6.1", "提高到6.1"),
        ("21 February 2025, March 5, 2025", "2025年2月21日, 2025年3月5日"),
        ("处置全程没有人伤亡", "处置全程零伤亡"),
    ],
)
def test_figures_in_words_become_digits(text: str, meant: str) -> None:
    assert reworded(normalise(text)) == meant


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        ("一百六十三亿元", "163亿元"),
        ("16.3 billion yuan", "163亿元"),
        ("占八成", "80%"),
        ("240个床位", "240张"),
        ("80位港医", "80名"),
        ("12間學校", "12所"),
        ("GDP grew 3.4 per cent", "增长3.4%"),
        ("5 percentage points", "5个百分点"),
        ("没有人员伤亡", "零伤亡"),
    ],
)
def test_a_fact_in_other_words_is_stated(answer: str, fact: str) -> None:
    assert facts_found(answer, [[fact]]) == (True,)


@pytest.mark.parametrize(
    ("answer", "fact"),
    [
        ("一百六十三万元", "163亿元"),
        ("16.3 million yuan", "163亿元"),
        ("GDP fell 3.4 per cent", "增长3.4%"),
        ("240套", "240张"),
        ("80个百分点", "80名"),
        ("三成", "80%"),
    ],
)
def test_another_fact_in_words_is_not(answer: str, fact: str) -> None:
    assert facts_found(answer, [[fact]]) == (False,)
