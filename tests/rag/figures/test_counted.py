"""A figure that surely counts something else than what is asked stands in front of nothing."""

from dataclasses import replace

import pytest

from index.records import Status, Unit
from rag.figures.counted import stands_at_end
from rag.figures.lead import led
from rag.question.answer_form import any_figure
from rag.records import Language
from tests.rag.asked import understood, unit, weights


def _texts(question: str, of: Unit) -> tuple[str, ...]:
    return tuple(figure.text for figure in led(of, understood(question), weights(question)))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("灯会一共卖了多少张门票", "精心筹办灯会,36个国家参展,再次展示风采。"),  # in another measure, of no tickets
        (
            "全区有多少家医院",
            "推动医院创建,新增2家医院试点,群众得到实惠。",
        ),  # added, where it is asked how many there are
        (
            "去年新修了多少公里铁路",
            "铁路建成通车,总长达到906公里,群众得到实惠。",
        ),  # all there is, where it is asked what was added
        ("全区一共多少家医院", "推动医院创建,新增2家医院试点,群众得到实惠。"),
        ("全区有多少家甲等医院", "推动创建甲等医院,新增2家门诊达到推荐标准,群众得到实惠。"),
        ("当地有多少个老旧小区", "高质量推进更新,改造30个老旧小区,群众得到实惠。"),
        ("出口多少亿元", "进出口总额接连突破8亿元、9亿元,居全省第二。"),  # the subject stands in the clause before
        ("自行车产量多少", "自行车新上牌37万辆,群众得到实惠。"),  # another amount of the thing
        ("当地总面积是多少平方公里", "全年新增商业面积14平方公里,群众得到实惠。"),
        ("常住居民多少", "常住居民城镇化达到76.58%,群众得到实惠。"),  # a share, where no rate is asked
        ("制造业外资多少亿美元", "使用外资115.6亿美元,其中制造业外资占比40.9%。"),  # the clause behind tells it
        ("补贴多少", "正常经营36个月以上的,依次给予各档补贴。"),  # a time, where no measure is asked
        ("招引项目多少", "全年引进10亿级项目,再创新高。"),  # in a name
        ("2022年就业人数是多少", "就业人数年均12万人，保持稳定。"),  # a mean of years
        ("码头2.0改造赔了多少", "启动码头2.0改造,群众得到实惠。"),  # the question says it itself
        ("那十座码头的改造赔了多少座", "启动十座码头的改造,群众得到实惠。"),  # it says it itself, in words
        ("引进了多少船厂", "吸引500强船厂落户,群众得到实惠。"),  # a rank, in a name
        ("新建了多少学校", "新建50个养老中心,新增7701张床位。"),  # what it counts has no measure word
        ("码头走了多少集装箱", "推进码头建设,集装箱航线增至150条,再创新高。"),  # of lines; 集 is no measure word there
        ("灯具占全国几成", "灯具产量增长11.2%,居全国首位。"),  # by how much it grew is no share
    ],
)
def test_what_counts_another_does_not_lead(question: str, text: str) -> None:
    assert _texts(question, unit(text)) == ()


def test_how_many_asks_for_no_percentage_and_no_sum() -> None:
    told, asked = unit("通关时效提升80%以上,群众得到实惠。"), "how many ports are open"
    question = understood(asked, language=Language.ENGLISH)
    assert led(told, replace(question, expected=any_figure()), weights("通关时效提升")) == ()
    earned = unit("口岸营收6800亿元左右,群众得到实惠。")
    assert led(earned, replace(question, expected=any_figure()), weights("口岸营收")) == ()
    rate = understood("by how much did it rise", language=Language.ENGLISH)
    assert [one.text for one in led(told, replace(rate, expected=any_figure()), weights("通关时效提升"))]


def test_the_figure_of_the_very_thing_leads_where_another_clause_agrees_as_well() -> None:
    told = unit("目标是：渔业指数增长5%,工业指数增长6%,单位渔业指数能耗下降3.8%。")
    aim = replace(understood("渔业指数目标是多少"), status=Status.PLAN)
    assert [one.text for one in led(told, aim, weights(aim.asked))] == ["增长5%"]
    assert _texts("渔业指数是多少", told) == ()  # by how much it grew is not how much it is


def test_the_measure_that_people_say_for_any_tells_nothing() -> None:
    told = unit("改造集市16家、村落12个,群众得到实惠。")
    assert _texts("集市改造了多少个", told) == ("16家",)


@pytest.mark.parametrize(
    ("question", "text", "key"),
    [
        ("开了多少间蔬菜超市", "推进平价蔬菜超市建设,年内完成20个,群众得到实惠。", "20个"),  # named in its sentence
        ("全区有多少家医院", "累计新增医院12家,群众得到实惠。", "12家"),  # added, and of all there are
        ("去年新修了多少公里铁路", "累计修建铁路906公里,群众得到实惠。", "906公里"),
        ("新增了多少家医院", "推动创建,新增2家医院,群众得到实惠。", "2家"),
        ("增发了多少债券", "全年增发9亿元债券支持重建,群众得到实惠。", "9亿元"),
        ("改造用了多少日", "我们仅用7天完成改造,群众得到实惠。", "7天"),
        ("项目投资额是多少亿元", "完成项目投资54亿元,群众得到实惠。", "54亿元"),
        ("一次性奖励最高多少", "按投入的30%给予一次性奖励,最高30万元,群众得到实惠。", "30万元"),
        ("刑事案件下降多少", "整治有力,刑事、治安案件分别下降6.6%、3.6%。", "下降6.6%"),
        ("2022年空气年均浓度是多少", "空气年均浓度降至15微克,群众得到实惠。", "降至15微克"),
    ],
)
def test_what_may_count_what_is_asked_leads(question: str, text: str, key: str) -> None:
    assert _texts(question, unit(text)) == (key,)


FIVE = (2018, 2019, 2020, 2021, 2022)


@pytest.mark.parametrize(
    ("question", "text", "key"),
    [
        ("2020年新增就业多少人", "城镇新增就业6000万人,保持稳定。", ()),
        ("2022年新增就业多少人", "城镇新增就业6000万人,保持稳定。", ()),  # what five years brought together
        ("2022年铁路里程多少公里", "铁路里程达到15万公里,保持稳定。", ("15万公里",)),  # a level is that of the last
        ("2020年铁路里程多少公里", "铁路里程达到15万公里,保持稳定。", ()),
        ("2020年新增就业多少人", "到2020年底,城镇新增就业6000万人,保持稳定。", ("6000万人",)),
    ],
)
def test_a_figure_of_several_years_is_none_of_one(question: str, text: str, key: tuple[str, ...]) -> None:
    assert _texts(question, unit(text, years=FIVE)) == key


def test_what_several_years_brought_together_does_not_lead_for_the_last_of_them() -> None:
    of = unit("外商投资累计达到149亿美元，居全国第二。", years=(2021, 2022))
    assert _texts("2022年外商投资多少亿美元", of) == ()


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("航线达到78条，再创新高。", True),
        ("新增航线78条，再创新高。", False),  # what the years brought
        ("累计开通航线78条，再创新高。", False),
        ("航线年均78条，再创新高。", False),
        ("航线增长78%，再创新高。", False),
    ],
)
def test_how_much_there_is_at_the_end_of_several_years_is_of_the_last(text: str, *, is_told: bool) -> None:
    of = unit(text, years=(2020, 2021, 2022))
    assert stands_at_end(of, understood("2022年航线多少")) is is_told
    assert not stands_at_end(of, understood("2021年航线多少"))
