"""Assigning answers to reviewers, and how far they have come."""

import re
from collections.abc import Sequence
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from ui.errors import NothingToDoError
from ui.journal.assignments import MOST_AT_ONCE, Assignment, assign, assignments, take_back
from ui.journal.listing import Filters, listed_ids
from ui.staff.filters import BadFilterError, labels, read_filters, value_told
from ui.staff.forms import Form
from ui.staff.frame import Staff, see
from ui.staff.rights import Role

HOME = "/staff/assignments"
FIRST_N = 20  # that the form offers


def assigning_router(staff: Staff) -> APIRouter:
    """Return /staff/assignments, and the forms that assign answers and take them back."""
    router = staff.router()

    @router.get("/assignments")
    def held(request: Request, reader: Annotated[str, Depends(staff.signed_in)]) -> Response:
        is_admin = staff.session(request).role.covers(Role.ADMIN)
        words = staff.language(request).assign
        given = assignments(staff.database, of="" if is_admin else reader)
        return staff.page(
            request,
            "assignments.html",
            title=words.title,
            assign=words,
            intro=words.intro_admin if is_admin else words.intro,
            given=[(item, _scope_told(staff, request, item), _address(item)) for item in given],
        )

    @router.post("/assign")
    def give(
        request: Request,
        form: Annotated[Form, Depends(staff.checked_form)],
        admin: Annotated[str, Depends(staff.signed_in)],
    ) -> Response:
        return _given(staff, request, form, admin)

    @router.post("/assignments/end")
    def end(
        form: Annotated[Form, Depends(staff.checked_form)], admin: Annotated[str, Depends(staff.signed_in)]
    ) -> Response:
        number = form.get("number", "")
        try:
            take_back(staff.database, int(number) if re.fullmatch("[0-9]{1,15}", number) else 0, by=admin)
        except NothingToDoError:
            return see(HOME, notice="assignment_gone")
        return see(HOME, notice="taken_back")

    return router


def assignable(staff: Staff) -> Sequence[str]:
    """Return whom answers may be assigned to: who may sign in, by name."""
    return sorted(name for name, user in staff.users.by_name().items() if not user.is_disabled)


def _given(staff: Staff, request: Request, form: Form, admin: str) -> Response:
    """Assign what was ticked, or else the first of the list, and return the way on."""
    to, n = form.get("to", ""), form.get("n", "")
    if to not in assignable(staff) or not re.fullmatch("[0-9]{1,4}", n or str(FIRST_N)):
        return see("/staff", notice="not_assigned")
    ticked = form.getlist("entry")
    try:
        filters = Filters() if ticked else read_filters(request.query_params)
    except BadFilterError:
        return see("/staff", notice="not_assigned")
    size = min(int(n or FIRST_N), MOST_AT_ONCE)
    ids = ticked or listed_ids(staff.database, filters, size=size)
    # What was searched for may be an asker's words.
    scope = filters.model_dump(mode="json", exclude_defaults=True, exclude={"words"})
    try:
        assign(staff.database, ids, to=to, by=admin, scope={name: str(value) for name, value in scope.items()})
    except NothingToDoError:
        return see("/staff", notice="not_assigned")
    return see(HOME, notice="assigned")


def _scope_told(staff: Staff, request: Request, item: Assignment) -> str:
    """Return in words what a set was chosen by."""
    language = staff.language(request)
    named = labels(language)
    told = [
        language.assign.pair.format(name=named[name], value=value_told(language, name, value, staff.title))
        for name, value in item.scope.items()
        if name in named
    ]
    return language.staff.separator.join(told) or language.assign.one_by_one


def _address(item: Assignment) -> str:
    """Return what follows the ? of the list of what somebody was assigned."""
    return urlencode({"assigned": item.assignee})
