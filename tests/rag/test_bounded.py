"""What is slow is asked within a time, by so many at once, and rests when it fails."""

from threading import Event

import pytest

from rag.bounded import Bounded, Breaker, Missed
from rag.config import RerankSettings
from rag.errors import MissedError, RerankError


def test_what_fails_in_a_row_rests_and_is_tried_again() -> None:
    now = [0.0]
    breaker = Breaker(2, 30.0, lambda: now[0])
    breaker.failed()
    assert breaker.admit()
    breaker.failed()
    assert not breaker.admit()
    now[0] = 31.0
    assert breaker.admit()
    assert not breaker.admit()  # one tries it for all
    breaker.went_well()
    assert breaker.admit()


def test_what_is_late_keeps_its_place_and_others_are_turned_away() -> None:
    let_go = Event()

    def ask(n: int) -> int:
        let_go.wait(10)
        return n + 1

    bounded = Bounded(ask, RerankSettings(requests=1, waiting=0, seconds=0.1), name="thing")
    with pytest.raises(MissedError) as late:
        bounded.ask(1)
    with pytest.raises(MissedError) as full:
        bounded.ask(1)
    let_go.set()
    assert (late.value.why, full.value.why) == (Missed.SLOW, Missed.BUSY)


def test_what_raised_is_passed_on_and_after_some_it_is_not_asked() -> None:
    asked: list[int] = []

    def ask(n: int) -> int:
        asked.append(n)
        raise RerankError("no", "down")

    bounded = Bounded(ask, RerankSettings(failures=2), name="thing")
    for n in (1, 2):
        with pytest.raises(RerankError, match=r"^no$"):
            bounded.ask(n)
    with pytest.raises(MissedError, match="rests") as resting:
        bounded.ask(3)
    assert (asked, resting.value.why) == ([1, 2], Missed.RESTING)
