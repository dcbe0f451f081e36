"""The page where one entry is reviewed, and what its forms do."""

import logging
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import APIRouter, Depends, Request, Response
from pydantic import ValidationError
from starlette.status import (
    HTTP_200_OK,
    HTTP_422_UNPROCESSABLE_CONTENT,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from rag.refusal.weights import packaged_gate_weights
from ui.errors import GapError, JournalError
from ui.journal.assignments import assignees_of_entry
from ui.journal.audit import Act, append
from ui.journal.case import case_id
from ui.journal.entries import find_entry
from ui.journal.feedback import feedback_of
from ui.journal.inbox import append_case, has_case
from ui.journal.listing import Filters, place_of
from ui.journal.records import Entry, Outcome
from ui.journal.reviews import add_review, latest, reviews_of, state_of
from ui.journal.standing import standing_of
from ui.observe.request_id import incident
from ui.staff.assigning import assignable
from ui.staff.case_form import NEAR_MISSES, Written, case_line, needs_correction
from ui.staff.differences import compared
from ui.staff.draft import judged
from ui.staff.evidence import cited, found
from ui.staff.filters import BadFilterError, read_filters, write_filters
from ui.staff.forms import Form
from ui.staff.frame import Staff, see
from ui.staff.sentences import lines_of
from ui.staff.verdict_form import (
    BadVerdictError,
    Given,
    NoJudgementError,
    judgements_for,
    own_verdict,
    read_verdict,
    sent,
)
from ui.staff.why import why
from ui.staff.withheld import needed_of
from ui.text.answer_tag import answer_tag
from ui.text.languages import LanguageWords

_log = logging.getLogger(__name__)
_NEAREST = 3  # passages shown beside a refusal; all of them stand under "why"


def review_router(staff: Staff) -> APIRouter:
    """Return /staff/entry/{entry_id} and the forms that judge it and make a case of it."""
    router = staff.router()

    @router.get("/entry/{entry_id}")
    def entry(request: Request, entry_id: str, reviewer: Annotated[str, Depends(staff.signed_in)]) -> Response:
        return _page(staff, request, find_entry(staff.database, entry_id), reviewer)

    def posted_form(
        request: Request,
        entry_id: str,
        form: Annotated[Form, Depends(staff.checked_form)],
        reviewer: Annotated[str, Depends(staff.signed_in)],
    ) -> _Posted:
        return _Posted(request, find_entry(staff.database, entry_id), form, reviewer)

    @router.post("/entry/{entry_id}/review")
    def judge(posted: Annotated[_Posted, Depends(posted_form)]) -> Response:
        return _judged(staff, posted)

    @router.post("/entry/{entry_id}/case")
    def make_case(posted: Annotated[_Posted, Depends(posted_form)]) -> Response:
        return _case_made(staff, posted)

    return router


@dataclass(frozen=True)
class _Posted:
    """A form of an entry's page, and who sent it."""

    request: Request
    entry: Entry
    form: Form
    reviewer: str


def _judged(staff: Staff, posted: _Posted) -> Response:
    """Keep a verdict; return the way on, or the page with what is wrong."""
    request, held, reviewer = posted.request, posted.entry, posted.reviewer
    words = staff.language(request).review
    given = sent(posted.form, held)
    try:
        review = read_verdict(given, held, reviewer)
    except NoJudgementError:
        return _page(staff, request, held, reviewer, given=given, problem=words.no_judgement)
    except BadVerdictError:
        return _page(staff, request, held, reviewer, problem=words.bad_verdict)
    state = add_review(staff.database, review, needed=needed_of(staff, request))
    if posted.form.get("then") == "next":
        return see("/staff/next", after=held.entry_id, **_filters(request))
    return _back(request, held.entry_id, notice="saved" if state is None else f"saved_{state}")


def _case_made(staff: Staff, posted: _Posted) -> Response:
    """Make a case of an entry; return the way back, or the page with what is missing."""
    request, held, reviewer = posted.request, posted.entry, posted.reviewer
    words = staff.language(request).review
    written = _written(posted.form)
    try:
        line = case_line(held, reviews_of(staff.database, held.entry_id), staff.corpus, written)
        with staff.database.writing() as connection:  # nothing is kept that the audit cannot be told of
            is_new = append_case(staff.settings.inbox, line)
            if is_new:
                append(connection, Act.CASE_MADE, by=reviewer, subject=held.entry_id)
    except GapError as error:
        gap = words.gaps[error.gap].format(detail=error.detail)
        return _page(staff, request, held, reviewer, written=written, gap=gap)
    except JournalError:
        found_by = incident()
        _log.exception("incident %s: a case could not be kept", found_by)
        gap = words.inbox_failed.format(incident=found_by)
        status = HTTP_503_SERVICE_UNAVAILABLE
        return _page(staff, request, held, reviewer, written=written, gap=gap, status=status)
    return _back(request, held.entry_id, notice="case_made" if is_new else "case_held")


def _page(
    staff: Staff,
    request: Request,
    entry: Entry,
    reviewer: str,
    *,
    given: Given | None = None,
    written: Written | None = None,
    problem: str = "",
    gap: str = "",
    status: int = HTTP_200_OK,
) -> Response:
    """Return the page of an entry; with a problem or a gap, as its form was sent."""
    words = staff.language(request).review
    notice = request.query_params.get("notice", "")
    reviews = reviews_of(staff.database, entry.entry_id)
    counting = latest(reviews)
    extracts = {citation.number: cited(citation, staff.corpus) for citation in entry.citations}
    is_refusal = entry.outcome is Outcome.REFUSED
    return staff.page(
        request,
        "review.html",
        title=entry.question,
        status=HTTP_422_UNPROCESSABLE_CONTENT if status == HTTP_200_OK and (problem or gap) else status,
        review=words,
        notice=words.notices.get(notice) or staff.words(request).notices.get(notice, ""),
        problem=problem,
        entry=entry,
        query=write_filters(_read_filters(request)),
        place=place_of(staff.database, _read_filters(request), entry.entry_id),
        tongue=answer_tag(entry.language),
        state=state_of(reviews),
        reviews=reviews,
        counting=counting,
        comparison=compared(reviews),
        shows_others=reviewer in {review.reviewer for review in counting},
        standing=standing_of(staff.database, entry),
        withholding=staff.language(request).withholding,
        n_needed=staff.settings.withhold_reviewers,
        n_own=needed_of(staff, request),
        is_refusal=is_refusal,
        lines=lines_of(entry.text, extracts),
        extracts=extracts,
        nearest=[found(passage, staff.corpus) for passage in entry.passages[:_NEAREST]] if is_refusal else [],
        given=given or own_verdict(reviews, reviewer),
        judgements=judgements_for(entry),
        shortcuts=_shortcuts(entry, staff.language(request)),
        feedback=feedback_of(staff.database, entry.entry_id),
        case_id=case_id(entry.entry_id),
        in_inbox=_in_inbox(staff, entry),
        needs_correction=needs_correction(entry, reviews),
        written=written or Written(),
        near_misses=NEAR_MISSES,
        documents=tuple(staff.corpus.documents.values()),
        gap=gap,
        assign=staff.language(request).assign,
        assignees=assignees_of_entry(staff.database, entry.entry_id),
        assignable=assignable(staff),
        draft=judged(entry.draft, staff.language(request).draft),
        draft_words=staff.language(request).draft,
        why=why(entry, staff.corpus, words),
        threshold=packaged_gate_weights().thresholds.answer,
    )


def _in_inbox(staff: Staff, entry: Entry) -> bool:
    """Return whether an entry's case is in the inbox; an inbox that cannot be read keeps nobody from reviewing."""
    try:
        return has_case(staff.settings.inbox, case_id(entry.entry_id))
    except JournalError:
        _log.exception("it is not known whether entry %s has a case", entry.entry_id)
        return False


def _shortcuts(entry: Entry, language: LanguageWords) -> list[tuple[tuple[str, ...], str]]:
    words = language.review
    judging = "judge_refusal" if entry.outcome is Outcome.REFUSED else "judge"
    on_citations = [
        (("j", "k"), words.keys["move"]),
        (("1", "2", "3"), words.keys["support"]),
        (("a",), words.keys["prove_all"]),
    ]
    return [
        *(on_citations if entry.citations else []),
        (tuple(key for _, key in judgements_for(entry)), words.keys[judging]),
        (("n",), words.keys["note"]),
        (("s",), words.keys["save"]),
        ((words.enter_key,), words.keys["save_next"]),
        (("u",), words.keys["next"]),
        *([(("p",), language.withholding.key)] if entry.outcome is not Outcome.REFUSED else []),
    ]


def _written(form: Form) -> Written:
    """Return the correction that was sent; what is no field of the page counts as not filled in."""
    near_miss = form.get("near_miss", "")
    given = {name: form.get(name, "") for name in ("facts", "quotes", "doc_id")}
    try:
        return Written(**given, near_miss=near_miss if near_miss in NEAR_MISSES else "")
    except ValidationError:
        return Written()


def _read_filters(request: Request) -> Filters:
    """Return the filters of the list the reader came from; none where they cannot be."""
    try:
        return read_filters(request.query_params)
    except BadFilterError:
        return Filters()


def _filters(request: Request) -> dict[str, str]:
    return dict(parse_qsl(write_filters(_read_filters(request))))


def _back(request: Request, entry_id: str, *, notice: str) -> Response:
    return see(f"/staff/entry/{entry_id}", **_filters(request), notice=notice)
