"""Which evidence a passage finds and a citation proves, measured in shared characters."""

from collections.abc import Sequence

from eval.cases import Case, Evidence
from eval.overlap import is_shared, n_chars, shared_chars
from eval.sources import Sources
from index.records import Span
from rag.contract import CitationRecord

LONGEST = 4  # times the evidence; a reader who checks a citation would otherwise search the document
HALF = 0.5  # a passage that holds less than half of the words that prove a fact does not let a reader see it


def finds(place: Evidence, doc_id: str, spans: Sequence[Span]) -> bool:
    """Return whether a passage finds the place: it holds at least half of the place's characters."""
    return place.doc_id == doc_id and shared_chars(place.spans, spans) >= HALF * n_chars(place.spans)


def groups_found(case: Case, doc_id: str, spans: Sequence[Span]) -> frozenset[int]:
    """Return the numbers (from 0) of the evidence groups of which a passage finds an alternative."""
    return frozenset(i for i, group in enumerate(case.evidence) if any(finds(place, doc_id, spans) for place in group))


def groups_proved(case: Case, citations: Sequence[CitationRecord], sources: Sources) -> tuple[frozenset[int], ...]:
    """Return for each citation the numbers (from 0) of the evidence groups that it is right for.

    A place is proved by the citations that share at least half of the shorter of the two with it, when together they
    hold at least half of the place: the items of a list may be cited one by one, one character of it proves nothing.
    """
    proved: list[set[int]] = [set() for _ in citations]
    for i, group in enumerate(case.evidence):
        for place in group:
            longest = sources.longest_unit(place.doc_id, place.spans)
            near = [j for j, one in enumerate(citations) if is_part(place, one.doc_id, one.spans, longest_unit=longest)]
            held = sum(shared_chars(place.spans, citations[j].spans) for j in near)
            if held >= HALF * n_chars(place.spans):
                for j in near:
                    proved[j].add(i)
    return tuple(map(frozenset, proved))


def is_part(place: Evidence, doc_id: str, spans: Sequence[Span], *, longest_unit: int = 0) -> bool:
    """Return whether a citation shares at least half of the shorter of the two with a place, and is not too long.

    It may be four times as long as the place, and always as long as the sentence that holds it: nothing shorter can be
    cited (`longest_unit`, characters).
    """
    if place.doc_id != doc_id or n_chars(spans) > max(LONGEST * n_chars(place.spans), longest_unit):
        return False
    return is_shared(place.spans, spans)
