"""The page of API keys: what programs may ask with, made and revoked by admins."""

import re
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.status import HTTP_400_BAD_REQUEST

from ui.errors import NothingToDoError
from ui.journal.api_keys import MOST_RATE, KeyScope, api_keys, make_key, new_key_id, revoke_key
from ui.staff.forms import Form
from ui.staff.frame import Staff, see

HOME = "/staff/keys"
_FIRST_RATE = 60  # that the form offers
_MOST_OWNER = 100  # characters
_KEY_ID = re.compile("[0-9a-f]{12}")


def keys_router(staff: Staff) -> APIRouter:
    """Return /staff/keys, and the form that revokes one."""
    router = staff.router()

    @router.get("/keys")
    def keys(request: Request) -> Response:
        return _page(staff, request)

    @router.post("/keys")
    def make(
        request: Request,
        form: Annotated[Form, Depends(staff.checked_form)],
        admin: Annotated[str, Depends(staff.signed_in)],
    ) -> Response:
        owner, rate = " ".join(form.get("owner", "").split()), form.get("rate", "").strip()
        scopes = [scope for scope in KeyScope if scope in form.getlist("scope")]
        problem = _problem(owner, scopes, rate)
        if problem:
            return _page(staff, request, given=form, problem=problem)
        key_id = form.get("key_id", "")
        try:
            key = make_key(
                staff.database,
                owner=owner,
                scopes=scopes,
                rate=int(rate),
                by=admin,
                key_id=key_id if _KEY_ID.fullmatch(key_id) else "",
            )
        except NothingToDoError:  # the form was sent again, by a browser that drew the page anew
            return see(HOME, notice="key_made")
        return _page(staff, request, made=(owner, key))

    @router.post("/keys/revoke")
    def revoke(
        form: Annotated[Form, Depends(staff.checked_form)], admin: Annotated[str, Depends(staff.signed_in)]
    ) -> Response:
        try:
            revoke_key(staff.database, form.get("key_id", ""), by=admin)
        except NothingToDoError:
            return see(HOME, notice="key_gone")
        return see(HOME, notice="key_revoked")

    return router


def _problem(owner: str, scopes: list[KeyScope], rate: str) -> str:
    """Return which field of a form is wrong; empty where none is."""
    if not 0 < len(owner) <= _MOST_OWNER:
        return "owner"
    if not scopes:
        return "scopes"
    return "" if re.fullmatch("[0-9]{1,6}", rate) and 1 <= int(rate) <= MOST_RATE else "rate"


def _page(
    staff: Staff,
    request: Request,
    *,
    given: Form | None = None,
    problem: str = "",
    made: tuple[str, str] | None = None,
) -> Response:
    words = staff.language(request).keys
    return staff.page(
        request,
        "keys.html",
        title=words.title,
        status=HTTP_400_BAD_REQUEST if problem else 200,
        keys=words,
        held=api_keys(staff.database),
        all_scopes=tuple(KeyScope),
        fields=_fields(given),
        wrong=problem,
        problem=words.problems[problem].format(most=MOST_RATE) if problem else "",
        most_rate=MOST_RATE,
        most_owner=_MOST_OWNER,
        made=made,
        is_needed=staff.settings.api_needs_key,
        new_key_id=new_key_id(),
    )


def _fields(given: Form | None) -> Mapping[str, object]:
    """Return what stands in the form: what was sent, or what is offered first."""
    if given is None:
        return {"owner": "", "rate": _FIRST_RATE, "scopes": (KeyScope.ASK, KeyScope.SEARCH, KeyScope.DOCUMENTS)}
    return {"owner": given.get("owner", ""), "rate": given.get("rate", ""), "scopes": given.getlist("scope")}
