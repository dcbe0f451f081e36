"""Where hits are counted in this process: a store of `limits` with a bound on how many clients it knows.

The library's own memory looks through every key in a thread of its own after each hit: an asker with many addresses
would have it do nothing else. This one forgets the client that was seen longest ago.
"""

import time
from collections import OrderedDict, deque
from typing import Any

from limits.storage.base import MovingWindowSupport, Storage

MOST_KEYS = 50_000  # some 20 MB when each is a client at its limit; six kinds and two windows a client


class RecentMemory(Storage, MovingWindowSupport):
    """Times of the hits of each key, newest last. Not for several threads: the event loop calls it."""

    STORAGE_SCHEME = ["recent-memory"]  # noqa: RUF012 -- the library's class has it so

    def __init__(self, uri: str | None = None, *, most_keys: int = MOST_KEYS, **options: Any) -> None:
        super().__init__(uri, **options)
        self._most_keys = most_keys
        self._hits: OrderedDict[str, deque[float]] = OrderedDict()

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count `amount` hits of a key and return True, or count none where that makes more than `limit`."""
        hits = self._recent(key, expiry)
        if len(hits) + amount > limit:
            return False
        hits.extend([time.time()] * amount)
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """Return the time of a key's oldest hit within `expiry` seconds, now where there is none, and how many."""
        hits = self._recent(key, expiry)
        return (hits[0] if hits else time.time()), len(hits)

    def _recent(self, key: str, expiry: int) -> deque[float]:
        hits = self._hits.setdefault(key, deque())
        self._hits.move_to_end(key)
        if len(self._hits) > self._most_keys:
            self._hits.popitem(last=False)
        oldest = time.time() - expiry
        while hits and hits[0] <= oldest:
            hits.popleft()
        return hits

    @property
    def base_exceptions(self) -> type[Exception]:
        """What using it may raise."""
        return ValueError

    def check(self) -> bool:
        """Return that it can be used."""
        return True

    def reset(self) -> int | None:
        """Forget all, and return how many keys there were."""
        n_keys = len(self._hits)
        self._hits.clear()
        return n_keys

    def get(self, key: str) -> int:
        """Return how many hits are held of a key."""
        return len(self._hits.get(key, ()))

    def clear(self, key: str) -> None:
        """Forget a key."""
        self._hits.pop(key, None)

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Fixed windows are not kept here."""
        raise NotImplementedError  # abstract in the library's Storage, called for fixed windows alone

    def get_expiry(self, key: str) -> float:
        """Fixed windows are not kept here."""
        raise NotImplementedError  # abstract in the library's Storage, called for fixed windows alone
