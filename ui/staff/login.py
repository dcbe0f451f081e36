"""Signing in and out."""

import hmac
import logging
import math
import re
import secrets
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import unquote

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.status import (
    HTTP_303_SEE_OTHER,
    HTTP_403_FORBIDDEN,
    HTTP_429_TOO_MANY_REQUESTS,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from ui.journal.records import now
from ui.staff.forms import Form, read_form
from ui.staff.frame import CSRF_FIELD, SESSION_COOKIE, Staff, see
from ui.staff.transport import may_sign_in, needs_secure_cookie
from ui.staff.users import BusyError
from ui.text.staff_words import StaffWords

_log = logging.getLogger(__name__)
_NONCE_COOKIE = "staff_login"
_NONCE = re.compile(r"[0-9a-f]{32}")
_HOME = "/staff"
_OURS = re.compile(r"/staff(?:[/?#][!-~]*)?")
_NOT_AFTER_LOGIN = {"/staff/login", "/staff/logout"}


@dataclass(frozen=True)
class _Refused:
    """Why somebody is not signed in."""

    sentence: str
    status: int


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
    def sign_in(request: Request, form: Annotated[Form, Depends(read_form)]) -> Response:
        there = safe_next(form.get("next", ""))
        name, password = form.get("name", ""), form.get("password", "")
        refused = _refusal(staff, request, form, name, password)
        if refused:
            return _login_page(staff, request, there=there, name=name, refused=refused)
        response = RedirectResponse(there, status_code=HTTP_303_SEE_OTHER)
        _set_cookie(staff, request, response, SESSION_COOKIE, staff.sessions.begin(name))
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


def _refusal(staff: Staff, request: Request, form: Form, name: str, password: str) -> _Refused | None:
    """Return why nobody is signed in with a form; None when the name and the password are right."""
    words = staff.words(request)
    if not may_sign_in(request, staff.settings):
        return _Refused("", HTTP_403_FORBIDDEN)  # the page says so by itself
    if not _is_ours(staff, request, form):
        return _Refused(words.login_expired, HTTP_403_FORBIDDEN)
    if not name.strip() or not password:
        return _Refused(words.both_needed, HTTP_403_FORBIDDEN)
    return _tried(staff, words, name, password)


def _is_ours(staff: Staff, request: Request, form: Form) -> bool:
    """Return whether a form came from a page of ours that this browser was given."""
    expected = staff.secret.digest("login form", request.cookies.get(_NONCE_COOKIE, ""))
    return hmac.compare_digest(form.get(CSRF_FIELD, "").encode(), expected.encode())


def _tried(staff: Staff, words: StaffWords, name: str, password: str) -> _Refused | None:
    locked_until = staff.lockout.begin(name)
    if locked_until:
        minutes = max(1, math.ceil((locked_until - now()).total_seconds() / 60))
        return _Refused(words.locked.format(minutes=minutes), HTTP_429_TOO_MANY_REQUESTS)
    try:
        is_right = staff.users.is_right(name, password)
    except BusyError:
        return _Refused(words.busy, HTTP_503_SERVICE_UNAVAILABLE)
    if not is_right:
        _log.warning("somebody failed to sign in to the staff area")  # the name may be a password typed in its place
        return _Refused(words.wrong_login, HTTP_403_FORBIDDEN)
    staff.lockout.succeeded(name)
    return None


def _login_page(
    staff: Staff, request: Request, *, there: str, name: str = "", refused: _Refused | None = None
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
    _set_cookie(staff, request, response, _NONCE_COOKIE, nonce)
    return response


def _set_cookie(staff: Staff, request: Request, response: Response, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        path=_HOME,
        httponly=True,
        samesite="strict",
        secure=needs_secure_cookie(request, staff.settings),
    )
