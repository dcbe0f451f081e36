"""Which of several figures answers."""

from dataclasses import replace

import pytest

from rag.figures.lead import lead_keys, led
from rag.question.denied import meant
from tests.rag.asked import understood, unit, weights


def _keys(question: str, text: str) -> tuple[str, ...]:
    return tuple(figure.text for figure in led(unit(text), understood(question), weights(question)))


@pytest.mark.parametrize(
    ("question", "text", "key"),
    [
        ("多少户居民用上管道", "12个小区的6300户居民用上管道煤气。", "6300户"),  # the measure asked for
        ("高清探头装了多少个", "全县40所幼儿园安装700个高清探头。", "700个"),  # the words next to it
        (
            "养老补贴标准是多少元",
            "养老补贴标准由每人每月80元提高到95元。",
            "提高到95元",
        ),  # the state, not the one before
        ("能源消耗是多少吨", "能源消耗从50吨降至30吨，水质良好。", "降至30吨"),
        ("雨衣津贴是多少元", "将每名船工20元的雨衣津贴增至25元，每年发放。", "增至25元"),
        ("照顾津贴每月多少元", "照顾津贴由每月50元增加超过一倍至110元。", "110元"),
        ("轮候时间是多少年", "轮候时间由高峰约6年，回落至5.3年，好评如潮。", "回落至5.3年"),
        ("靠立体车库建设能多出多少个车位", "推动7处立体车库建设，新增车位300个。", "300个"),  # the noun that is counted
        ("以前用得太多，现在能源消耗是多少吨", "能源消耗从50吨降至30吨，水质良好。", "降至30吨"),
        ("听说降了，能源消耗原来是多少吨", "能源消耗从50吨降至30吨，水质良好。", "50吨"),
        (
            "给多少个渔港编了清单",
            "完成19个渔港和10个码头清单编制，好评如潮。",
            "19个",
        ),  # named behind
        ("码头边能多出多少泊位", "推动7处码头建设，新增泊位300个。", "300个"),  # counted with no measure word
        ("海塘累计修了多少公里", "建成海塘8公里、累计达到120公里，好评如潮。", "120公里"),  # in all
        ("供应住房多少套", "筹集住房610套、供应402套，好评如潮。", "402套"),  # what is done to it
        ("外资机构有多少家", "总部、外资机构分别达到71家、48家。", "48家"),  # in turn
        ("总部有多少家", "总部、外资机构分别达到71家、48家。", "71家"),
        ("新建学校多少所", "新建学校三所，修路四公里。", "三所"),  # in characters
        ("建多少安居房", "筹集安居性住房260套、供应120套，加快东坡03-02地块等安居房项目。", "260套"),  # no plot's name
        ("店铺的奖励是多少元", "对店铺营收达到2000元的奖励50元，长期有效。", "50元"),  # not what one gets it for
        ("店铺营收多少元才有奖励50元", "对店铺营收达到2000元的奖励50元，长期有效。", "2000元"),
        ("船票每月最多补多少元", "为每月超出200元的船票补贴三成，以每月50元为上限。", "50元"),  # nor from what on
        ("评为明星渔行奖多少元", "对评为“先进渔行”“明星渔行”的给予最高900元、300元奖励，按时到账。", "300元"),
        ("船票券多少元", "船票券先发首200元，合共800元，年中发完。", "800元"),  # not the first part of it
        ("船具补贴最多多少元", "船具补贴每套20元，船具补贴累计不超过900元，全年有效。", "不超过900元"),
        ("达标率是多少", "达标率为百分之九十六点五，居民满意。", "百分之九十六点五"),
        ("码头归并后剩几座", "码头由51座归并为33座，效益更好。", "33座"),  # by whatever verb
        ("管养码头扩大到多少个", "管养码头从15个县（市）扩大到57个县（市），效益更好。", "57个"),
        ("新增货运泊位多少个", "货运泊位增加30个，全县21个镇都有航线。", "增加30个"),  # what grew was added
    ],
)
def test_the_figure_of_what_is_asked_leads(question: str, text: str, key: str) -> None:
    assert _keys(question, text) == (key,)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("出口额是多少亿元", "进出口额800亿元，居全省第二。"),  # one is not the other
        ("财政支出是多少亿元", "财政收入80亿元，居全省第二。"),
        ("人均收入是多少元", "财政收入完成90亿元，居全省第二。"),  # a share per head, and a total
        ("生产总值是多少元", "人均生产总值9万元，居全省第二。"),
        ("2022年就业人数是多少", "就业人数年均12万人，保持稳定。"),  # a mean of years
        ("海塘修了多少公里的路", "完成14公里海塘，栽树20棵。"),  # no noun of what is measured
        ("上岛人均收入多少元", "上岛补贴发放40元，按时到账。"),  # another name
        ("海盐产量多少吨", "海盐产量增长9吨，运出400吨煤炭。"),  # by how much it grew, and another thing
        ("改造老旧码头多少座", "实施30座老旧码头、12座老旧船坞（仓库）改造，效益更好。"),  # the noun behind it
    ],
)
def test_a_figure_of_something_else_does_not_lead(question: str, text: str) -> None:
    assert _keys(question, text) == ()


