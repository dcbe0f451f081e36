import asyncio
import random
from collections import OrderedDict, deque
from itertools import pairwise
from typing import ClassVar

import pytest
from pydantic import SecretStr

from ui.config import UiSettings
from ui.errors import LimitsError
from ui.limits.kinds import Kind
from ui.limits.memory import RecentMemory
from ui.limits.rates import Rates

Asked = list[tuple[float, str]]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which tests set."""
    now = [1_000_000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    return now


def refused(rates: Rates, clock: list[float], asked: Asked) -> list[tuple[str, int]]:
    """Return who was refused, and for how long, of those who ask at the given seconds."""

    async def ask() -> list[tuple[str, int]]:
        found = []
        start = clock[0]
        for at, client in sorted(asked):
            clock[0] = start + at
            seconds = await rates.wait(Kind.ASK, client)
            if seconds:
                found.append((client, seconds))
        return found

    return asyncio.run(ask())


def test_a_person_who_types_fast_is_never_refused(clock: list[float]) -> None:
    assert refused(Rates(UiSettings()), clock, [(second, "one") for second in range(600)]) == []


def test_thirty_people_behind_one_address_are_not_refused(clock: list[float]) -> None:
    draw = random.Random(16)
    asked: Asked = []
    for _ in range(30):
        at = draw.uniform(0, 10)
        while at < 900:
            asked.append((at, "office"))
            at += draw.uniform(5, 25)  # to read the answer and type the next
    assert refused(Rates(UiSettings()), clock, asked) == []


def test_a_script_of_fifty_a_second_is_refused_within_a_second_and_others_are_not(clock: list[float]) -> None:
    script = [(n / 50, "script") for n in range(50 * 60)]
    others = [(second, f"other {second % 7}") for second in range(60)]
    found = refused(Rates(UiSettings()), clock, script + others)
    assert {client for client, _ in found} == {"script"}
    assert len(script) - len(found) <= UiSettings().ask_rate
    assert len(refused(Rates(UiSettings()), clock, script[:50])) >= 15


def test_all_together_have_a_rate_too(clock: list[float]) -> None:
    rates = Rates(UiSettings(ask_rate_all=100))
    found = refused(rates, clock, [(n / 10, f"client {n}") for n in range(120)])
    assert len(found) == 20
    assert rates.refused[Kind.ASK] == 20


def test_who_comes_again_when_told_to_is_taken(clock: list[float]) -> None:
    rates = Rates(UiSettings(ask_rate=10))
    ((_, seconds),) = refused(rates, clock, [(0, "one"), (1, "one")])  # of ten a minute one within five seconds
    assert seconds == 4
    assert refused(rates, clock, [(seconds - 0.1, "one")])
    assert not refused(rates, clock, [(0.2, "one")])


def test_each_kind_is_counted_for_itself(clock: list[float]) -> None:
    rates = Rates(UiSettings(ask_rate=10))

    async def both() -> list[int]:
        return [await rates.wait(kind, "one") for kind in (Kind.ASK, Kind.ASK, Kind.FEEDBACK)]

    first, second, feedback = asyncio.run(both())
    assert (first, feedback) == (0, 0)
    assert second > 0


@pytest.mark.parametrize("uri", ["nonsense://x", "redis://:secret@127.0.0.1:1"])
def test_a_store_that_cannot_be_used_is_said_without_its_password(uri: str) -> None:
    with pytest.raises(LimitsError, match=r"ui\.limits_storage") as caught:
        Rates(UiSettings(limits_storage=SecretStr(uri)))
    assert "secret" not in str(caught.value)


def test_the_memory_knows_so_many_clients_and_forgets_the_one_seen_longest_ago(clock: list[float]) -> None:
    memory = RecentMemory(most_keys=3)
    for key in "abc":
        assert memory.acquire_entry(key, 1, 60)
    assert not memory.acquire_entry("a", 1, 60)
    assert memory.acquire_entry("d", 1, 60)  # b goes
    assert not memory.acquire_entry("a", 1, 60)
    assert memory.acquire_entry("b", 1, 60)
    assert memory.reset() == 3


def test_a_window_moves(clock: list[float]) -> None:
    memory = RecentMemory()
    start = clock[0]
    taken = []
    for n in range(40):
        clock[0] = start + n / 4
        if memory.acquire_entry("a", 4, 2):
            taken.append(clock[0])
    assert len(taken) > 15
    assert all(later - earlier >= 2 for earlier, later in pairwise(taken[::4]))


class Shared(RecentMemory):
    """A store that all who name it share."""

    STORAGE_SCHEME: ClassVar = ["shared-by-test"]

    def __init__(self, uri: str | None = None, **options: object) -> None:
        super().__init__(uri, **options)
        self._hits = HITS


class Broken(RecentMemory):
    """A store that does not answer."""

    STORAGE_SCHEME: ClassVar = ["broken-by-test"]

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        raise ValueError("no answer")


HITS: OrderedDict[str, deque[float]] = OrderedDict()


def test_processes_that_name_one_store_count_together(clock: list[float]) -> None:
    settings = UiSettings(limits_storage=SecretStr("shared-by-test://"), ask_rate_all=2)
    first, second = Rates(settings), Rates(settings)
    assert not refused(first, clock, [(0, "a"), (0, "b")])
    assert refused(second, clock, [(0, "c")])


def test_where_the_shared_store_does_not_answer_each_process_counts(clock: list[float]) -> None:
    rates = Rates(UiSettings(limits_storage=SecretStr("broken-by-test://"), ask_rate_all=2))
    assert [client for client, _ in refused(rates, clock, [(0, "a"), (1, "b"), (2, "c")])] == ["c"]
