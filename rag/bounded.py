"""Something slow that somebody waits for: asked within a time and by so many at once, and let rest when it fails."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import StrEnum
from threading import Lock
from time import monotonic
from typing import Generic, Protocol, TypeVar

from index.errors import LuohuError
from rag.errors import MissedError

Asked = TypeVar("Asked")
Given = TypeVar("Given")


class Missed(StrEnum):
    """Why nothing came of asking."""

    SLOW = "slow"
    BUSY = "busy"  # with what others asked
    RESTING = "resting"  # after failures


class Limits(Protocol):
    """How long, how often at once, and after how many failures no more."""

    @property
    def seconds(self) -> float:
        """That asking may take, waiting included."""

    @property
    def requests(self) -> int:
        """At the same time."""

    @property
    def waiting(self) -> int:
        """That wait for their turn; beyond that nothing is asked."""

    @property
    def failures(self) -> int:
        """In a row, after which it rests."""

    @property
    def rest_seconds(self) -> float:
        """That it rests."""


class Breaker:
    """Lets what failed several times in a row rest before it is asked again, once. May be shared by threads.

    Args:
        failures: in a row after which it rests.
        seconds: that it rests.
        clock: in seconds.
    """

    def __init__(self, failures: int, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._failures, self._seconds, self._clock = failures, seconds, clock
        self._lock = Lock()
        self._failed, self._until = 0, 0.0

    def admit(self) -> bool:
        """Return whether it may be asked now; after a rest the first who asks tries it for all."""
        with self._lock:
            if self._failed < self._failures:
                return True
            if self._clock() < self._until:
                return False
            self._until = self._clock() + self._seconds
            return True

    def failed(self) -> None:
        """Note a failure."""
        with self._lock:
            self._failed += 1
            self._until = self._clock() + self._seconds

    def went_well(self) -> None:
        """Note that it answered."""
        with self._lock:
            self._failed = 0


class Bounded(Generic[Asked, Given]):
    """Asks and never waits longer than it may, whatever is asked does, and turns away what is too much.

    A thread cannot be stopped: what takes too long goes on where nobody waits for it, and keeps its place.

    Args:
        ask: what is asked; what it cannot do it raises as a LuohuError.
        limits: of time, of threads and of failures.
        name: of what is asked, in messages.
    """

    def __init__(self, ask: Callable[[Asked], Given], limits: Limits, *, name: str) -> None:
        self._ask, self._limits, self._name = ask, limits, name
        self._breaker = Breaker(limits.failures, limits.rest_seconds)
        self._threads = ThreadPoolExecutor(limits.requests, thread_name_prefix=name)
        self._lock = Lock()
        self._waiting = 0

    def ask(self, asked: Asked) -> Given:
        """Return what is given.

        Raises:
            MissedError: it rests, too many ask, or it was late.
            LuohuError: what is asked raised it.
        """
        made = self._admitted(asked)
        try:
            given = made.result(timeout=self._limits.seconds)
        except TimeoutError as error:
            made.cancel()
            self._breaker.failed()
            raise MissedError(f"nothing from the {self._name} within {self._limits.seconds} s", Missed.SLOW) from error
        except LuohuError:
            self._breaker.failed()
            raise
        self._breaker.went_well()
        return given

    def _admitted(self, asked: Asked) -> Future[Given]:
        with self._lock:
            if self._waiting >= self._limits.requests + self._limits.waiting:
                raise MissedError(f"{self._waiting} wait for the {self._name}", Missed.BUSY)
            if not self._breaker.admit():
                raise MissedError(f"the {self._name} failed and rests", Missed.RESTING)
            self._waiting += 1
        made = self._threads.submit(self._ask, asked)
        made.add_done_callback(lambda _: self._ended())
        return made

    def _ended(self) -> None:
        with self._lock:
            self._waiting -= 1
