"""What surrounds every staff page: switched off without users, rights, errors as pages, nothing kept by a cache."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any, Protocol
from urllib.parse import quote

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from fastapi.routing import APIRoute
from markupsafe import Markup, escape
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.status import (
    HTTP_303_SEE_OTHER,
    HTTP_400_BAD_REQUEST,
    HTTP_403_FORBIDDEN,
    HTTP_404_NOT_FOUND,
    HTTP_413_CONTENT_TOO_LARGE,
    HTTP_500_INTERNAL_SERVER_ERROR,
    HTTP_503_SERVICE_UNAVAILABLE,
)

from ui.errors import HeldError, JournalError, MissingEntryError
from ui.headers import FORM_POLICY
from ui.observe.request_id import incident
from ui.staff.users import Users
from ui.text.staff_words import StaffWords

_log = logging.getLogger(__name__)
_Handler = Callable[[Request], Coroutine[Any, Any, Response]]

# No inline script or style: what an asker wrote stands on these pages.
_HEADERS = {"cache-control": "no-store", "content-security-policy": FORM_POLICY}


class Frame(Protocol):
    """What an error needs to become a page: who may sign in, the reader's words, the page around a sentence."""

    @property
    def users(self) -> Users:
        """Who may sign in."""

    def admit(self, request: Request, path: str) -> None:
        """Let a request pass to the route of a path, or raise SignInNeededError or NotAllowedError."""

    def words(self, request: Request) -> StaffWords:
        """Return the words of the reader's language."""

    def page(
        self, request: Request, template_name: str, *, title: str, status: int = 200, **values: object
    ) -> Response:
        """Return a page from a template."""


class SignInNeededError(Exception):
    """Nobody is signed in."""


class NotAllowedError(Exception):
    """Who is signed in may not do this."""


class FormExpiredError(Exception):
    """A form does not belong to the session."""


def guarded_route(staff: Frame, *, admits: bool = True) -> type[APIRoute]:
    """Return the kind of route that staff pages have; without `admits` its function sees to rights itself."""

    class GuardedRoute(APIRoute):
        def get_route_handler(self) -> _Handler:
            handle = super().get_route_handler()

            async def guarded(request: Request) -> Response:
                response = await _answered(staff, request, handle, self.path if admits else None)
                for name, value in _HEADERS.items():
                    response.headers.setdefault(name, value)
                return response

            return guarded

    return GuardedRoute


async def _answered(staff: Frame, request: Request, handle: _Handler, path: str | None) -> Response:
    try:
        if not request.url.path.startswith("/staff/static/") and not staff.users.by_name():
            return _off(staff, request)
        if path is not None:
            await run_in_threadpool(staff.admit, request, path)  # before anything of it is read
        return await handle(request)
    except SignInNeededError:
        return _sent_to_sign_in(staff, request)
    except (FormExpiredError, NotAllowedError, MissingEntryError, RequestValidationError, HTTPException) as error:
        status, sentence = _refusal(staff.words(request), error)
        return told(staff, request, sentence, status=status)
    except Exception as error:
        return _failed(staff, request, error)


def told(staff: Frame, request: Request, sentence: str, *, status: int, title: str = "") -> Response:
    """Return a page that says one sentence, with the way back; a page of its own title offers none."""
    heading = title or staff.words(request).told_title
    return staff.page(request, "told.html", title=heading, status=status, sentence=sentence, has_way_back=not title)


def _off(staff: Frame, request: Request) -> Response:
    words = staff.words(request)
    command, setting, variable = "python -m ui.staff hash NAME --role admin", "ui.staff_file", "LUOHU_UI_STAFF_USERS"
    sentence = escape(words.off).format(
        command=Markup("<code>{}</code>").format(command),
        file_setting=Markup("<code>{}</code>").format(setting),
        variable=Markup("<code>{}</code>").format(variable),
    )
    return told(staff, request, sentence, status=HTTP_503_SERVICE_UNAVAILABLE, title=words.off_title)


def _sent_to_sign_in(staff: Frame, request: Request) -> Response:
    if request.method not in {"GET", "HEAD"}:  # what was sent cannot be sent again from there
        return told(staff, request, staff.words(request).session_over, status=HTTP_403_FORBIDDEN)
    there = quote(f"{request.url.path}?{request.url.query}".removesuffix("?"), safe="/")
    return RedirectResponse(f"/staff/login?next={there}", status_code=HTTP_303_SEE_OTHER)


def _refusal(words: StaffWords, error: Exception) -> tuple[int, str]:
    if isinstance(error, FormExpiredError):
        return HTTP_403_FORBIDDEN, words.form_expired
    if isinstance(error, NotAllowedError):
        return HTTP_403_FORBIDDEN, words.not_allowed
    if isinstance(error, MissingEntryError):
        return HTTP_404_NOT_FOUND, words.entry_gone
    status = error.status_code if isinstance(error, HTTPException) else HTTP_400_BAD_REQUEST
    sentences = {HTTP_404_NOT_FOUND: words.page_missing, HTTP_413_CONTENT_TOO_LARGE: words.form_too_long}
    return status, sentences.get(status, words.bad_request)


def _failed(staff: Frame, request: Request, error: Exception) -> Response:
    found_by = incident()
    _log.error("incident %s: no answer to %s %s", found_by, request.method, request.url.path, exc_info=error)
    words = staff.words(request)
    if isinstance(error, JournalError):
        sentence, status = words.journal_failed, HTTP_503_SERVICE_UNAVAILABLE
    elif isinstance(error, HeldError):
        sentence, status = words.shelf_failed, HTTP_503_SERVICE_UNAVAILABLE
    else:
        sentence, status = words.failed, HTTP_500_INTERNAL_SERVER_ERROR
    return told(staff, request, sentence.format(incident=found_by), status=status)
