"""How often a client, and all together, may do what: a moving window of a minute, and one of five seconds a client."""

import logging
import math
import time
from typing import cast

import anyio
from limits import RateLimitItem, RateLimitItemPerMinute, RateLimitItemPerSecond
from limits.errors import ConfigurationError, StorageError
from limits.storage import Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from ui.config import UiSettings
from ui.errors import LimitsError
from ui.limits.kinds import Kind
from ui.limits.memory import RecentMemory

BURST_SECONDS, BURST_SHARE = 5, 10  # a tenth of a minute's requests may come within five seconds
_EVERYBODY = "everybody"
_OWN = "own"  # in place of a kind: who has a rate of its own has it for all together
_log = logging.getLogger(__name__)


class Rates:
    """Counts what is done; `refused` says how often each kind was refused, for whoever shows it."""

    def __init__(self, settings: UiSettings) -> None:
        """Make the counters.

        Raises:
            LimitsError: the store that `ui.limits_storage` names cannot be used.
        """
        self._memory = RecentMemory()
        self._shared = _shared(settings.limits_storage.get_secret_value())
        self._client = {kind: _windows(getattr(settings, f"{kind}_rate")) for kind in Kind}
        self._all = {kind: RateLimitItemPerMinute(getattr(settings, f"{kind}_rate_all")) for kind in Kind}
        self.refused = dict.fromkeys(Kind, 0)

    async def wait(self, kind: Kind, client: str, *, cost: int = 1, a_minute: int | None = None) -> int:
        """Count a request; return 0, or after how many whole seconds it may be made, not having counted it.

        Args:
            kind: of the request.
            client: who makes it.
            cost: how many requests it counts as.
            a_minute: how many the client may make of all kinds together; None: of each kind what the settings say.
        """
        own = None if a_minute is None else _windows(a_minute)
        try:
            if self._shared:
                seconds = await anyio.to_thread.run_sync(self._hit, self._shared, kind, client, cost, own)
            else:
                seconds = self._hit(self._memory, kind, client, cost, own)
        except StorageError:
            _log.warning("the shared store of limits does not answer: each process counts for itself", exc_info=True)
            seconds = self._hit(self._memory, kind, client, cost, own)
        self.refused[kind] += bool(seconds)
        return seconds

    def _hit(self, store: Storage, kind: Kind, client: str, cost: int, own: tuple[RateLimitItem, ...] | None) -> int:
        """Count a request in all its windows or in none, as near as a store without transactions does it."""
        limiter = MovingWindowRateLimiter(store)
        of_client = [(item, kind.value) for item in self._client[kind]] if own is None else [(i, _OWN) for i in own]
        asked = [(item, (counted, client)) for item, counted in of_client]
        asked.append((self._all[kind], (kind.value, _EVERYBODY)))
        full = [(item, who) for item, who in asked if not limiter.test(item, *who, cost=cost)]
        if full:
            return max(_seconds_left(limiter, item, who) for item, who in full)
        for item, who in asked:
            limiter.hit(item, *who, cost=cost)
        return 0


def _windows(a_minute: int) -> tuple[RateLimitItem, ...]:
    burst = max(1, math.ceil(a_minute / BURST_SHARE))
    return RateLimitItemPerSecond(burst, BURST_SECONDS), RateLimitItemPerMinute(a_minute)


def _seconds_left(limiter: MovingWindowRateLimiter, item: RateLimitItem, who: tuple[str, str]) -> int:
    reset = limiter.get_window_stats(item, *who).reset_time
    return max(1, math.ceil(reset - time.time()))


def _shared(uri: str) -> Storage | None:
    if not uri:
        return None
    try:
        store = storage_from_string(uri, wrap_exceptions=True)
        MovingWindowRateLimiter(store)  # not every store can
    except (ConfigurationError, NotImplementedError) as error:  # the latter from a store without a moving window
        raise LimitsError(
            "ui.limits_storage names no store that can be used (redis://…, mongodb://… with its package installed): "
            f"{type(error).__name__}; leave it empty to count in each process"
        ) from error
    return cast("Storage", store)  # the other kind is named async+…
