"""Attempts to sign in, on threads of their own and one password at a time, so that no answer waits for them."""

import asyncio
import os
import threading
from collections import Counter
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TypeVar

from ui.errors import StaffError

T = TypeVar("T")

MOST_WAITING = 64  # in a process, some 10 seconds of work
MOST_OF_ADDRESS = 16  # of them: nobody alone can take all places
RETRY_SECONDS = 5
_AT_ONCE = 2  # attempts: while one's password is checked, another is counted
_LOOK_SECONDS = 0.5  # from one look whether the client is still there to the next
_NICER = 10  # than the server itself; Linux counts it by thread; 19 would get no turn on a busy machine


class BusyError(StaffError):
    """Too many attempts wait for their turn."""


class Attempts:
    """Runs attempts to sign in, in the order they come."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="sign-in")
        # Hashes go behind all other work. The journal is written by other threads: one that waits for a processor
        # while it holds the journal's lock would keep every answer waiting (seen: 2.8 s).
        self._hashing = ThreadPoolExecutor(1, thread_name_prefix="password", initializer=_be_nice)
        self._lock = threading.Lock()
        self._waiting: Counter[str] = Counter()

    async def run(self, address: str, attempt: Callable[[], T], is_gone: Callable[[], Awaitable[bool]]) -> T:
        """Return what an attempt from an address returns, once its turn has come.

        Args:
            address: of the client.
            attempt: what is done, in a thread.
            is_gone: whether the client has left meanwhile; its turn is then given up.

        Raises:
            BusyError: too many wait, in all or from this address; or nobody waits for this one any more.
        """
        with self._lock:
            if self._waiting.total() >= MOST_WAITING or self._waiting[address] >= MOST_OF_ADDRESS:
                raise BusyError("too many attempts to sign in wait for their turn")
            self._waiting[address] += 1
        try:
            future = self._threads.submit(attempt)
        except BaseException:
            self._leave(address)
            raise
        future.add_done_callback(lambda _: self._leave(address))
        waiting = asyncio.wrap_future(future)
        while not (await asyncio.wait({waiting}, timeout=_LOOK_SECONDS))[0]:
            if await is_gone() and future.cancel():
                raise BusyError("the client left before its turn")
        return await waiting

    def hashed(self, check: Callable[[], T]) -> T:
        """Return what the check of a password returns; called within an attempt."""
        return self._hashing.submit(check).result()

    def _leave(self, address: str) -> None:
        with self._lock:
            self._waiting[address] -= 1
            self._waiting += Counter()  # forgets those of whom none waits


def _be_nice() -> None:
    with suppress(OSError, AttributeError):  # another system than Linux may not have it
        own = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, own, os.getpriority(os.PRIO_PROCESS, own) + _NICER)
