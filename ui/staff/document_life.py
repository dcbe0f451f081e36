"""What becomes of a document: superseded, withdrawn, in force again, as `python -m index` has it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.status import HTTP_400_BAD_REQUEST, HTTP_404_NOT_FOUND

from index.catalog.life import set_life
from index.errors import CatalogError
from index.records import IN_FORCE, DocumentEntry, Life, State
from ui.held.problems import problem_of
from ui.journal.audit import Act, note_act
from ui.journal.clock import LOCAL
from ui.journal.records import now
from ui.staff.documents import HOME, problem_told
from ui.staff.forms import Form
from ui.staff.frame import Staff, see

_ACTS = {
    State.WITHDRAWN: Act.DOCUMENT_WITHDRAWN,
    State.SUPERSEDED: Act.DOCUMENT_SUPERSEDED,
    State.IN_FORCE: Act.DOCUMENT_REINSTATED,
}
_MOST_WHY = 300  # characters


def life_router(staff: Staff) -> APIRouter:
    """Return /staff/documents/life/{doc_id}."""
    router = staff.router()

    @router.get("/documents/life/{doc_id}", dependencies=[Depends(staff.signed_in)])
    def life(request: Request, doc_id: str) -> Response:
        return _page(staff, request, _entry(staff, doc_id))

    @router.post("/documents/life/{doc_id}")
    def change(
        request: Request,
        doc_id: str,
        form: Annotated[Form, Depends(staff.checked_form)],
        editor: Annotated[str, Depends(staff.signed_in)],
    ) -> Response:
        entry = _entry(staff, doc_id)
        words = staff.language(request).documents
        try:
            given = _read(form)
        except ValueError:  # a ValidationError is one
            return _page(staff, request, entry, given=form, problem=words.wrong["life"])
        try:
            set_life(doc_id, given, staff.index_settings.seeds_dir)
        except CatalogError as error:
            return _page(staff, request, entry, given=form, problem=problem_told(problem_of(error), words))
        staff.shelf.want_build()
        told = {"since": str(given.since or ""), "superseded_by": given.by, "why": given.why}
        kept = {name: value for name, value in told.items() if value}
        note_act(staff.database, _ACTS[given.state], by=editor, subject=doc_id, **kept)
        return see(HOME, notice="life")

    return router


def _read(form: Mapping[str, str]) -> Life:
    """Return what a form says. Raises ValueError where it cannot be."""
    state = State(form.get("state", ""))
    if state not in _ACTS:
        raise ValueError(state)
    if state is State.IN_FORCE:
        return IN_FORCE
    why = " ".join(form.get("why", "").split())[:_MOST_WHY]
    by = form.get("by", "") if state is State.SUPERSEDED else ""
    try:
        return Life(state=state, since=date.fromisoformat(form.get("since", "")), by=by, why=why)
    except ValidationError as error:
        raise ValueError(str(error)) from error


def _entry(staff: Staff, doc_id: str) -> DocumentEntry:
    corpus = staff.corpus
    found = corpus.documents.get(doc_id) or corpus.withdrawn.get(doc_id)
    if found is None:
        raise HTTPException(HTTP_404_NOT_FOUND)
    return found


def _page(
    staff: Staff, request: Request, entry: DocumentEntry, *, given: Mapping[str, str] | None = None, problem: str = ""
) -> Response:
    words = staff.language(request).documents
    life = entry.life
    since = life.since or now().astimezone(LOCAL).date()
    fields = {"state": life.state.value, "since": since.isoformat(), "by": life.by, "why": life.why}
    return staff.page(
        request,
        "document_life.html",
        title=words.change,
        status=HTTP_400_BAD_REQUEST if problem else 200,
        documents=words,
        entry=entry,
        offered=[state for state in _ACTS if state is not life.state],
        others=[other for other in staff.corpus.entries if other.doc_id != entry.doc_id],
        fields=given or fields,
        problem=problem,
    )
