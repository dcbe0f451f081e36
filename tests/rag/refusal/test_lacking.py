"""What a question asks for without which nothing answers it."""

from dataclasses import replace

import pytest

from index.records import Role
from rag.question.answer_form import NAMES, Expected, expected
from rag.question.understand import Wants
from rag.refusal.lacking import OFFICE, PERSON, PLACE, lacking_in
from tests.rag.asked import understood, unit


def _lacking(asked: str, *texts: str, role: Role = Role.SENTENCE) -> str:
    question = replace(understood(asked), wants=Wants.RESPONSIBLE, expected=Expected(()))
    return lacking_in(question, [unit(text).model_copy(update={"role": role}) for text in texts])


@pytest.mark.parametrize(
    ("asked", "text", "lacking"),
    [
        ("补贴由哪个部门负责", "给予小店补贴500元。", OFFICE),
        ("补贴由哪个部门负责", "区教育局建设学校3所。", OFFICE),  # it is not said to be in charge of anything
        ("补贴由哪个部门负责", "补贴由区教育局负责发放。", ""),
        ("补贴由哪个部门负责", "给予小店补贴500元。（区教育局）", ""),
        ("船校归哪级部门主管", "9所船校划转为市教育部门主管。", ""),
        ("渔港以后归谁统一管", "支持渔港集团统一运营管理全区渔港。", ""),
        ("渔港试点靠哪家单位做", "依托镜湖实验室开展渔港试点。", ""),
        ("补贴由哪个部门负责", "支持渔民使用补贴开展试点。", OFFICE),  # no office
        ("方案是由哪些部门印发的", "区教育局印发方案。", ""),
        ("方案是由哪些部门印发的", "印发方案，新增公办学位。", OFFICE),
        ("who is in charge of the grant", "给予小店补贴500元。", OFFICE),
    ],
)
def test_who_is_in_charge_is_an_office_of_which_that_is_said(asked: str, text: str, lacking: str) -> None:
    assert _lacking(asked, "新增学位3200个。", text) == lacking


def test_a_list_of_responsible_units_tells_who_is_in_charge() -> None:
    assert _lacking("补贴由哪个部门负责", "【区教育局】", role=Role.RESPONSIBLE) == ""


def test_where_no_office_is_asked_the_form_alone_counts() -> None:
    question = replace(understood("意见征集到哪天截止"), expected=expected("意见征集到哪天截止"))
    assert lacking_in(question, [unit("自3月5日起征集意见。")]) == "deadline"
    assert lacking_in(question, [unit("征集意见至3月5日。")]) == ""


@pytest.mark.parametrize(
    ("asked", "lacking"),
    [("区长是谁", ""), ("谁是区长", ""), ("市长是哪位", PERSON), ("教育局局长叫什么名字", PERSON)],
)
def test_who_holds_an_office_is_told_by_what_names_that_office(asked: str, lacking: str) -> None:
    question = replace(understood(asked), expected=expected(asked))
    assert lacking_in(question, [unit("区长 林一川")]) == lacking


@pytest.mark.parametrize(
    ("asked", "text", "lacking"),
    [
        ("是哪三家船厂", "引进3家船厂。", NAMES),
        ("是哪三家船厂", "引进东山、西山和北湾船厂。", ""),
        ("是哪三家船厂", "引进“东山”“西山”“北湾”船厂。", ""),
        ("是哪几家船厂", "引进3家船厂。", ""),  # how many is not said
    ],
)
def test_so_many_names_as_are_asked_stand_in_a_row(asked: str, text: str, lacking: str) -> None:
    question = replace(understood(asked), expected=Expected(()))
    assert lacking_in(question, [unit(text)]) == lacking


def test_as_many_texts_as_names_are_asked_may_name_one_each() -> None:
    question = replace(understood("是哪三家船厂"), expected=Expected(()))
    assert lacking_in(question, [unit(f"建成{name}船厂。", name=name) for name in ("东山", "西山", "北湾")]) == ""


@pytest.mark.parametrize(
    ("asked", "text", "lacking"),
    [
        ("码头几点开门", "码头全年开放。", "hours"),
        ("码头几点开门", "码头9:00开放。", ""),
        ("船厂在哪条街", "建成船厂3家。", "address"),
        ("船厂电话多少", "建成船厂3家。", "phone"),
        ("码头哪天开放", "码头2025年开放。", "day"),
        ("措施从哪天起施行", "本措施自印发之日起施行。", ""),  # tells from when without a day
    ],
)
def test_a_day_an_hour_an_address_and_a_number_are_told_or_not(asked: str, text: str, lacking: str) -> None:
    question = replace(understood(asked), expected=expected(asked))
    assert lacking_in(question, [unit(text)]) == lacking


@pytest.mark.parametrize(
    ("asked", "text", "lacking"),
    [
        ("渔业总部设在哪个区", "落地渔业总部。", PLACE),
        ("渔业总部设在哪个区", "渔业总部落地甲乙区。", ""),
        ("渔业总部设在哪个市", "渔业总部落户广州。", ""),
        ("母乳库设在哪一间医院", "成立母乳库。", PLACE),
        ("母乳库设在哪一间医院", "在甲乙医院成立母乳库。", ""),
        ("哪个区有渔港", "建成渔港。", ""),  # does not ask where something is
    ],
)
def test_in_which_place_something_is_needs_a_place(asked: str, text: str, lacking: str) -> None:
    assert lacking_in(replace(understood(asked), wants=Wants.OTHER, expected=Expected(())), [unit(text)]) == lacking
