"""The page of users: who may sign in, with which role, since when nobody has seen them; added and changed by admins."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.status import HTTP_400_BAD_REQUEST

from ui.errors import StaffError
from ui.journal.audit import Act, last_acts
from ui.staff.forms import Form
from ui.staff.frame import Staff, see
from ui.staff.rights import Role
from ui.staff.user_file import put_user
from ui.staff.users import User, checked_name, hash_password, normal

HOME = "/staff/users"
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # without what is taken for another: i, l, o, 0, 1
_GROUPS, _GROUP_CHARS = 4, 5  # 31 to the power of 20: 99 bits


class ChangedMeanwhileError(StaffError):
    """A user is not as the page showed it any more."""


@dataclass(frozen=True)
class Line:
    """A user as the page lists it."""

    name: str
    user: User
    is_reader: bool
    is_in_settings: bool
    seen_at: datetime | None


def users_router(staff: Staff) -> APIRouter:
    """Return /staff/users, and the forms that add a user and change one."""
    router = staff.router()

    @router.get("/users")
    def users(request: Request, admin: Annotated[str, Depends(staff.signed_in)]) -> Response:
        return _page(staff, request, admin)

    @router.post("/users")
    def add(
        request: Request,
        form: Annotated[Form, Depends(staff.checked_form)],
        admin: Annotated[str, Depends(staff.signed_in)],
    ) -> Response:
        return _added(staff, request, form, admin)

    @router.post("/users/change")
    def change(
        request: Request,
        form: Annotated[Form, Depends(staff.checked_form)],
        admin: Annotated[str, Depends(staff.signed_in)],
    ) -> Response:
        return _changed(staff, request, form, admin)

    return router


def new_password() -> str:
    """Return a password that can be read out and typed, which nobody guesses.

    Example:
        >>> len(new_password())
        23
    """
    groups = ("".join(secrets.choice(_ALPHABET) for _ in range(_GROUP_CHARS)) for _ in range(_GROUPS))
    return "-".join(groups)


def _added(staff: Staff, request: Request, form: Form, admin: str) -> Response:
    """Add a user; return the page with the password, or with what is wrong."""
    given, role = form.get("name", ""), form.get("role", "")
    try:
        name = checked_name(given, "name")
    except StaffError:
        return _page(staff, request, admin, given=form, problem="name")
    if role not in set(Role):
        return _page(staff, request, admin, given=form, problem="role")
    if name in staff.users.by_name():
        return _page(staff, request, admin, given=form, problem="held")
    password = new_password()
    user = User(Role(role), staff.attempts.hashed(partial(hash_password, password)))
    _put(staff, name, lambda held: _new(held, user), admin)
    return _page(staff, request, admin, told=(name, password))


def _changed(staff: Staff, request: Request, form: Form, admin: str) -> Response:
    """Change a user; return the page with a new password, or the way to it."""
    name = normal(form.get("name", "")).strip()
    if name == admin:  # so that there is always an admin who may sign in
        return see(HOME, notice="user_own")
    password = new_password() if form.get("act") == "reset" else ""
    hashed = staff.attempts.hashed(partial(hash_password, password)) if password else ""
    change: Callable[[User], User]
    match form.get("act"), form.get("role", ""):
        case "reset", _:
            change = partial(replace, hashed=hashed)
        case "disable", _:
            change = partial(replace, is_disabled=True)
        case "enable", _:
            change = partial(replace, is_disabled=False)
        case "role", role if role in set(Role):
            change = partial(replace, role=Role(role))
        case _:
            return see(HOME, notice="user_stale")
    try:
        _put(staff, name, lambda held: change(_as_shown(held, form.get("mark", ""))), admin)
    except ChangedMeanwhileError:
        return see(HOME, notice="user_stale")
    return _page(staff, request, admin, told=(name, password)) if password else see(HOME, notice="user_changed")


def _put(staff: Staff, name: str, change: Callable[[User | None], User], admin: str) -> None:
    put_user(staff.settings, staff.database, name, change, by=admin)


def _new(held: User | None, user: User) -> User:
    if held is not None:
        raise ChangedMeanwhileError("the user was added meanwhile")
    return user


def _as_shown(held: User | None, mark: str) -> User:
    if held is None or held.mark != mark:
        raise ChangedMeanwhileError("the user was changed meanwhile")
    return held


def _page(
    staff: Staff,
    request: Request,
    admin: str,
    *,
    given: Form | None = None,
    problem: str = "",
    told: tuple[str, str] | None = None,
) -> Response:
    words = staff.language(request).users
    return staff.page(
        request,
        "users.html",
        title=words.title,
        status=HTTP_400_BAD_REQUEST if problem else 200,
        users=words,
        lines=_lines(staff, admin),
        all_roles=tuple(Role),
        fields=_fields(given),
        wrong=problem,
        problem=words.problems[problem] if problem else "",
        told=told,
        has_file=staff.settings.staff_file is not None,
    )


def _fields(given: Form | None) -> Mapping[str, str]:
    return {"name": given.get("name", ""), "role": given.get("role", "")} if given else {"name": "", "role": "reviewer"}


def _lines(staff: Staff, admin: str) -> list[Line]:
    seen = last_acts(staff.database, Act.SIGNED_IN)
    in_settings = {normal(name).strip() for name in staff.settings.staff_users}
    return [
        Line(name, user, name == admin, name in in_settings, seen.get(name))
        for name, user in sorted(staff.users.by_name().items())
    ]
