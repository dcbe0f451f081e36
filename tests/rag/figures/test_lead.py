import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.records import Role, Unit
from rag.figures.lead import lead_keys, led
from rag.question.understand import Understood
from rag.records import ChosenBy
from tests.rag.asked import understood, unit, weights


def _texts(of: Unit, question: Understood, weighted: dict[str, float]) -> tuple[str, ...]:
    return tuple(figure.text for figure in led(of, question, weighted))


def _keys(question: str, text: str) -> tuple[str, ...]:
    return _texts(unit(text), understood(question), weights(question))


@pytest.mark.parametrize(
    ("question", "text", "key"),
    [
        ("新增了多少学位", "改造校舍12所,新增学位10155个。", "10155个"),
        ("投入多少钱更新电梯", "更新电梯302台,投入资金1.35亿元。", "1.35亿元"),
        ("规上工业增加值增速是多少", "社会消费品零售总额增长5.0%,规上工业增加值增长3.0%。", "增长3.0%"),
        ("外贸进出口增长多少", "地区生产总值增长3.0%,进出口总额3697.7亿元、增长22.1%。", "增长22.1%"),
        ("进出口总额是多少亿元", "投资额410亿元,进出口总额3697.7亿元、增长22.1%。", "3697.7亿元"),
        ("失业率控制在多少", "提供岗位7万个,失业率控制在5.5%以内。", "5.5%以内"),
        ("什么时候开业", "建筑面积3万平方米,2025年3月开业。", "2025年3月"),
        ("引进多少家企业", "引进企业 8 家以上，投资 3 亿元。", "8 家以上"),
    ],
)
def test_the_key_is_the_figure_of_the_clause_that_the_question_speaks_of(question: str, text: str, key: str) -> None:
    assert _keys(question, text) == (key,)


def test_no_figure_leads_where_nothing_tells_them_apart() -> None:
    assert _keys("住房有多少套", "推进工作，筹集住房6111套、供应住房4029套，好评如潮。") == ()


def test_figures_of_each_thing_asked_stand_together() -> None:
    assert _keys("住房各有多少套", "推进工作，筹集住房6111套、供应住房4029套，好评如潮。") == (
        "筹集住房6111套、供应住房4029套",
    )


def test_figures_too_far_apart_to_stand_together_are_no_key() -> None:
    assert _keys("住房有多少套", f"筹集住房6111套，{'群众得到实惠，' * 5}供应住房4029套。") == ()


def test_a_question_for_two_figures_gets_two_keys() -> None:
    text = "全年地区生产总值2630.2亿元、增长3.4%,高于全市。"
    assert _keys("地区生产总值多少亿元,增长几个百分点,增速多少", text) == ("2630.2亿元", "增长3.4%")
    assert _keys("筹集住房多少套，供应住房多少套", "全年筹集住房5601套，供应住房2683套。") == ("5601套", "2683套")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("要建哪些产业园", "建成产业园3个。"),  # names are asked
        ("新增了多少学位", "大力新增学位。"),  # no figure
        ("花了多少钱", "更新电梯302台。"),  # another form
        ("有多少", "10155个。"),  # the whole quote
        ("电梯更新了多少台", "共有路灯302台。"),  # nothing of the matter
        ("怎么申请电梯", "申请电梯要2025年3月。"),
    ],
)
def test_there_is_no_key(question: str, text: str) -> None:
    assert _keys(question, text) == ()


def test_a_figure_said_twice_is_one_key() -> None:
    assert _keys("新增多少学位", "新增学位10155个。新增学位10155个。") == ("10155个",)


def test_a_form_is_answered_by_the_first_unit_that_has_figures_of_it() -> None:
    question = understood("更新电梯多少台，花了多少钱")
    terms = weights("更新电梯花钱")
    first, second = unit("更新电梯302台，好评。", name="a"), unit("更新电梯花钱1.35亿元，更新电梯9台。", name="b")
    found = [(of, [figure.text for figure in figures]) for of, figures in lead_keys((first, second), question, terms)]
    assert found == [(first, ["302台"]), (second, ["1.35亿元"])]
    undecided = unit(f"更新电梯302台，{'群众好评，' * 8}更新电梯6台。", name="c")
    assert lead_keys((undecided, second), understood("更新电梯多少台"), weights("更新电梯")) == ()


