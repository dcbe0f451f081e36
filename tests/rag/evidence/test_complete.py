"""What belongs to a chosen unit is found beside it, and not more than that."""

from dataclasses import replace

import pytest

from index.records import Status, Unit
from rag.evidence.complete import Completer, names_counted
from rag.question.understand import Wants
from tests.rag.asked import understood, unit
from tests.rag.made_up import NOTICE, REPORT, World, ranked, world, world_of

FRONT = "青岭区2024年政府工作报告\n\n一、2023年工作回顾\n\n"


def _members(of: World, first: str, asked: str = "") -> list[str]:
    found = Completer(of.corpus).list_members(of.unit(first), asked)
    return [each.text for each in found]


def _paragraphs(*lines: str) -> World:
    return world_of(FRONT + "\n\n".join(lines) + "\n")


# Enumerations


def test_an_enumeration_goes_on_behind_its_first_unit() -> None:
    assert _members(world(), "一是修好") == ["二是办好农村集市8场。", "三是管好山塘水库9座。"]
    assert _members(world(), "二是办好") == []


def test_what_stands_between_the_members_is_none_of_them() -> None:
    of = _paragraphs(
        "路网：一要修路9条。", "路灯全部点亮。", "三要架桥7座。", "二要清河5里。", "四要种树3棵。", "三方面养花2亩。"
    )
    assert _members(of, "一要修路") == ["二要清河5里。", "三方面养花2亩。"]
    of = _paragraphs("一是修路。", "二是架桥。", "三是清河。", "三是种树。", "四是养花。")
    assert _members(of, "一是修路") == ["二是架桥。", "三是清河。", "四是养花。"]


def test_no_more_than_ten_things_are_enumerated_by_their_ordinals() -> None:
    numerals = "二三四五六七八九十十"
    of = _paragraphs("一是修路。", *(f"{numeral}是第{n}事。" for n, numeral in enumerate(numerals, 2)))
    assert len(_members(of, "一是修路")) == 10


# Behind a heading


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("造船产业打算怎么干", ["推行渔船换新，新建船坞3座。", "培训船工300名，新设船校。"]),
        ("造船产业投资多少元", []),  # a figure is no matter of a heading
    ],
)
def test_a_short_opening_goes_with_what_it_opens_up_to_the_next(asked: str, told: list[str]) -> None:
    of = _paragraphs(
        "打造造船产业集群。推行渔船换新，新建船坞3座。培训船工300名，新设船校。打造冷链产业集群。新建冷库5座。"
    )
    question = replace(understood(asked), wants=Wants.FIGURE if "多少" in asked else Wants.OTHER)
    assert [one.text for one in Completer(of.corpus).opened(of.unit("打造造船"), question)] == told


def test_a_text_that_names_a_row_with_its_number_is_the_list() -> None:
    assert names_counted("三条步道带是哪三条", "青岭、白水、镜湖三条步道带建设扎实推进；")
    assert not names_counted("三条步道带是哪三条", "大力建设步道带。")
    assert not names_counted("三条步道带是哪三条", "三条步道带建设扎实推进。")


# Behind a colon


def test_list_lines_stand_behind_a_colon() -> None:
    assert _members(world(), "成效明显：") == ["整治黑臭水体5条；", "整治违法建设2万平方米；", "整治占道经营300处。"]
    assert _members(world(), "空气优良") == []


def test_list_lines_end_with_the_first_that_is_none_and_with_the_tenth() -> None:
    lines = [f"- 整治路段{n}条；" for n in range(1, 13)]
    assert len(_members(_paragraphs("整治如下：", *lines), "整治如下")) == 10
    of = _paragraphs("整治如下：", *lines[:2], "全年平安。", *lines[2:])
    assert len(_members(of, "整治如下")) == 2


# Announced by a count


