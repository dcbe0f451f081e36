"""A period tells when, where the unit speaks of what the time is asked of."""

import pytest

from rag.refusal.timed import expected_of, may_tell_time, tells_another_act
from tests.rag.asked import understood, unit

BRIDGE = unit("镜湖大桥建成通车。")


def test_a_unit_with_a_word_of_the_clause_that_asks_when_may_tell() -> None:
    assert may_tell_time(understood("听说在修桥,镜湖大桥什么时候建成"), BRIDGE)
    assert not may_tell_time(understood("镜湖大桥好看吗,游船什么时候开"), BRIDGE)
    assert not may_tell_time(understood("镜湖大桥什么时候建成"), unit("镜湖大桥建成通车。", years=()))
    assert may_tell_time(understood("镜湖那座大桥,啥时候要修好"), BRIDGE)  # the clause before names it


def test_no_date_is_expected_of_a_unit_whose_period_tells() -> None:
    assert expected_of(understood("镜湖大桥什么时候建成"), BRIDGE).forms == ()
    assert expected_of(understood("镜湖大桥几月建成"), BRIDGE).forms
    assert expected_of(understood("镜湖大桥好看吗,游船什么时候开"), BRIDGE).forms


@pytest.mark.parametrize(
    ("asked", "text", "is_another"),
    [
        ("镜湖大桥哪一年通车", "镜湖大桥开工建设,青岭隧道建成通车。", True),
        ("镜湖大桥什么时候开工", "推进镜湖大桥前期工作。", True),
        ("镜湖大桥什么时候开工", "镜湖大桥建成通车。", False),
        ("镜湖大桥哪一年通车", "力争镜湖大桥建成通车。", False),
        ("镜湖灯会哪一年办的", "推进镜湖灯会筹备。", False),  # neither is asked
    ],
)
def test_what_was_begun_does_not_tell_when_it_is_done(asked: str, text: str, *, is_another: bool) -> None:
    assert tells_another_act(understood(asked), unit(text)) is is_another
