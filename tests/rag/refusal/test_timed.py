"""A period tells when, where the unit speaks of what the time is asked of."""

from rag.refusal.timed import expected_of, may_tell_time
from tests.rag.asked import understood, unit

BRIDGE = unit("镜湖大桥建成通车。")


def test_a_unit_with_a_word_of_the_clause_that_asks_when_may_tell() -> None:
    assert may_tell_time(understood("听说在修桥,镜湖大桥什么时候建成"), BRIDGE)
    assert not may_tell_time(understood("镜湖大桥好看吗,游船什么时候开"), BRIDGE)
    assert not may_tell_time(understood("镜湖大桥什么时候建成"), unit("镜湖大桥建成通车。", years=()))


def test_no_date_is_expected_of_a_unit_whose_period_tells() -> None:
    assert expected_of(understood("镜湖大桥什么时候建成"), BRIDGE).forms == ()
    assert expected_of(understood("镜湖大桥几月建成"), BRIDGE).forms
    assert expected_of(understood("镜湖大桥好看吗,游船什么时候开"), BRIDGE).forms
