"""Who writes: a model behind an endpoint, asked within a time and by so many at once, and let rest when it fails."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from time import monotonic
from typing import Protocol

from rag.config import LlmSettings
from rag.errors import WriterError
from rag.records import WritingNote
from rag.writing.records import Message, Output


class Writer(Protocol):
    """Writes a draft."""

    @property
    def model(self) -> str:
        """Its name, as readers see it."""

    @property
    def context_tokens(self) -> int:
        """How much it takes, its answer included."""

    def write(self, messages: Sequence[Message]) -> Output:
        """Return what it writes.

        Raises:
            WriterError: nothing came, in time or at all; its note says why.
        """


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


class BoundedWriter:
    """A writer that never takes longer than it may, whatever the endpoint does, and turns away what is too much.

    A thread cannot be stopped: a request that takes too long goes on where nobody waits for it, and keeps its place.

    Args:
        ask: asks the endpoint.
        settings: limits.
    """

    def __init__(self, ask: Callable[[Sequence[Message]], Output], settings: LlmSettings) -> None:
        self._ask, self._settings = ask, settings
        self._breaker = Breaker(settings.failures, settings.rest_seconds)
        self._threads = ThreadPoolExecutor(settings.requests, thread_name_prefix="writer")
        self._lock = Lock()
        self._waiting = 0

    @property
    def model(self) -> str:
        """The name of the model."""
        return self._settings.model

    @property
    def context_tokens(self) -> int:
        """How much it takes, its answer included."""
        return self._settings.context_tokens

    def write(self, messages: Sequence[Message]) -> Output:
        """Return what the endpoint gives.

        Raises:
            WriterError: it is resting, too many ask, or it failed or was late.
        """
        made = self._admitted(messages)
        try:
            output = made.result(timeout=self._settings.seconds)
        except TimeoutError as error:
            made.cancel()
            self._breaker.failed()
            raise WriterError(f"no draft within {self._settings.seconds} s", WritingNote.SLOW) from error
        except WriterError:
            self._breaker.failed()
            raise
        self._breaker.went_well()
        return output

    def _admitted(self, messages: Sequence[Message]) -> Future[Output]:
        with self._lock:
            if self._waiting >= self._settings.requests + self._settings.waiting:
                raise WriterError(f"{self._waiting} drafts are waiting", WritingNote.BUSY)
            if not self._breaker.admit():
                raise WriterError("the endpoint failed and rests", WritingNote.RESTING)
            self._waiting += 1
        made = self._threads.submit(self._ask, messages)
        made.add_done_callback(lambda _: self._ended())
        return made

    def _ended(self) -> None:
        with self._lock:
            self._waiting -= 1


def make_writer(settings: LlmSettings) -> Writer | None:
    """Return the writer that the settings name; None where no endpoint is set.

    Raises:
        WriterError: the client's package is not installed.
    """
    if not settings.base_url:
        return None
    from rag.writing.endpoint import Endpoint

    return BoundedWriter(Endpoint(settings).ask, settings)
