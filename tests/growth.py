"""How the work of a function grows with what it is given: compared with itself, as no absolute time holds."""

import time
from collections.abc import Callable

TIMES_LONGER = 4
MOST_TIMES_THE_WORK = 10.0  # linear work grows 4 times, quadratic work 16 times
_MEASURED = 5


def times_the_work(function: Callable[[str], object], piece: str, *, chars: int) -> float:
    """Return how many times the work a text of 4 `chars` characters takes that of `chars`, both of one piece repeated.

    Of several measurements the least counts: what another process takes only adds to it.
    """
    short, long = (piece * (length // len(piece)) for length in (chars, TIMES_LONGER * chars))
    return _least_seconds(function, long) / max(_least_seconds(function, short), 1e-9)


def _least_seconds(function: Callable[[str], object], text: str) -> float:
    found = []
    for _ in range(_MEASURED):
        begun = time.process_time()
        function(text)
        found.append(time.process_time() - begun)
    return min(found)
