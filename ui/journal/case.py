"""An entry with its verdicts → an eval case, as the line of its file (eval/README.md, "A case")."""

import json
import re
from collections.abc import Mapping, Sequence

from pydantic import Field

from index.records import Frozen, Span
from rag.question.understand import Wants
from rag.records import Reason
from ui.errors import JournalError
from ui.journal.quote import quote_at
from ui.journal.records import Entry, Judgement, Masked, Review, ReviewState, Support
from ui.journal.reviews import latest, state_of

_KINDS = {
    Wants.FIGURE: "lookup",
    Wants.DATE: "lookup",
    Wants.OTHER: "lookup",
    Wants.LIST: "list",
    Wants.DEFINITION: "definition",
    Wants.RESPONSIBLE: "responsible",
}
_NEAR_MISSES = {
    Reason.NO_EVIDENCE: "not_stated",
    Reason.WRONG_PERIOD: "wrong_year",
    Reason.OUT_OF_SCOPE: "off_topic",
    Reason.BLOCKED: "off_topic",
    Reason.BAD_QUESTION: "off_topic",
}
# A figure with its unit, at most a few characters: 163亿元, 4.07名, 97.5%, 2024年12月.
_FIGURE = re.compile(r"\d[\d.,]*(?:[万亿千百]*(?:[%％‰]|平方米|平方公里|公里|[美港]?元|[\u4e00-\u9fff]))?")


class Place(Frozen):
    """Where a reviewer found the fact: the characters of a document's source."""

    doc_id: str
    spans: tuple[Span, ...] = Field(min_length=1)


class Correction(Frozen):
    """What a reviewer adds to a verdict. With facts and places the case asks for these; with a near miss it must be
    refused; with neither the case follows from the verdict, where it was right.
    """

    facts: tuple[tuple[str, ...], ...] = ()
    places: tuple[Place, ...] = Field(default=(), description="each proves something that is needed")
    near_miss: str = Field(default="", description="one of eval/README.md; empty for a question that can be answered")
    kind: str = Field(default="", description="one of eval/README.md; empty for what was understood")
    asker: str = "市民"
    note: Masked = ""


NOTHING_ADDED = Correction()


def to_case(
    entry: Entry,
    reviews: Sequence[Review],
    documents: Mapping[str, str],
    correction: Correction = NOTHING_ADDED,
) -> str:
    """Return the line of a case, with its line end; the same entry always gives the same id.

    A right refusal gives an unanswerable case. A right answer gives a case whose evidence are its citations, less those
    judged not to support it, and whose facts are their figures that the answer gives, or else their wording: to be
    checked and cut down by the one who moves it. Anything else needs a correction.

    Args:
        entry: as it was recorded; its question is masked.
        reviews: all verdicts on it, the earliest first.
        documents: the sources' texts by doc_id.
        correction: what the reviewer adds.

    Raises:
        JournalError: there is no verdict, reviewers differ, or facts and places are needed and were not given; a place
            is not in its document, or no quote of at most 160 characters stands there once.
    """
    judgement = _judgement(entry, reviews)
    near_miss = correction.near_miss
    facts, places = correction.facts, correction.places
    if not near_miss and not facts:
        if judgement is not Judgement.RIGHT:
            raise JournalError(f"entry {entry.entry_id} is {judgement}: the right fact and its place are needed")
        if entry.reason:
            near_miss = _NEAR_MISSES[entry.reason]
        else:
            places = _supporting(entry, reviews)
            facts = _facts(entry, places)
    if bool(facts) != bool(places) or bool(facts) == bool(near_miss):
        raise JournalError(f"entry {entry.entry_id}: expected facts with their places, or a near miss alone")
    case = {
        "id": case_id(entry.entry_id),
        "question": entry.question,
        "history": list(entry.history) if near_miss or _kind(entry, correction) == "followup" else [],
        "kind": "unanswerable" if near_miss else _kind(entry, correction),
        "language": entry.language.value,
        "noise": "pinyin" if entry.considered and entry.considered.is_pinyin else "none",
        "asker": correction.asker,
        "facts": [list(fact) for fact in facts],
        "evidence": [[_written(place, facts, documents)] for place in places],
        "near_miss": near_miss or None,
        "note": correction.note or _notes(reviews),
    }
    return json.dumps(case, ensure_ascii=False, allow_nan=False) + "\n"


def case_id(entry_id: str) -> str:
    """Return the id of the case that an entry becomes."""
    return f"s{entry_id[:12]}"


def _judgement(entry: Entry, reviews: Sequence[Review]) -> Judgement:
    match state_of(reviews):
        case ReviewState.UNREVIEWED:
            raise JournalError(f"entry {entry.entry_id} has no verdict yet: judge it first")
        case ReviewState.DIFFERING:
            names = ", ".join(review.reviewer for review in latest(reviews))
            raise JournalError(f"entry {entry.entry_id}: its reviewers differ ({names}): settle that first")
        case ReviewState.REVIEWED:
            return latest(reviews)[-1].judgement


def _kind(entry: Entry, correction: Correction) -> str:
    if correction.kind:
        return correction.kind
    if entry.considered is None:
        return "lookup"
    # History belongs to a case only where the question cannot be understood without it.
    return "followup" if entry.considered.topic and entry.history else _KINDS[entry.considered.wants]


def _supporting(entry: Entry, reviews: Sequence[Review]) -> tuple[Place, ...]:
    rejected = {
        verdict.number
        for review in latest(reviews)
        for verdict in review.citations
        if verdict.support is Support.DOES_NOT
    }
    return tuple(
        Place(doc_id=citation.doc_id, spans=citation.spans)
        for citation in entry.citations
        if citation.number not in rejected
    )


def _facts(entry: Entry, places: tuple[Place, ...]) -> tuple[tuple[str, ...], ...]:
    quotes = [
        citation.quote for citation in entry.citations if Place(doc_id=citation.doc_id, spans=citation.spans) in places
    ]
    given = set(_FIGURE.findall(entry.text))
    wants_figures = entry.considered is not None and entry.considered.wants in (Wants.FIGURE, Wants.DATE)
    figures = dict.fromkeys(figure for quote in quotes for figure in _FIGURE.findall(quote) if figure in given)
    found = list(figures) if wants_figures and figures else quotes
    return tuple((fact,) for fact in found)


def _written(place: Place, facts: Sequence[Sequence[str]], documents: Mapping[str, str]) -> dict[str, object]:
    if place.doc_id not in documents:
        raise JournalError(f"no document {place.doc_id!r}, expected one of {', '.join(sorted(documents))}")
    source = documents[place.doc_id]
    wanted = [text for fact in facts for text in fact]
    return {"doc_id": place.doc_id, "quotes": [quote_at(source, span, wanted, place.doc_id) for span in place.spans]}


def _notes(reviews: Sequence[Review]) -> str:
    return " ".join(review.note for review in latest(reviews) if review.note)
