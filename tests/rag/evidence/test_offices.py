"""Who is responsible, where the office stands in brackets at the end of a statement."""

from dataclasses import replace

from rag.evidence.offices import responsible_units
from rag.question.understand import Understood, Wants
from tests.rag.asked import understood, unit
from tests.rag.made_up import ranked, ranking, world, world_of

LIST = world_of(
    "一、指标\n\n44. 为改善渔村：\n\n- 在年内修好“灯塔计划”的码头；及\n\n- 每年油漆十条渔船。（渔业局）\n\n"
    "45. 为改善道路：\n\n- 修路三公里。\n\n路修好了。\n"
)


def _asks(text: str) -> Understood:
    return replace(understood(text), wants=Wants.RESPONSIBLE)


def test_an_office_in_brackets_at_the_end_tells_who_is_responsible() -> None:
    said = unit("在年内推出首个“灯塔计划”项目；及（渔业局）", name="said")
    assert responsible_units(world().held, ranking(_asks("灯塔计划是哪个局的工作"), [ranked(said)])) == (said,)


def test_an_item_without_an_office_has_that_of_the_next_item() -> None:
    item = LIST.unit("灯塔计划")
    assert responsible_units(LIST.held, ranking(_asks("码头是哪个局负责"), [ranked(item)])) == (
        LIST.unit("渔业局"),
        item,
    )


def test_an_item_has_no_office_of_what_stands_behind_its_list() -> None:
    assert responsible_units(LIST.held, ranking(_asks("修路是哪个局负责"), [ranked(LIST.unit("修路"))])) == ()


def test_what_holds_the_name_in_quotation_marks_goes_before_what_does_not() -> None:
    other = unit("每年油漆十条渔船。（航运署）", name="other")
    runs = unit("“灯塔计划”由渔业公会负责营办。", name="runs")
    own = unit("在年内推出“灯塔计划”项目。（渔业局）", name="own")
    items = [ranked(one) for one in (other, runs, own)]
    assert responsible_units(world().held, ranking(_asks("「灯塔计划」是哪个局的工作"), items)) == (own,)
    assert responsible_units(world().held, ranking(_asks("「灯塔计划」是哪个局的工作"), items[:2])) == (runs,)


def test_the_short_sentence_behind_tells_who_is_in_charge() -> None:
    of = world_of("一、海港\n\n下年推行灯塔亮灯计划,在岬角装灯。渔业专员会负责统筹。码头由承建商施工。\n")
    lit, led = of.unit("亮灯计划"), of.unit("渔业专员")
    assert responsible_units(of.held, ranking(_asks("亮灯计划由谁统筹"), [ranked(lit)])) == (led, lit)


def test_who_presides_is_in_charge() -> None:
    of = world_of("一、海港\n\n成立渔港小组,由司长任组长、局长任副组长,研究渔船进出。\n")
    assert responsible_units(of.held, ranking(_asks("渔港小组由谁主持"), [ranked(of.unit("渔港小组"))]))