def test_announced_things_are_told_that_the_question_asks_for() -> None:
    streets = ["云溪消费街区引进首店10家。", "松坪消费街区举办夜市20场。"]
    of = _paragraphs("打造两大特色消费街区。", "路灯全亮。", *streets, "石桥消费街区开业。")
    assert _members(of, "打造两大", "哪两大特色消费街区") == streets  # as many as are counted
    assert _members(of, "打造两大", "哪两个街道") == []
    assert _members(of, "打造两大", "特色消费") == streets
    assert _members(of, "打造两大", "特色消") == []  # too little to tell what is counted
    of = _paragraphs("打造两大特色消费街区。", "消费券发放9次。", *streets)
    assert _members(of, "打造两大", "特色消费街") == streets  # the longest part that is asked


def test_a_thing_that_one_unit_alone_names_is_no_list() -> None:
    of = _paragraphs("打造三大特色消费街区。", "云溪消费街区引进首店10家。", "路灯全亮。")
    assert _members(of, "打造三大", "哪三大特色消费街区") == []


def test_headings_are_told_where_no_sentence_is() -> None:
    headings = ("（一）道路提升工程\n\n修路9条。", "（二）河道提升工程\n\n清河5里。", "（三）其他\n\n种树3棵。")
    of = _paragraphs("实施两项提升工程。", *headings)
    assert _members(of, "实施两项", "两项提升工程是什么") == ["（一）道路提升工程", "（二）河道提升工程"]


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        ("which two streets are built", True),
        ("which 2 streets are built", True),
        ("which three streets are built", False),
        ("which streets are built", False),
        ("哪里有街道", False),
    ],
)
def test_an_english_question_asks_for_announced_things_by_their_count(asked: str, *, is_told: bool) -> None:
    of = _paragraphs("打造两大消费街区和商圈。", "云溪消费街区引进首店10家。", "松坪消费街区举办夜市20场。")
    assert bool(_members(of, "打造两大", asked)) is is_told


@pytest.mark.parametrize(("numeral", "n_told"), [("10", 10), ("十", 10), ("1", 0), ("11", 0), ("十二", 0), ("九", 9)])
def test_two_to_ten_things_are_announced(numeral: str, n_told: int) -> None:
    of = _paragraphs(f"打造{numeral}个消费街区。", *(f"第{n}消费街区开业。" for n in range(1, 14)))
    assert len(_members(of, f"打造{numeral}个", f"{numeral}个消费街区")) == n_told


@pytest.mark.parametrize(("word", "n_told"), [("ten", 10), ("nine", 9), ("two", 2)])
def test_english_counts_reach_ten(word: str, n_told: int) -> None:
    of = _paragraphs(f"打造{n_told}个消费街区。", *(f"第{n}消费街区开业。" for n in range(1, 12)))
    assert len(_members(of, f"打造{n_told}个", f"which {word} streets")) == n_told


# Outlines


def _outline(asked: str, years: tuple[int, ...] = (), *, eligible: bool = True) -> list[str]:
    return [u.text for u in Completer(world().corpus).outline(asked, years, lambda _: eligible)]


def test_an_outline_has_the_headings_that_a_question_counts() -> None:
    told = ["一、实施教育提质行动", "二、实施健康守护行动", "三、实施安居暖心行动"]
    assert _outline("三大行动是哪些") == told
    assert _outline("3大行动是哪些", (2024,)) == told
    assert _outline("五大街区和三大行动") == told
    assert _outline("三大行动", (2022, 2024)) == told


def test_an_outline_of_another_count_thing_year_or_place_is_none() -> None:
    for asked in ("两大行动", "四大行动", "三大街区", "行动有哪些", "十三大行动"):
        assert _outline(asked) == []
    assert _outline("三大行动", (2023,)) == []
    assert _outline("三大行动", eligible=False) == []


def test_an_outline_that_tells_no_year_answers_for_any() -> None:
    of = world_of("青岭区要览\n\n一、山地公园\n\n有路。\n\n二、湖滨公园\n\n有桥。\n")
    told = Completer(of.corpus).outline("两个公园", (2019,), lambda _: True)
    assert [each.text for each in told] == ["一、山地公园", "二、湖滨公园"]


