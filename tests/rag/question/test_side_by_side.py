"""The same asked of several places: what is asked of each."""

import pytest

from rag.question.side_by_side import of_each_side
from tests.rag.question.towns import places_in


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("青岭和白水，哪个种树多？2030年各有多少棵", ("青岭种树，2030年有多少棵", "白水种树，2030年有多少棵")),
        ("青岭、白水、黑石的路灯分别有几盏", ("青岭的路灯有几盏", "白水的路灯有几盏", "黑石的路灯有几盏")),
        ("青岭跟白水今年路灯各想装多少", ("青岭今年路灯想装多少", "白水今年路灯想装多少")),
        ("青岭的路灯比白水多多少", ("青岭的路灯是多少", "白水的路灯是多少")),
        ("青岭人平均身高比白水人高几厘米", ("青岭人平均身高是多少", "白水人平均身高是多少")),
        ("去年的路灯，青岭装了多少、白水又装了多少", ("去年的路灯，青岭装了多少", "去年的路灯，白水又装了多少")),
        ("青岭凉亭和白水凉亭哪个先开放", ("青岭凉亭先开放", "白水凉亭先开放")),
        ("青嶺同白水邊個路燈多", ("青嶺路燈是多少", "白水路燈是多少")),
        (
            "How many trees do Qingling and Baishui each plan for 2030?",
            ("How many trees do Qingling plan for 2030", "How many trees do Baishui plan for 2030"),
        ),
    ],
)
def test_each_place_is_asked_as_it_would_be_alone(asked: str, expected: tuple[str, ...]) -> None:
    assert of_each_side(asked, places_in) == expected


@pytest.mark.parametrize(
    "asked",
    [
        "青岭和白水共建了什么",
        "青岭与白水之间的路有多长",
        "青岭修了多少路灯",
        "青岭比白水高多少",
        "白水的那个大公园要搬来青岭，是哪个",
        "青岭和白水一共种了多少树",
        "青岭是跟白水的学校结对的吧",
    ],
    ids=["together", "between", "one", "nothing_named", "from_there", "sum", "with_it"],
)
def test_what_is_not_asked_of_each_stays_whole(asked: str) -> None:
    assert of_each_side(asked, places_in) == ()
