"""The form of a verdict: as it is shown filled in, and as it comes back. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from ui.journal.records import CitationVerdict, Entry, Judgement, Outcome, Review, Support
from ui.journal.reviews import latest
from ui.staff.forms import Form

_CITATION = "citation-"


class BadVerdictError(ValueError):
    """A form is not one that the page sends."""


class NoJudgementError(ValueError):
    """A form says nothing of the answer as a whole."""


@dataclass(frozen=True)
class Given:
    """What the form is filled in with."""

    judgement: str
    supports: Mapping[int, str]
    note: str


def own_verdict(reviews: Sequence[Review], reviewer: str) -> Given:
    """Return the form as its reviewer last saved it, or empty."""
    own = next((review for review in latest(reviews) if review.reviewer == reviewer), None)
    if own is None:
        return Given(judgement="", supports={}, note="")
    supports = {verdict.number: verdict.support.value for verdict in own.citations}
    return Given(judgement=own.judgement.value, supports=supports, note=own.note)


def sent(form: Form, entry: Entry) -> Given:
    """Return the form as it was sent, right or not."""
    supports = {citation.number: form.get(f"{_CITATION}{citation.number}", "") for citation in entry.citations}
    return Given(judgement=form.get("judgement", ""), supports=supports, note=form.get("note", ""))


def judgements_for(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return the judgements an entry can get, each with its key; a refusal is not more or less complete."""
    keys = {Judgement.RIGHT: "r", Judgement.INCOMPLETE: "i", Judgement.WRONG: "w"}
    if entry.outcome is Outcome.REFUSED:
        del keys[Judgement.INCOMPLETE]
    return tuple((judgement.value, key) for judgement, key in keys.items())


def read_verdict(given: Given, entry: Entry, reviewer: str) -> Review:
    """Return the verdict that was sent; citations without a mark are not judged.

    Raises:
        NoJudgementError: the answer as a whole is not judged.
        BadVerdictError: a value is none that the page offers, or the note is too long.
    """
    if not given.judgement:
        raise NoJudgementError
    if given.judgement not in dict(judgements_for(entry)):
        raise BadVerdictError(given.judgement)
    try:
        return Review(
            entry_id=entry.entry_id,
            reviewer=reviewer,
            judgement=Judgement(given.judgement),
            citations=tuple(
                CitationVerdict(number=number, support=Support(support))
                for number, support in given.supports.items()
                if support
            ),
            note=given.note.replace("\r\n", "\n").strip(),
        )
    except (ValidationError, ValueError) as error:
        raise BadVerdictError(str(error)) from error