def test_an_outline_is_of_the_years_of_its_first_heading() -> None:
    dated = world_of("青岭区要览\n\n一、2023年山地公园\n\n有路。\n\n二、2024年湖滨公园\n\n有桥。\n")
    assert Completer(dated.corpus).outline("两个公园", (2023,), lambda _: True)
    assert not Completer(dated.corpus).outline("两个公园", (2024,), lambda _: True)
    undated = world_of("青岭区要览\n\n一、山地公园\n\n有路。\n\n二、2024年湖滨公园\n\n有桥。\n")
    assert Completer(undated.corpus).outline("两个公园", (2019,), lambda _: True)


# Front matter


def test_a_title_is_told_with_the_date_on_its_document() -> None:
    of = world()
    completer = Completer(of.corpus)
    date = of.unit("2024年2月20日")
    assert completer.front_matter(of.unit("〔2024〕7号")) == (date,)
    assert completer.front_matter(date) == ()
    assert completer.front_matter(of.unit("②引进名师")) == ()


# Other documents


HERE = unit("新增学位3200个。", name="here", doc_id=REPORT)


def _there(text: str, name: str = "there", doc_id: str = NOTICE, status: Status = Status.RESULT) -> Unit:
    return unit(text, name=name, doc_id=doc_id, status=status)


def _others(*others: tuple[Unit, float, float], first: Unit = HERE, coverage: float = 0.5) -> list[str]:
    """What is told beside the first unit, whose score is 5, of others with their scores and coverages."""
    items = [ranked(first, 5.0, coverage=coverage), *(ranked(u, score, coverage=of) for u, score, of in others)]
    return [u.unit_id for u in Completer(world().corpus).other_documents(items)]


def test_another_documents_other_figure_is_told_the_best_of_each_document() -> None:
    third = _there("学位新增3100个。", "third", "third")
    again = _there("学位新增3000个。", "again")
    assert _others((_there("学位新增3300个。"), 4.0, 0.5), (again, 3.0, 0.5), (third, 2.0, 0.5)) == ["there", "third"]


def test_the_same_document_and_the_same_figure_are_not_told_again() -> None:
    assert _others((_there("学位新增3300个。", doc_id=REPORT), 4.0, 0.5)) == []
    assert _others((_there("新增学位共计3200个，新建学校4所。"), 4.0, 0.5)) == []
    assert _others((_there("1.新增学位3201个。"), 4.0, 0.5), first=unit("新增学校1所。", doc_id=REPORT)) == ["there"]


def test_another_document_is_of_the_same_matter_at_four_fifths_of_the_coverage_and_four_behind() -> None:
    other = _there("学位新增3300个。")
    assert _others((other, 1.0, 0.4)) == ["there"]
    assert _others((other, 0.9, 0.4)) == []
    assert _others((other, 1.0, 0.39)) == []
    far = (_there("学位新增3000个。", "far", "far"), 0.5, 0.5)
    assert _others(far, (other, 4.0, 0.5)) == []  # units come best first


def test_where_the_matter_is_not_certain_no_other_document_is_told() -> None:
    other = _there("学位新增3300个。")
    assert _others((other, 4.0, 0.3), coverage=0.3) == ["there"]
    assert _others((other, 4.0, 0.29), coverage=0.29) == []
    untold = unit("新增学位3200个。", doc_id=REPORT, status=Status.OTHER)
    assert _others((_there("学位新增3300个。", status=Status.OTHER), 4.0, 0.5), first=untold) == []


def test_another_period_is_not_told() -> None:
    plan = _there("学位新增3300个。", status=Status.PLAN)
    before = unit("学位新增3300个。", name="before", doc_id=NOTICE, years=(2021,))
    two_years = unit("学位新增3300个。", name="two", doc_id="third", years=(2021, 2022))
    assert _others((plan, 4.0, 0.5), (before, 4.0, 0.5), (two_years, 3.0, 0.5)) == ["two"]


