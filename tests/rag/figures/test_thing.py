"""A figure whose subject is narrower than the asked thing, or another, stands in front of nothing."""

import pytest

from index.records import Unit
from rag.figures.counted import records_by_start
from rag.figures.lead import lead_keys, led
from rag.figures.thing import Kin, asked_thing, kin_of
from rag.records import Language
from tests.rag.asked import understood, unit, weights


def _texts(question: str, of: Unit) -> tuple[str, ...]:
    return tuple(figure.text for figure in led(of, understood(question), weights(question)))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("生育补贴多少钱", "发放养殖户补贴1800万元,群众得到实惠。"),  # of another kind
        ("养鱼补贴有多少钱", "发放养殖户补贴1800万元,群众得到实惠。"),  # a character of two is not its word
        ("发生多少起台风", "提升台风防御能力,新建消火栓85个,保持稳定。"),  # what happened is no part of the name
        ("灯具投资多少亿元", "地标投资25亿元,保持稳定。"),
        ("存款余额是多少", "制造业贷款余额29万亿元,保持稳定。"),
        ("牧业增加值多少亿元", "服务业增加值28亿元,保持稳定。"),  # 服务 is done to nothing here
        ("企业有多少家", "规模以上企业20家,保持稳定。"),  # narrower
        ("产值多少亿元", "海洋渔业产值20亿元,保持稳定。"),
        ("地区生产总值是多少", "地区生产总值增长3.0%,进出口总额37亿元。"),  # the asked thing has its own figure
        ("进出口总额是多少", "社会消费品零售总额97亿元,保持稳定。"),  # nothing of the asked measure
        ("灯具产业规模多少", "灯具、钟表、陶瓷三大产业规模突破20亿元,保持稳定。"),  # of several together
        ("走失儿童有多少", "帮助走失儿童回家,陶瓷工匠登记3300人,保持稳定。"),  # named in another clause only
    ],
)
def test_a_figure_of_another_thing_does_not_lead(question: str, text: str) -> None:
    assert _texts(question, unit(text)) == ()


@pytest.mark.parametrize(
    ("question", "text", "key"),
    [
        ("固定资产投资多少亿元", "全社会固定资产投资25亿元,保持稳定。", "25亿元"),  # said of the whole
        ("工业增加值多少亿元", "规模以上工业增加值77亿元,保持稳定。", "77亿元"),  # surveyed for the whole
        ("存款余额是多少", "银行机构本外币存款余额29万亿元,保持稳定。", "29万亿元"),
        ("新增就业多少人", "城镇新增就业1206人,保持稳定。", "1206人"),
        ("海洋渔业产值多少亿元", "海洋渔业产值20亿元,保持稳定。", "20亿元"),  # the narrowing is asked
        ("生产总值是多少亿元", "地区生产总值2630亿元,进出口总额37亿元。", "2630亿元"),
        (
            "盖的新灯塔馆花了多少钱",
            "投资836万元的新灯塔馆,550万元的渔船栈桥基本完工。",
            "836万元",
        ),  # how its money is told
        ("引进了多少家总部企业", "新引进总部企业8家,保持稳定。", "8家"),
    ],
)
def test_what_only_describes_a_thing_leaves_its_figure_in_front(question: str, text: str, key: str) -> None:
    assert _texts(question, unit(text)) == (key,)


def test_where_all_figures_of_a_unit_are_of_another_thing_the_next_unit_leads() -> None:
    question = "存款余额是多少"
    units = (
        unit("制造业贷款余额29万亿元,存款余额再创新高。", name="a"),
        unit("本外币存款余额38万亿元,保持稳定。", name="b"),
    )
    keys = lead_keys(units, understood(question), weights(question))
    assert [(of.unit_id, found.text) for of, texts in keys for found in texts] == [("b", "38万亿元")]


def test_an_english_question_gets_no_figure_beside_the_one_whose_subject_it_names() -> None:
    of = unit("地区生产总值增长3.0%,进出口额37亿元。")
    asked = understood("What was the GDP?", language=Language.ENGLISH)
    records = records_by_start(of)
    kins = [kin_of(of, record, records, asked, weights("生产总值")) for record in records.values()]
    assert kins == [Kin.UNSURE, Kin.OTHER]


def test_the_asked_thing_is_the_part_where_a_whole_is_named() -> None:
    assert asked_thing(understood("灯具展商里面陶瓷展商有多少家")) == "陶瓷展商"
