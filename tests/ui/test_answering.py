import time
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from threading import Event

import pytest

from ui.answering import Answering
from ui.config import UiSettings
from ui.errors import BusyError

ASKER: ContextVar[str] = ContextVar("asker")


def test_more_than_may_wait_are_turned_away_at_once_and_the_others_answered() -> None:
    answering, let = Answering(UiSettings(concurrency=2, most_waiting=5)), Event()
    with ThreadPoolExecutor(5) as askers:
        held = [askers.submit(answering.run, lambda: let.wait(10)) for _ in range(5)]
        while answering.waiting < 5:
            time.sleep(0.001)
        with pytest.raises(BusyError) as caught:
            answering.run(lambda: True)
        assert not caught.value.is_late
        let.set()
        assert [asked.result() for asked in held] == [True] * 5
    assert (answering.run(lambda: 7), answering.refused, answering.waiting) == (7, 1, 0)


def test_what_takes_too_long_is_given_up_and_keeps_its_place_until_it_ends() -> None:
    answering, let = Answering(UiSettings(concurrency=1, most_waiting=2, answer_seconds=0.05)), Event()
    for n_waiting in (1, 1):  # the second is taken out of the queue before its turn
        with pytest.raises(BusyError) as caught:
            answering.run(lambda: let.wait(10))
        assert caught.value.is_late
        assert answering.waiting == n_waiting
    let.set()
    while answering.waiting:
        time.sleep(0.001)
    assert (answering.run(lambda: 7), answering.late) == (7, 2)


def test_an_error_is_its_own_and_the_askers_context_goes_along() -> None:
    answering = Answering(UiSettings())
    ASKER.set("request 4f")
    assert answering.run(ASKER.get) == "request 4f"

    def late() -> None:
        raise TimeoutError("of the search engine")

    with pytest.raises(TimeoutError, match="search engine"):
        answering.run(late)
    assert answering.waiting == 0
