"""How many source characters two places share."""

from collections.abc import Sequence

from index.records import Span


def n_chars(spans: Sequence[Span]) -> int:
    """Return how many characters the spans hold."""
    return sum(span.end - span.start for span in spans)


def shared_chars(left: Sequence[Span], right: Sequence[Span]) -> int:
    """Return how many characters both hold; the spans of one side do not overlap each other."""
    return sum(a.overlap(b) for a in left for b in right)


def is_shared(left: Sequence[Span], right: Sequence[Span]) -> bool:
    """Return whether two places of one document share at least half of the shorter of the two."""
    return 2 * shared_chars(left, right) >= min(n_chars(left), n_chars(right))
