"""Which cases ask again what a case that was developed on asks: the same fact, proved at the same place.

A right answer to such a case may have been learnt from its twin; only the others say how well new questions are
answered.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from eval.cases import Case, Evidence
from eval.facts import facts_found
from eval.overlap import is_shared
from index.config import ROOT
from index.records import Frozen

ALLOWED = ROOT / "eval" / "twins-test.txt"
NEW, IN_DEV = "new", "also in dev"


class Twin(Frozen):
    """A case and the first case known before that has one of its facts and one of its places."""

    id: str
    known_id: str
    fact: str
    doc_id: str


def find_twins(cases: Sequence[Case], known: Sequence[Case]) -> tuple[Twin, ...]:
    """Return the twins among the cases, in case order; a case that nobody can answer has no fact and no twin.

    A place is shared when the two share at least half of the characters of the shorter one.
    """
    at_document: dict[str, list[tuple[Case, Evidence]]] = defaultdict(list)
    for other in known:
        for place in _places(other):
            at_document[place.doc_id].append((other, place))
    found = (_twin_of(case, at_document) for case in cases)
    return tuple(twin for twin in found if twin is not None)


def novelty(case: Case, twins: Sequence[Twin]) -> str:
    """Return the slice of a case: `new`, `also in dev`, or nothing for one that nobody can answer."""
    if not case.answerable:
        return ""
    return IN_DEV if any(twin.id == case.id for twin in twins) else NEW


def load_allowed(path: Path = ALLOWED) -> frozenset[str]:
    """Return the ids of the twins that stood in the cases before twins were refused."""
    return frozenset(path.read_text(encoding="utf-8").split())


def _twin_of(case: Case, at_document: dict[str, list[tuple[Case, Evidence]]]) -> Twin | None:
    for place in _places(case):
        for other, at in at_document[place.doc_id]:
            if is_shared(place.spans, at.spans):
                fact = _shared_fact(case, other)
                if fact:
                    return Twin(id=case.id, known_id=other.id, fact=fact, doc_id=place.doc_id)
    return None


def _places(case: Case) -> tuple[Evidence, ...]:
    return tuple(place for group in case.evidence for place in group)


def _shared_fact(case: Case, other: Case) -> str:
    """Return the first wording of a fact of the case that a wording of the other's facts says; empty for none."""
    for fact in case.facts:
        for theirs in other.facts:
            if any(facts_found(wording, [fact])[0] for wording in theirs):
                return fact[0]
            if any(facts_found(wording, [theirs])[0] for wording in fact):
                return fact[0]
    return ""
