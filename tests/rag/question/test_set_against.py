"""A place set against one that nothing is held of: what is asked of each."""

import pytest

from rag.question.set_against import of_unheld
from tests.rag.question.towns import places_in


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("青岭2030年种树比白水多吗？", ("青岭2030年种树是多少", "白水2030年种树是多少")),
        ("青岭跟白水哪个种树多", ("青岭种树是多少", "白水种树是多少")),
        ("白水和青岭谁的路灯多", ("青岭路灯是多少", "白水路灯是多少")),
        ("2030年青岭的公园怎么样，比白水如何", ("2030年青岭的公园怎么样", "2030年白水的公园怎么样")),
        ("青岭的路灯跟白水相差多少", ("青岭的路灯是多少", "白水的路灯是多少")),
        ("青嶺同白水邊個2030年路燈多啲", ("青嶺2030年路燈是多少", "白水2030年路燈是多少")),
        (
            "Did Qingling plant more trees than Baishui in 2030?",
            ("Did Qingling plant trees in 2030", "Did Baishui plant trees in 2030"),
        ),
        (
            "Are Qingling's parks larger than Baishui's in 2030?",
            ("Are Qingling's parks in 2030", "Are Baishui's parks in 2030"),
        ),
    ],
)
def test_each_place_is_asked_for_itself(asked: str, expected: tuple[str, str]) -> None:
    assert of_unheld(asked, places_in, {"青岭", "qingling"}.__contains__) == expected


@pytest.mark.parametrize(
    "asked",
    [
        "青岭和白水共建了什么",
        "青岭修了多少路灯",
        "青岭比白水高多少",
        "青岭种树比例是多少",
        "青岭、白水的路灯",
        "白水2030年种树多少，比青岭的三棵多吗",
        "白水的那个大公园要搬来青岭，是哪个",
        "Which gardens in Qingling are for Baishui guests?",
    ],
    ids=["together", "one", "nothing_named", "share", "each", "of_the_other", "from_there", "guests"],
)
def test_what_sets_no_two_places_against_each_other_stays_whole(asked: str) -> None:
    assert of_unheld(asked, places_in, {"青岭"}.__contains__) == ()


@pytest.mark.parametrize("held", [{"青岭", "白水"}, set()], ids=["both", "none"])
def test_two_places_that_are_held_or_none_of_them_stay_whole(held: set[str]) -> None:
    assert of_unheld("青岭跟白水哪个种树多", places_in, held.__contains__) == ()
