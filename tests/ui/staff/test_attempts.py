"""Attempts to sign in: few at a time, many waiting, none in the way of anything else."""

import asyncio
import os
import threading

import pytest

from ui.staff import attempts as module
from ui.staff.attempts import MOST_OF_ADDRESS, MOST_WAITING, Attempts, BusyError

HUNG_SECONDS = 60  # what has not come by then waits for what it must not wait for


async def here() -> bool:
    return False


async def gone() -> bool:
    return True


def test_an_attempt_returns_what_it_finds_and_raises_what_it_meets() -> None:
    def fails() -> None:
        raise ZeroDivisionError

    attempts = Attempts()
    assert asyncio.run(attempts.run("a", lambda: 7, here)) == 7
    with pytest.raises(ZeroDivisionError):
        asyncio.run(attempts.run("a", fails, here))


def test_sixty_at_once_hold_up_nothing_else_and_all_get_their_turn() -> None:
    async def most_at_once() -> int:
        attempts, at_once, most = Attempts(), 0, 0
        lock, may_go_on = threading.Lock(), threading.Event()

        def check() -> None:
            nonlocal at_once, most
            with lock:
                at_once += 1
                most = max(most, at_once)
            may_go_on.wait()
            with lock:
                at_once -= 1

        waiting = [asyncio.create_task(attempts.run(f"{n}", lambda: attempts.hashed(check), here)) for n in range(60)]
        try:
            others = (asyncio.to_thread(lambda: None) for _ in range(20))  # answers run in such threads
            await asyncio.wait_for(asyncio.gather(*others), HUNG_SECONDS)
            assert not any(task.done() for task in waiting)
        finally:
            may_go_on.set()
        await asyncio.gather(*waiting)
        return most

    assert asyncio.run(most_at_once()) == 1


def test_more_than_may_wait_are_told_so_at_once() -> None:
    async def measured() -> tuple[int, int, int]:
        attempts, may_go_on = Attempts(), threading.Event()
        try:
            crowd = [asyncio.create_task(attempts.run(f"{n}", may_go_on.wait, here)) for n in range(MOST_WAITING + 5)]
            await asyncio.sleep(0.1)
            n_refused = sum(isinstance(task.exception(), BusyError) for task in crowd if task.done())
        finally:
            may_go_on.set()
        await asyncio.gather(*crowd, return_exceptions=True)
        may_go_on.clear()
        try:
            alone = [asyncio.create_task(attempts.run("x", may_go_on.wait, here)) for _ in range(MOST_OF_ADDRESS + 3)]
            other = asyncio.create_task(attempts.run("y", may_go_on.wait, here))
            await asyncio.sleep(0.1)
            n_alone = sum(isinstance(task.exception(), BusyError) for task in alone if task.done())
            n_other = int(other.done())
        finally:
            may_go_on.set()
        await asyncio.gather(*alone, other, return_exceptions=True)
        assert await attempts.run("x", lambda: 1, here) == 1
        return n_refused, n_alone, n_other

    assert asyncio.run(measured()) == (5, 3, 0)


def test_who_has_left_gives_up_the_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LOOK_SECONDS", 0.02)
    ran: list[str] = []

    async def measured() -> None:
        attempts, may_go_on = Attempts(), threading.Event()
        held = [asyncio.create_task(attempts.run(f"{n}", may_go_on.wait, here)) for n in range(2)]
        try:
            await asyncio.sleep(0.05)
            with pytest.raises(BusyError):
                await attempts.run("left", lambda: ran.append("left"), gone)
        finally:
            may_go_on.set()
        await asyncio.gather(*held)
        await attempts.run("next", lambda: ran.append("next"), here)

    asyncio.run(measured())
    assert ran == ["next"]


def test_passwords_are_hashed_behind_all_other_work_and_the_journal_is_not_written_there() -> None:
    attempts = Attempts()

    def priorities() -> tuple[int, int]:
        def own() -> int:
            return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

        return own(), attempts.hashed(own)

    before = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    attempt, check = asyncio.run(attempts.run("a", priorities, here))
    assert attempt == before
    assert check > attempt
