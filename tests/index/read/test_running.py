"""Parts of a report whose heading has a five-year plan: each paragraph is of the period it turns to, and goes on."""

import pytest

from index.read.period import heading_periods
from index.records import Coverage, Status
from tests.index.documents import document, path_of, read, unit_with

COVERS = (
    Coverage(first_year=2025, last_year=2025, status=Status.RESULT),
    Coverage(first_year=2026, last_year=2026, status=Status.PLAN),
)
FIVE, NEXT = (2021, 2022, 2023, 2024, 2025), (2026, 2027, 2028, 2029, 2030)


def periods(text: str, *told: str) -> list[tuple[tuple[int, ...], str]]:
    found = read(text, covers=COVERS)
    units = [unit_with(found, words) for words in told]
    return [(unit.years, unit.status.value) for unit in units]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("一、2025年和“十四五”时期工作回顾", [((2025,), "result"), (FIVE, "result")]),
        ("一、“十四五”时期和2025年工作回顾", [(FIVE, "result"), ((2025,), "result")]),
        ("二、“十四五”时期发展成就和“十五五”时期主要目标任务", [(FIVE, "result"), (NEXT, "plan")]),
        ("一、“十四五”时期工作回顾", [(FIVE, "result"), ((2025,), "result")]),  # of whose last year it may tell
        ("二、“十五五”主要目标", [(NEXT, "plan"), ((2026,), "plan")]),
        ("三、推动“十五五”开好局、起好步", [((2026,), "plan")]),
        ("二、关于《第十五个五年规划纲要（草案）》的说明", [(NEXT, "plan"), ((2026,), "plan")]),
        ("三、2026年重点工作", []),
    ],
)
def test_a_heading_names_its_periods_in_order(heading: str, expected: list[tuple[tuple[int, ...], str]]) -> None:
    found = heading_periods(heading, document("x", covers=COVERS))
    assert [(period.years, period.status.value) for period in found] == expected


def test_a_paragraph_turns_to_the_period_it_opens_with_and_those_behind_it_go_on() -> None:
    text = (
        "一、2025年和“十四五”时期工作回顾\n"
        "这一年，我们迎难而上，渔港收入增长8%，登记渔船12艘，新修防波堤三段。\n"
        "渔港面貌一新，新建灯塔5座，改造码头3座，游船开行两百班。\n"
        "各位代表！“十四五”时期是渔港成型起势的关键五年，航线增至9条。\n"
        "渔港能力跃升，累计新建泊位40个，疏浚航道30公里，登记渔民三千名。\n"
        "过去一年，我们也看到不足，船坞只有一座，补给只有两处，风浪预警不够快。\n"
    )
    told = periods(text, "渔船12艘", "灯塔5座", "增至9条", "泊位40个", "船坞只有一座")
    assert told == [((2025,), "result")] * 2 + [(FIVE, "result")] * 2 + [((2025,), "result")]


def test_headings_of_its_own_do_not_stop_what_runs_through_a_part() -> None:
    text = (
        "一、“十四五”时期和2025年工作回顾\n"
        "“十四五”时期极不寻常，渔港吞吐量年均增长5%，航线增至9条，渔民收入翻番。\n"
        "（一）渔港建设成效明显。新建泊位40个。\n"
        "刚刚过去的2025年，渔港上下同心，新建灯塔5座，改造码头3座，疏浚航道两段。\n"
        "（二）渔民生活不断改善。发放补贴300万元。\n"
        "二、“十五五”时期重点任务\n"
        "新建海底隧道两条，航线增至20条，游船全部换用清洁能源，渔港绿化过半。\n"
        "三、2026年重点工作\n"
        "今年是“十五五”开局之年，开工建设第二渔港，新辟航线两条，登记渔船全部换证。\n"
    )
    told = periods(text, "泊位40个", "灯塔5座", "补贴300万元", "海底隧道", "第二渔港")
    assert told == [(FIVE, "result"), ((2025,), "result"), ((2025,), "result"), (NEXT, "plan"), ((2026,), "plan")]


def test_dated_parts_without_a_numeral_hold_what_is_numbered_anew_in_them() -> None:
    text = (
        "“十四五”时期发展成就和2025年工作回顾\n"
        "“十四五”时期渔港发展极不平凡，航线增至9条，渔民收入翻番，新建泊位四十个。\n"
        "“十五五”时期主要目标和2026年重点工作\n"
        "今年经济社会发展的主要预期目标是：渔港收入增长8%，登记渔船12艘，新修防波堤三段。\n"
        "一、建设平安渔港\n"
        "开展风浪预警，改造旧码头，培训船工三百名，新设救助站两处，全部船只装上定位。\n"
        "二、深化渔业改革\n"
        "推行渔获拍卖，设立渔业基金，吸引社会投资，建立渔民合作社，打通冷链运输。\n"
    )
    found = read(text, covers=COVERS)
    for words, heading in (("风浪预警", "一、建设平安渔港"), ("渔获拍卖", "二、深化渔业改革")):
        unit = unit_with(found, words)
        assert path_of(found, unit) == ("“十五五”时期主要目标和2026年重点工作", heading)
        assert (unit.years, unit.status) == ((2026,), Status.PLAN)


def test_what_opens_like_a_sentence_with_this_year_turns_what_stands_behind_it_to_it() -> None:
    text = (
        "一、“十五五”时期目标任务和2026年工作安排\n"
        "“十五五”时期是渔港成型的关键时期，新建海底隧道两条，航线增至20条，渔港绿化过半。\n"
        "今年是“十五五”开局之年，必须迈好第一步。要开工建设第二渔港，登记渔船全部换证，新修防波堤三段。\n"
        "主要预期目标是：渔港收入增长8%，登记渔船12艘，游船开行两百班，补给站增至六处。\n"
    )
    assert periods(text, "海底隧道", "第二渔港", "登记渔船12艘") == [
        (NEXT, "plan"),
        ((2026,), "plan"),
        ((2026,), "plan"),
    ]