def test_a_figure_says_why_it_leads_and_which_others_do_not() -> None:
    def why(question: str, text: str) -> list[tuple[ChosenBy, tuple[str, ...]]]:
        return [
            (figure.chosen_by, figure.instead_of) for figure in led(unit(text), understood(question), weights(question))
        ]

    assert why("新增了多少学位", "改造校舍12所,新增学位10155个。") == [(ChosenBy.CLAUSE, ("12所",))]
    assert why("新增了多少学位", "大力推进，新增学位10155个。") == [(ChosenBy.ALONE, ())]
    assert why("住房各有多少套", "推进工作，筹集住房6111套、供应住房4029套，好评如潮。") == [(ChosenBy.TOGETHER, ())]
    text = "全年筹集住房5601套，供应住房2683套。"
    assert why("筹集住房多少套，供应住房多少套", text) == [
        (ChosenBy.EACH, ("2683套",)),
        (ChosenBy.EACH, ("5601套",)),
    ]


@given(st.text(alphabet="学位新增多少家个1234567890%亿元，。；、,增长年月 ", max_size=60))
def test_keys_are_verbatim_and_never_the_whole(text: str) -> None:
    if not text.strip():
        return
    for key in _keys("新增学位多少个，增长多少，多少亿元，什么时候", text):
        assert key in text
        assert key != text


@pytest.mark.parametrize(
    ("question", "text", "key"),
    [
        # 增长22.1% speaks of what the clause before names, 增长3.0% of something else
        ("货物进出口增长多少", "生产总值达到新高，增长3.0%，货物进出口创新高，增长22.1%。", ("增长22.1%",)),
        # a change is asked, and the clause with the level has as many of the words
        ("税收收入增长多少", "税收收入占比20%，税收收入增长3%。", ("增长3%",)),
        # both are of the named project, and only one is finished
        ("旧改项目竣工几个", "启动调研，开工6个，推进旧改项目，竣工5个。", ("5个",)),
        # at 、 each part has its own figure
        ("星级酒店几家", "新增特级餐馆2家、星级酒店3家。", ("3家",)),
    ],
)
def test_what_decides_between_figures(question: str, text: str, key: tuple[str, ...]) -> None:
    assert _keys(question, text) == key


def test_a_stretch_longer_than_a_line_is_no_key() -> None:
    long = "推进工作，筹集住房6111套，市民群众普遍得到更多更好实惠和满意的服务保障，供应住房4029套，好评如潮。"
    assert _keys("住房有多少套", long) == ()


def test_a_little_more_agreement_does_not_choose() -> None:
    terms = {"筹集": 1.0, "供应": 1.1, "住房": 10.0}
    text = "住房工作，筹集9套，供应8套，好评如潮。"
    assert _texts(unit(text), understood("多少套"), terms) == ()


def test_a_clause_that_begins_with_its_figure_is_of_what_the_clause_before_names() -> None:
    text = "货物进出口创新高，增长22.1%，税收增长3.0%。"
    assert _texts(unit(text), understood("增长率是多少"), {"货物": 3.0, "进出": 5.0}) == ("增长22.1%",)


def test_where_a_change_is_asked_a_level_does_not_compete() -> None:
    text = "税收收入占比20%，税收收入增长3%。"
    terms = {"税收": 5.0, "收入": 5.0}
    assert _texts(unit(text), understood("增长率是多少"), terms) == ("增长3%",)
    assert _texts(unit(text), understood("占比多少"), terms) == ("20%",)


def test_one_figure_of_two_that_are_asked_does_not_lead() -> None:
    text = "利用外资和标志性项目分别是多少亿、引进多少个"
    held = unit("利用外资很多,引进标志性项目3个以上。")
    assert lead_keys([held], understood(text), weights(text)) == ()


def test_one_period_of_two_does_not_lead() -> None:
    text = "2022年和2023年新增了多少学位"
    assert lead_keys([unit("新增学位10155个,全部投入使用。")], understood(text), weights(text)) == ()


def test_no_figure_leads_before_a_definition() -> None:
    text = "1+7机制有几项制度"
    entry = unit("1+7机制:1是方案,7是制度,共7项。").model_copy(update={"role": Role.GLOSSARY, "term": "1+7机制"})
    assert lead_keys([entry], understood(text), weights(text)) == ()


@pytest.mark.parametrize(
    ("question", "text", "key"),
    [
        ("PM2.5平均浓度是多少", "PM2.5浓度降至15.8微克/立方米,空气优良率94%,全市领先。", "降至15.8微克/立方米"),
        ("创业补贴多少", "毕业5年以内的学生,落实创业补贴5000元,办得好的再奖一笔。", "5000元"),
    ],
)
def test_of_figures_in_several_measures_the_one_whose_clause_agrees_leads(question: str, text: str, key: str) -> None:
    assert _led(question, unit(text)) == [key]


def _led(question: str, *units: Unit) -> list[str]:
    return [one.text for _, keys in lead_keys(units, understood(question), weights(question)) for one in keys]


def test_the_growth_of_a_level_is_no_other_measure() -> None:
    assert _led("外贸额多少", unit("全年外贸额630.2亿元、增长3.4%,居全市前列。")) == ["630.2亿元"]
