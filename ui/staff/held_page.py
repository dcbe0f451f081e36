"""One uploaded file: what was read of it beside its text, the entry to be corrected, and putting it in force."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException
from starlette.status import HTTP_400_BAD_REQUEST, HTTP_404_NOT_FOUND, HTTP_409_CONFLICT

from index.load.once import forget_read
from ui.errors import MissingHeldError
from ui.held.records import OPEN, Approval, Held, State
from ui.journal.audit import Act, note_act
from ui.journal.clock import LOCAL
from ui.journal.records import now
from ui.staff.documents import HOME, problem_told, sending
from ui.staff.forms import Form
from ui.staff.frame import Staff, see
from ui.staff.held_form import PERIODS, BadFormError, fields_of, filled, read_approval
from ui.staff.held_pages import page_shown
from ui.staff.held_read import shown
from ui.text.languages import LanguageWords

_MAY_GO = OPEN | {State.BAD, State.IN_FORCE}


def held_router(staff: Staff) -> APIRouter:
    """Return /staff/documents/held/{held_id}, and what is done there."""
    router = staff.router()

    @router.get("/documents/held/{held_id}", dependencies=[Depends(staff.signed_in)])
    def held(request: Request, held_id: str) -> Response:
        return _page(staff, request, _item(staff, held_id))

    @router.get("/documents/held/{held_id}/original", dependencies=[Depends(staff.signed_in)])
    def original(held_id: str) -> Response:
        item = _item(staff, held_id)
        file = staff.shelf.file(item)
        if not file.is_file():
            raise HTTPException(HTTP_404_NOT_FOUND)
        headers = {"content-disposition": f"attachment; filename*=utf-8''{quote(item.name)}"}
        return FileResponse(file, media_type="application/octet-stream", headers=headers)

    @router.post("/documents/held/{held_id}")
    def approve(
        request: Request,
        held_id: str,
        form: Annotated[Form, Depends(staff.checked_form)],
        editor: Annotated[str, Depends(staff.signed_in)],
    ) -> Response:
        item = _item(staff, held_id)
        titles = {entry.doc_id: entry.title for entry in staff.corpus.entries}
        try:
            approval = read_approval(form, by=editor, at=now(), held=titles)
            staff.shelf.become(held_id, State.APPROVED, of=OPEN, approval=approval)
        except BadFormError as error:
            said = staff.language(request).documents.wrong[error.field]
            return _page(staff, request, item, given=form, problem=said, wrong=error.field)
        except MissingHeldError:
            return _gone(staff, request, held_id)
        _note(staff, Act.DOCUMENT_APPROVED, item, editor, approval)
        return see(HOME, notice="scheduled" if approval.due else "approved")

    return router


def held_acts_router(staff: Staff) -> APIRouter:
    """Return where a file is thrown away, and where its approval is taken back before its time."""
    router = staff.router()

    @router.post("/documents/held/{held_id}/discard", dependencies=[Depends(staff.checked_form)])
    def discard(request: Request, held_id: str, editor: Annotated[str, Depends(staff.signed_in)]) -> Response:
        try:
            item = staff.shelf.discard(held_id, of=_MAY_GO)
        except MissingHeldError:
            return _gone(staff, request, held_id)
        forget_read(staff.index_settings, item.sha256)
        if item.state is not State.IN_FORCE:
            _note(staff, Act.DOCUMENT_DISCARDED, item, editor)
        return see(HOME, notice="discarded")

    @router.post("/documents/held/{held_id}/recall", dependencies=[Depends(staff.checked_form)])
    def recall(request: Request, held_id: str, editor: Annotated[str, Depends(staff.signed_in)]) -> Response:
        try:
            item = staff.shelf.become(held_id, State.READ, of=frozenset({State.APPROVED}))
        except MissingHeldError:
            return _gone(staff, request, held_id)
        _note(staff, Act.DOCUMENT_RECALLED, item, editor)
        return see(f"{HOME}/held/{held_id}", notice="recalled")

    return router


def _item(staff: Staff, held_id: str) -> Held:
    try:
        return staff.shelf.item(held_id)
    except MissingHeldError as error:
        raise HTTPException(HTTP_404_NOT_FOUND) from error


def _gone(staff: Staff, request: Request, held_id: str) -> Response:
    """Return the page of a file that stands where this cannot be done with it, as when a colleague was faster."""
    problem = staff.language(request).documents.wrong["gone"]
    return _page(staff, request, _item(staff, held_id), problem=problem, status=HTTP_409_CONFLICT)


def _note(staff: Staff, act: Act, item: Held, by: str, approval: Approval | None = None) -> None:
    told = {"file": item.name, "sha256": item.sha256}
    if approval and approval.due:
        told["due"] = approval.due.astimezone(LOCAL).isoformat(timespec="minutes")
    note_act(staff.database, act, by=by, subject=approval.doc_id if approval else item.name, **told)


def _page(
    staff: Staff,
    request: Request,
    item: Held,
    *,
    given: Mapping[str, str] | None = None,
    problem: str = "",
    wrong: str = "",
    status: int = HTTP_400_BAD_REQUEST,
) -> Response:
    language = staff.language(request)
    preview = staff.shelf.preview(item)
    words = language.documents
    proposed: Mapping[str, str] = filled(preview) if preview else {}
    if item.approval:
        proposed = {**proposed, **fields_of(item.approval.entry), "doc_id": item.approval.doc_id}
    fields = given or proposed
    titles = {entry.doc_id: entry.title for entry in staff.corpus.entries}
    response = staff.page(
        request,
        "held.html",
        title=item.name,
        status=status if problem else 200,
        documents=words,
        item=item,
        preview=preview,
        read=shown(preview, language) if preview else None,
        sheet=page_shown(preview, request.query_params.get("page", "")) if preview else None,
        asked=_asked(staff, item, language),
        fields=fields,
        periods=range(PERIODS),
        held_title=titles.get(fields.get("doc_id", ""), ""),
        is_open=item.state in OPEN and preview is not None,
        is_moving=item.state is State.CAME
        or (item.state in OPEN and staff.shelf.asked(item) is None and given is None),
        is_reading=item.state is State.CAME,
        problem=problem or problem_told(item.problem, words),
        wrong=wrong,
        roles=Counter(unit.role for unit in preview.units) if preview else {},
    )
    return sending(response)


def _asked(staff: Staff, item: Held, language: LanguageWords) -> tuple[str, ...] | None:
    asked = staff.shelf.asked(item)
    return asked.questions.get(language.examples_in, ()) if asked else None
