"""Signing in and out."""

import hmac
import logging
import math
import re
import secrets
from dataclasses import dataclass
from functools import partial
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.status import (
    HTTP_303_SEE_OTHER,
    HTTP_403_FORBIDDEN,
    HTTP_429_TOO_MANY_REQUESTS,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from ui.address import client_address
from ui.journal.records import now
from ui.observe.counts import SIGN_IN_FAILURES
from ui.staff.attempts import RETRY_SECONDS, BusyError
from ui.staff.forms import Form, read_form
from ui.staff.frame import CSRF_FIELD, SESSION_COOKIE, Staff, see
from ui.staff.transport import may_sign_in, needs_secure_cookie
from ui.staff.users import normal
from ui.text.staff_words import StaffWords

_log = logging.getLogger(__name__)
_NONCE_COOKIE = "staff_login"
_NONCE = re.compile(r"[0-9a-f]{32}")
_HOME = "/staff"
_MOST_SECONDS_TOLD = 90  # longer waits are told in minutes
_OURS = re.compile(r"/staff(?:[/?#][!-~]*)?")
_NOT_AFTER_LOGIN = {"/staff/login", "/staff/logout"}


@dataclass(frozen=True)
class Refused:
    """Why a password is not taken, and after how many seconds to try again; 0 for at once."""

    sentence: str
    status: int
    retry_seconds: int = 0


@dataclass(frozen=True)
class _SignedIn:
    """A session that has begun."""

    cookie: str


def login_router(staff: Staff) -> APIRouter:
    """Return the page where one signs in, and the form that signs out."""
    router = staff.router()

    @router.get("/login")
    def login(request: Request) -> Response:
        there = safe_next(request.query_params.get("next", ""))
        if staff.sessions.read(request.cookies.get(SESSION_COOKIE, "")):
            return RedirectResponse(there, status_code=HTTP_303_SEE_OTHER)
        return _login_page(staff, request, there=there)

    @router.post("/login")
    async def sign_in(request: Request, form: Annotated[Form, Depends(read_form)]) -> Response:
        there, name = safe_next(form.get("next", "")), form.get("name", "")
        found = _refusal(staff, request, form) or await _tried(staff, request, name, form.get("password", ""))
        if isinstance(found, Refused):
            return await run_in_threadpool(_login_page, staff, request, there=there, name=name, refused=found)
        response = RedirectResponse(there, status_code=HTTP_303_SEE_OTHER)
        set_cookie(staff, request, response, SESSION_COOKIE, found.cookie)
        response.delete_cookie(_NONCE_COOKIE, path=_HOME)
        return response

    @router.post("/logout")
    def sign_out(request: Request, _: Annotated[Form, Depends(staff.checked_form)]) -> Response:
        staff.sessions.end(staff.session(request))
        response = see("/staff/login", notice="signed_out")
        response.delete_cookie(SESSION_COOKIE, path=_HOME)
        return response

    return router


def safe_next(path: str) -> str:
    """Return a path under /staff to go to after signing in: the one asked for, or the list for any other address.

    Example:
        >>> safe_next("/staff/entry/4f?x=1"), safe_next("https://example.org/staff")
        ('/staff/entry/4f?x=1', '/staff')
    """
    # Looked at as it is written: a browser takes three slashes, or a backslash, for the way to another host.
    plain = unquote(path.partition("?")[0].partition("#")[0])
    is_ours = _OURS.fullmatch(path) and "\\" not in plain and not {".", ".."} & set(plain.split("/"))
    return path if is_ours and plain not in _NOT_AFTER_LOGIN else _HOME


def _refusal(staff: Staff, request: Request, form: Form) -> Refused | None:
    """Return why nobody is signed in with a form, whatever the password; None where that is to be seen."""
    words = staff.words(request)
    if not may_sign_in(request, staff.settings):
        return Refused("", HTTP_403_FORBIDDEN)  # the page says so by itself
    if not _is_ours(staff, request, form):
        return Refused(words.login_expired, HTTP_403_FORBIDDEN)
    if not form.get("name", "").strip() or not form.get("password"):
        return Refused(words.both_needed, HTTP_403_FORBIDDEN)
    return None


def _is_ours(staff: Staff, request: Request, form: Form) -> bool:
    """Return whether a form came from a page of ours that this browser was given."""
    expected = staff.secret.digest("login form", request.cookies.get(_NONCE_COOKIE, ""))
    return hmac.compare_digest(form.get(CSRF_FIELD, "").encode(), expected.encode())


async def _tried(staff: Staff, request: Request, name: str, password: str) -> Refused | _SignedIn:
    """Return what a name and a password bring, in their turn."""
    address = client_address(request.scope, n_proxies=staff.settings.proxies)
    words = staff.words(request)
    try:
        attempt = partial(_attempt, staff, words, address, name, password)
        return await staff.attempts.run(address, attempt, request.is_disconnected)
    except BusyError:
        SIGN_IN_FAILURES.labels("busy").inc()
        return Refused(words.busy, HTTP_503_SERVICE_UNAVAILABLE, RETRY_SECONDS)


def _attempt(staff: Staff, words: StaffWords, address: str, name: str, password: str) -> Refused | _SignedIn:
    until = staff.throttle.begin(name, address)
    if until:
        SIGN_IN_FAILURES.labels("locked").inc()
        return to_wait(words, math.ceil((until - now()).total_seconds()))
    staff.notice_users()
    if staff.attempts.hashed(lambda: staff.users.is_right(name, password)):
        staff.throttle.succeeded(name, address)
        return _SignedIn(staff.sessions.begin(name))
    SIGN_IN_FAILURES.labels("wrong").inc()
    _log.warning("somebody failed to sign in to the staff area")  # the name may be a password typed in its place
    staff.throttle.failed(name, address, is_user=normal(name).strip() in staff.users.by_name())
    return Refused(words.wrong_login, HTTP_403_FORBIDDEN)


def to_wait(words: StaffWords, seconds: int) -> Refused:
    """Return that one has to wait so many seconds before another attempt."""
    held = max(1, seconds)
    if held > _MOST_SECONDS_TOLD:
        sentence = words.wait_minutes.format(minutes=math.ceil(held / 60))
    else:
        sentence = words.wait_seconds.format(seconds=held)
    return Refused(sentence, HTTP_429_TOO_MANY_REQUESTS, held)


def _login_page(
    staff: Staff, request: Request, *, there: str, name: str = "", refused: Refused | None = None
) -> Response:
    words = staff.words(request)
    held = request.cookies.get(_NONCE_COOKIE, "")
    nonce = held if _NONCE.fullmatch(held) else secrets.token_hex(16)
    response = staff.page(
        request,
        "login.html",
        title=words.login_title,
        status=refused.status if refused else 200,
        name=name,
        there=there,
        login_csrf=staff.secret.digest("login form", nonce),
        refusal=refused.sentence if refused else "",
        may_sign_in=may_sign_in(request, staff.settings),
    )
    set_cookie(staff, request, response, _NONCE_COOKIE, nonce)
    if refused and refused.retry_seconds:
        response.headers["retry-after"] = str(refused.retry_seconds)
    return response


def set_cookie(staff: Staff, request: Request, response: Response, name: str, value: str) -> None:
    """Set a cookie of the staff area, gone when the browser is closed."""
    response.set_cookie(
        name,
        value,
        path=_HOME,
        httponly=True,
        samesite="strict",
        secure=needs_secure_cookie(request, staff.settings),
    )
