"""Which evidence a passage finds and a citation proves, measured in shared characters."""

from collections.abc import Sequence

from eval.cases import Case, Evidence
from index.records import Span

HALF = 0.5  # a passage that holds less than half of the words that prove a fact does not let a reader see it


def n_chars(spans: Sequence[Span]) -> int:
    """Return how many characters the spans hold."""
    return sum(span.end - span.start for span in spans)


def shared_chars(left: Sequence[Span], right: Sequence[Span]) -> int:
    """Return how many characters both hold; the spans of one side do not overlap each other."""
    return sum(a.overlap(b) for a in left for b in right)


def finds(place: Evidence, doc_id: str, spans: Sequence[Span]) -> bool:
    """Return whether a passage finds the place: it holds at least half of the place's characters."""
    return place.doc_id == doc_id and shared_chars(place.spans, spans) >= HALF * n_chars(place.spans)


def proves(place: Evidence, doc_id: str, spans: Sequence[Span]) -> bool:
    """Return whether a citation is right for the place: they share at least half of the shorter of the two."""
    shorter = min(n_chars(place.spans), n_chars(spans))
    return place.doc_id == doc_id and shared_chars(place.spans, spans) >= HALF * shorter


def groups_found(case: Case, doc_id: str, spans: Sequence[Span]) -> frozenset[int]:
    """Return the numbers (from 0) of the evidence groups of which a passage finds an alternative."""
    return frozenset(i for i, group in enumerate(case.evidence) if any(finds(place, doc_id, spans) for place in group))


def groups_proved(case: Case, doc_id: str, spans: Sequence[Span]) -> frozenset[int]:
    """Return the numbers (from 0) of the evidence groups of which a citation is right for an alternative."""
    return frozenset(i for i, group in enumerate(case.evidence) if any(proves(place, doc_id, spans) for place in group))
