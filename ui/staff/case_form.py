"""What a reviewer filled in beside a verdict → the line of an eval case, or what is still missing. Pure."""

from collections.abc import Sequence
from enum import StrEnum

from pydantic import Field

from index.corpus import Corpus
from index.records import Frozen, Span
from index.words.terms import unspaced
from ui.errors import GapError, JournalError
from ui.journal.case import Correction, Place, to_case
from ui.journal.records import Entry, Judgement, Outcome, Review, ReviewState, Support
from ui.journal.reviews import latest, state_of

# Why a question looks answerable and is not, as the evaluation names it.
NEAR_MISSES = ("wrong_year", "wrong_district", "wrong_level", "not_stated", "feed", "off_topic")
_BETWEEN_WORDINGS = "|"


class Gap(StrEnum):
    """What keeps a verdict from becoming a case."""

    NO_VERDICT = "no_verdict"
    DIFFERING = "differing"
    NO_CORRECTION = "no_correction"
    NO_PLACE = "no_place"
    NO_FACT = "no_fact"
    FACT_AND_NEAR_MISS = "fact_and_near_miss"
    NOT_FOUND = "not_found"
    FOUND_OFTEN = "found_often"
    CHANGED = "changed"
    NO_QUOTE = "no_quote"


class Written(Frozen):
    """The form beside a verdict, as it was filled in."""

    facts: str = Field(default="", max_length=4000, description="one a line, its accepted wordings between bars")
    quotes: str = Field(default="", max_length=4000, description="one a line, verbatim")
    doc_id: str = Field(default="", description="where the quotes stand; empty for any document")
    near_miss: str = Field(default="", description="one of NEAR_MISSES; empty when the question can be answered")

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.facts.strip() or self.quotes.strip() or self.near_miss)


def needs_correction(entry: Entry, reviews: Sequence[Review]) -> bool:
    """Return whether the verdict that counts does not say by itself what the right answer is."""
    if not reviews:
        return False
    counting = latest(reviews)
    if counting[-1].judgement is not Judgement.RIGHT:
        return True
    return entry.outcome is not Outcome.REFUSED and not _supporting(entry, counting)


def case_line(entry: Entry, reviews: Sequence[Review], corpus: Corpus, written: Written) -> str:
    """Return the line of the case that a verdict and its correction make.

    Raises:
        GapError: something is missing; see `Gap`.
    """
    match state_of(reviews):
        case ReviewState.UNREVIEWED:
            raise GapError(Gap.NO_VERDICT)
        case ReviewState.DIFFERING:
            raise GapError(Gap.DIFFERING, "、".join(review.reviewer for review in latest(reviews)))
        case ReviewState.REVIEWED:
            pass
    correction = _correction(written, corpus)
    if written.is_empty:
        if needs_correction(entry, reviews):
            raise GapError(Gap.NO_CORRECTION)
        _check_unchanged(entry, reviews, corpus)
    documents = {doc_id: document.text for doc_id, document in corpus.documents.items()}
    try:
        return to_case(entry, reviews, documents, correction)
    except JournalError as error:  # the places are there: what is left is that none of them can be quoted
        raise GapError(Gap.NO_QUOTE, str(error)) from error


def place_of(quote: str, corpus: Corpus, doc_id: str = "") -> Place:
    """Return where a verbatim quote stands; white space does not count, as a page break may lie in it.

    Args:
        quote: as it was copied. Of a sentence that a page break or a footnote cuts in two, the whole is the place.
        corpus: the documents as they are today.
        doc_id: the document it stands in; empty for any.

    Raises:
        GapError: it stands nowhere, or more than once.
    """
    wanted = unspaced(quote)
    documents = [document for document in corpus.documents.values() if doc_id in ("", document.doc_id)]
    places = [
        Place(doc_id=document.doc_id, spans=(span,))
        for document in documents
        for span in _standing(wanted, document.text)
    ]
    if wanted and not places:
        places = [
            Place(doc_id=unit.doc_id, spans=unit.spans)
            for held in documents
            for unit in corpus.units_of_document(held.doc_id)
            if wanted in unspaced(unit.text)
        ]
    if not places:
        raise GapError(Gap.NOT_FOUND, quote)
    if len(places) > 1:
        raise GapError(Gap.FOUND_OFTEN, quote)
    return places[0]


def _correction(written: Written, corpus: Corpus) -> Correction:
    facts = tuple(
        tuple(wording.strip() for wording in line.split(_BETWEEN_WORDINGS) if wording.strip())
        for line in _lines(written.facts)
    )
    quotes = _lines(written.quotes)
    if written.near_miss and (facts or quotes):
        raise GapError(Gap.FACT_AND_NEAR_MISS)
    if facts and not quotes:
        raise GapError(Gap.NO_PLACE)
    if quotes and not any(facts):
        raise GapError(Gap.NO_FACT)
    return Correction(
        facts=tuple(filter(None, facts)),
        places=tuple(place_of(quote, corpus, written.doc_id) for quote in quotes),
        near_miss=written.near_miss,
    )


def _check_unchanged(entry: Entry, reviews: Sequence[Review], corpus: Corpus) -> None:
    """Raise GapError unless the citations of a case that follows from them alone still stand where they stood."""
    for number in _supporting(entry, latest(reviews)):
        citation = next(citation for citation in entry.citations if citation.number == number)
        document = corpus.documents.get(citation.doc_id)
        if document is None or document.sha256 != citation.sha256:
            raise GapError(Gap.CHANGED, citation.title)


def _supporting(entry: Entry, counting: Sequence[Review]) -> tuple[int, ...]:
    """Return the numbers of the citations that no reviewer rejected."""
    rejected = {
        verdict.number for review in counting for verdict in review.citations if verdict.support is Support.DOES_NOT
    }
    return tuple(citation.number for citation in entry.citations if citation.number not in rejected)


def _standing(wanted: str, source: str) -> list[Span]:
    """Return the spans of a source at which the wanted characters stand, white space aside."""
    offsets = [offset for offset, character in enumerate(source) if not character.isspace()]
    text = "".join(source[offset] for offset in offsets)
    spans = []
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        spans.append(Span(start=offsets[at], end=offsets[at + len(wanted) - 1] + 1))
        at = text.find(wanted, at + 1)
    return spans


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
