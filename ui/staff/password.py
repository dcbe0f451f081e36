"""One's own password: the old one, and a new one twice. Tried as seldom as when signing in; other sessions end."""

import logging
import math
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.status import HTTP_400_BAD_REQUEST, HTTP_403_FORBIDDEN, HTTP_409_CONFLICT, HTTP_503_SERVICE_UNAVAILABLE

from ui.address import client_address
from ui.errors import StaffError
from ui.journal.records import now
from ui.observe.counts import SIGN_IN_FAILURES
from ui.staff.attempts import RETRY_SECONDS, BusyError
from ui.staff.forms import Form
from ui.staff.frame import SESSION_COOKIE, Staff, see
from ui.staff.login import Refused, set_cookie, to_wait
from ui.staff.transport import may_sign_in
from ui.staff.user_file import put_user
from ui.staff.users import MIN_PASSWORD_CHARS, User, hash_password, normal
from ui.text.languages import LanguageWords

_log = logging.getLogger(__name__)


class _ChangedMeanwhileError(StaffError):
    """The user has another password than the one that was looked at."""


@dataclass(frozen=True)
class _Changed:
    """A session that begins with the new password."""

    cookie: str


def password_router(staff: Staff) -> APIRouter:
    """Return the page where who is signed in changes their own password."""
    router = staff.router()

    @router.get("/password")
    def password(request: Request, name: Annotated[str, Depends(staff.signed_in)]) -> Response:
        return _page(staff, request, name)

    @router.post("/password")
    async def change(
        request: Request,
        form: Annotated[Form, Depends(staff.checked_form)],
        name: Annotated[str, Depends(staff.signed_in)],
    ) -> Response:
        found = _refusal(staff, request, form, name) or await _tried(staff, request, form, name)
        if isinstance(found, Refused):
            return await run_in_threadpool(_page, staff, request, name, refused=found)
        response = see("/staff", notice="password_changed")
        set_cookie(staff, request, response, SESSION_COOKIE, found.cookie)
        return response

    return router


def _refusal(staff: Staff, request: Request, form: Form, name: str) -> Refused | None:
    """Return why a form changes nothing, whatever the password so far is; None where that is to be seen."""
    if not may_sign_in(request, staff.settings):
        return Refused("", HTTP_403_FORBIDDEN)  # the page says so by itself
    if _is_in_settings(staff, name):
        return Refused("", HTTP_409_CONFLICT)  # and this
    old, new, again = (form.get(field, "") for field in ("old", "new", "again"))
    if not (old and new and again):
        return _problem(staff.language(request), "missing")
    if len(new) < MIN_PASSWORD_CHARS:
        return _problem(staff.language(request), "short")
    if normal(new) != normal(again):
        return _problem(staff.language(request), "differ")
    return None


def _is_in_settings(staff: Staff, name: str) -> bool:
    """Return whether a user stands in the settings, not in the file, and is changed there."""
    return name in {normal(given).strip() for given in staff.settings.staff_users}


async def _tried(staff: Staff, request: Request, form: Form, name: str) -> Refused | _Changed:
    """Return what a form brings, in the turn of those who sign in."""
    address = client_address(request.scope, n_proxies=staff.settings.proxies)
    try:
        attempt = partial(_attempt, staff, staff.language(request), address, name, form)
        return await staff.attempts.run(address, attempt, request.is_disconnected)
    except BusyError:
        SIGN_IN_FAILURES.labels("busy").inc()
        return Refused(staff.words(request).busy, HTTP_503_SERVICE_UNAVAILABLE, RETRY_SECONDS)


def _attempt(staff: Staff, language: LanguageWords, address: str, name: str, form: Form) -> Refused | _Changed:
    until = staff.throttle.begin(name, address)
    if until:
        SIGN_IN_FAILURES.labels("locked").inc()
        return to_wait(language.staff, math.ceil((until - now()).total_seconds()))
    old, new = form.get("old", ""), form.get("new", "")
    looked_at = staff.users.by_name().get(name)
    if not staff.attempts.hashed(lambda: staff.users.is_right(name, old)):
        SIGN_IN_FAILURES.labels("wrong").inc()
        _log.warning("somebody who is signed in to the staff area gave a wrong password to change it")
        staff.throttle.failed(name, address, is_user=True)
        return _problem(language, "wrong")
    staff.throttle.passed(name, address)
    if normal(old) == normal(new):
        return _problem(language, "same")
    hashed = staff.attempts.hashed(partial(hash_password, new))
    try:
        put_user(staff.settings, staff.database, name, lambda held: _with(held, looked_at, hashed), by=name)
    except _ChangedMeanwhileError:
        return _problem(language, "stale")
    return _Changed(staff.sessions.begin(name))


def _with(held: User | None, looked_at: User | None, hashed: str) -> User:
    """Return the user with the new hash, all other sessions of whom end by it."""
    if held is None or held != looked_at:
        raise _ChangedMeanwhileError("the user was changed meanwhile")
    return replace(held, hashed=hashed)


def _problem(language: LanguageWords, name: str) -> Refused:
    status = HTTP_403_FORBIDDEN if name == "wrong" else HTTP_400_BAD_REQUEST
    return Refused(language.password.problems[name].format(n=MIN_PASSWORD_CHARS), status)


def _page(staff: Staff, request: Request, name: str, *, refused: Refused | None = None) -> Response:
    words = staff.language(request).password
    response = staff.page(
        request,
        "password.html",
        title=words.title,
        status=refused.status if refused else 200,
        password=words,
        is_in_settings=_is_in_settings(staff, name),
        problem=refused.sentence if refused else "",
        min_chars=MIN_PASSWORD_CHARS,
        may_sign_in=may_sign_in(request, staff.settings),
    )
    if refused and refused.retry_seconds:
        response.headers["retry-after"] = str(refused.retry_seconds)
    return response