def test_units_without_a_figure_say_the_same_where_nearly_all_words_do() -> None:
    first = unit("推进山水连城建设，打造公园城区。", doc_id=REPORT)
    same, other = _there("推进山水连城建设"), _there("推进山水连城示范项目")
    assert _others((same, 4.0, 0.5), first=first) == []
    assert _others((other, 4.0, 0.5), first=first) == ["there"]
    with_figure = _there("推进山水连城建设，打造公园城区6个。")
    assert _others((with_figure, 4.0, 0.5), first=first) == []  # one of them has no figure: words tell


def test_where_both_have_figures_those_tell_and_not_the_words() -> None:
    assert _others((_there("3200个座位投用。"), 4.0, 0.5)) == []
    first = unit("全年累计新增公办学位3200个。", doc_id=REPORT)
    assert _others((_there("全年累计新增公办学位3300个。"), 4.0, 0.5), first=first) == ["there"]


def test_nearly_all_words_are_seventeen_of_twenty() -> None:
    words = [f"{one}{two}" for one in "abcd" for two in "efghi"]
    first = unit(" ".join(words), doc_id=REPORT)
    same, other = (" ".join([*words[:n], *(f"z{word}" for word in words[n:])]) for n in (17, 16))
    assert _others((_there(same), 4.0, 0.5), first=first) == []
    assert _others((_there(other), 4.0, 0.5), first=first) == ["there"]


def test_the_number_of_a_name_is_no_figure() -> None:
    first = unit("开通3号线，新增学位80个。", doc_id=REPORT)
    assert _others((_there("开通3号线，学位90个。"), 4.0, 0.5), first=first) == ["there"]


# Wherever the members stand


def test_as_many_headings_as_are_announced_stand_behind_the_sentence() -> None:
    lines = (
        "今年突出抓好以下三个方面的工作：",
        "（一）修路",
        "修路9条。",
        "（二）架桥",
        "架桥7座。",
        "（三）清河",
        "清河5里。",
    )
    assert _members(_paragraphs(*lines), "今年突出") == ["（一）修路", "（二）架桥", "（三）清河"]
    assert _members(_paragraphs(*lines[:5]), "今年突出") == []


def test_headings_stand_behind_a_sentence_that_only_counts_them() -> None:
    lines = ("一年来，主要抓了两个方面工作。", "（一）修路", "修路9条。", "（二）架桥", "架桥7座。")
    assert _members(_paragraphs(*lines), "一年来") == ["（一）修路", "（二）架桥"]
    assert _members(_paragraphs("一年来，主要抓了三个方面工作。", *lines[1:]), "一年来") == []


def test_an_enumeration_stands_behind_the_sentence_that_announces_it() -> None:
    of = _paragraphs("做好两件事：", "一是修路9条。路灯点亮。", "二是架桥7座。")
    assert _members(of, "做好两件事") == ["一是修路9条。", "二是架桥7座。"]


def test_numbered_sentences_stand_behind_a_colon_with_what_is_between_left_out() -> None:
    of = _paragraphs(
        "往后的工作包括：",
        "(i) 修路9条，先修村路。",
        "村民参与。",
        "(ii) 架桥7座，先架小桥。",
        "1) 另有养花，种树两件。",
    )
    assert _members(of, "往后的工作") == ["(i) 修路9条，先修村路。", "(ii) 架桥7座，先架小桥。"]


def test_members_numbered_in_characters_stand_behind_a_colon() -> None:
    of = _paragraphs("往后的工作包括：", "（一）修路9条，先修村路。", "村民参与。", "（十二）架桥7座，先架小桥。")
    assert _members(of, "往后的工作") == ["（一）修路9条，先修村路。", "（十二）架桥7座，先架小桥。"]


def test_a_later_member_leads_to_the_whole_enumeration() -> None:
    of = _paragraphs("一是修路9条。", "二是架桥7座。", "三是清河5里。", "另有养花2亩。")
    completer = Completer(of.corpus)
    whole = tuple(of.unit(text) for text in ("一是修路", "二是架桥", "三是清河"))
    assert completer.list_around(of.unit("二是架桥")) == whole
    assert completer.list_around(of.unit("一是修路")) == completer.list_around(of.unit("另有养花")) == ()