def test_of_a_row_what_is_said_of_all_behind_it_does_not_make_the_last_lead() -> None:
    row = "按学士100元、师傅300元、徒弟200元发放生活补贴。"
    assert _keys("学士的生活补贴是多少元", row) == ()
    assert _keys("徒弟的生活补贴是多少元", row) == ("200元",)


@pytest.mark.parametrize(
    "text", ["按《盐田2030+：学位规划》推进学位建设。", "学位总览 18第二部", "136. 学位建设持续推进。"]
)
def test_no_figure_of_a_title_a_page_or_a_paragraph_leads(text: str) -> None:
    assert _keys("学位是多少", text) == ()


def test_a_bare_figure_in_the_place_of_a_value_leads() -> None:
    assert _keys("学位是多少", "学位：136，已经够用。") == ("136",)


def test_of_a_named_document_what_tells_of_its_own_year_leads() -> None:
    text = "财政赤字是多少亿元"
    before = unit("财政赤字为一千四百亿元，好于预期。", years=(2030,))
    own = unit("财政赤字为五百亿元，好于预期。", name="own", years=(2031,))
    question = replace(understood(text), document_years=(2031,))
    assert [of for of, _ in lead_keys([before, own], question, weights(text))] == [own]
    assert [of for of, _ in lead_keys([before, own], understood(text), weights(text))] == [before]


def test_the_state_before_leads_where_it_is_asked() -> None:
    assert _keys("补贴标准原来是多少元", "补贴标准由80元提高到95元，保持稳定。") != ("提高到95元",)


@pytest.mark.parametrize("question", ["住房比上一年多了多少套", "两样加起来住房多少套"])
def test_no_operand_leads_where_a_sum_or_a_difference_is_asked(question: str) -> None:
    assert lead_keys([unit("筹集住房610套，好评如潮。")], understood(question), weights(question)) == ()


def test_a_figure_of_another_year_than_asked_does_not_lead() -> None:
    question = "2019年筹集住房多少套"
    of_2024 = unit("筹集住房610套，好评如潮。", years=(2024,))
    assert lead_keys([of_2024], understood(question), weights(question)) == ()


def test_a_year_that_is_named_as_not_meant_is_not_asked() -> None:
    assert meant(understood("2025年学位多少个，不是2024年的数")).years == (2025,)
    assert meant(understood("2025年学位是不是比2024年多")).years == (2024, 2025)
    assert meant(understood("2025年学位还要不要增加，2024年增加了多少")).years == (2024, 2025)
    for rest in (
        "不要2024年的",
        "别拿2024年的计划数",
        "2024年那500个就不用说了",
        "2024年那个我知道",
        "2024年那个是计划我不要",
    ):
        assert meant(understood(f"2025年学位新增多少个？{rest}")).years == (2025,)


def test_what_counts_things_that_nobody_named_is_none_of_two_asked_figures() -> None:
    text = "宽免船税百分之百，上限为600元，全县13家渔行受惠。"
    assert _keys("船税减多少？上限多少元", text) == ("600元",)
    assert _keys("船税上限多少元，渔行有多少家", text) == ("600元", "13家")
