"""Commands that are killed while a server answers: the short form of `make torture`, and what it would notice."""

import time

import pytest

from tests import asking
from tests.asking import Known
from tests.torture import killed

OLD, NEW = "2024年新建灯塔21座。", "2024年新建灯塔22座。"


def test_nothing_is_lost_where_commands_are_killed_while_a_server_answers() -> None:
    for row in killed.rows(short=True):
        assert row.lost == 0, row
        assert row.times


def test_a_quote_of_what_was_never_there_or_is_gone_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "GRACE_SECONDS", 0.0)
    known = Known({"tower": OLD})

    def holds(quote: str) -> bool:
        return known.is_held("tower", [[0, len(quote)]], quote, asked_at=time.monotonic())

    assert (holds(OLD), holds(NEW), known.is_held("pier", [[0, 2]], "20", asked_at=0.0)) == (True, False, False)
    known.allow("tower", NEW)
    assert (holds(OLD), holds(NEW)) == (True, True)  # which of them a killed command left is not known yet
    known.settle("tower", NEW)
    assert (holds(OLD), holds(NEW)) == (False, True)
    known.settle("tower", None)
    assert (holds(OLD), holds(NEW)) == (False, False)
