"""What all staff pages stand on: the page with its frame, who is signed in, forms that came from our own pages.

A page is made so::

    def example_router(staff: Staff) -> APIRouter:
        router = staff.router()  # paths begin with /staff; errors become pages

        @router.get("/example")
        def example(request: Request, reviewer: Annotated[str, Depends(staff.signed_in)]) -> Response:
            return staff.page(request, "example.html", title=staff.words(request).list_title, name=reviewer)

        @router.post("/example")
        def change(
            reviewer: Annotated[str, Depends(staff.signed_in)], form: Annotated[Form, Depends(staff.checked_form)]
        ) -> Response:
            return see("/staff/example", notice="saved")

        return router
"""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment
from starlette.concurrency import run_in_threadpool
from starlette.status import HTTP_303_SEE_OTHER

from index.config import IndexSettings
from index.corpus import Corpus
from ui.config import UiSettings
from ui.held.shelf import Shelf
from ui.journal.audit import SERVER
from ui.journal.database import Database
from ui.journal.noticed import Kind, notice
from ui.staff.attempts import Attempts
from ui.staff.forms import Form, read_form
from ui.staff.guard import FormExpiredError, NotAllowedError, SignInNeededError, guarded_route
from ui.staff.meaning import Meaning
from ui.staff.rights import needed
from ui.staff.secret import Secret, read_secret
from ui.staff.sessions import Session, Sessions
from ui.staff.templating import environment
from ui.staff.throttle import Throttle
from ui.staff.users import User, Users
from ui.staff.zone import reader_zone, zone_told
from ui.text.languages import LanguageWords, language_of, languages
from ui.text.reader import COOKIE_NAME, COOKIE_SECONDS, QUERY_NAME, reader_language
from ui.text.staff_words import StaffWords

SESSION_COOKIE = "staff_session"
CSRF_FIELD = "csrf"
_ACTIVE = {
    "/staff/entry": "list",
    "/staff/assignments": "assignments",
    "/staff/withheld": "withheld",
    "/staff/conflicts": "conflicts",
    "/staff/documents": "documents",
    "/staff/dashboard": "dashboard",
    "/staff/reports": "reports",
    "/staff/audit": "audit",
    "/staff/keys": "keys",
    "/staff/users": "users",
    "/staff/password": "password",
}


@dataclass
class _Noticed:
    """The users the audit was told of last."""

    users: Mapping[str, User] | None = None


@dataclass(frozen=True)
class Staff:
    """The staff area over a journal; `corpus_now` returns the documents that answers come from now.

    `meaning` is None where no model is loaded.
    """

    database: Database
    corpus_now: Callable[[], Corpus]
    settings: UiSettings
    meaning: Meaning | None = None

    @property
    def corpus(self) -> Corpus:
        """The documents that answers come from now."""
        return self.corpus_now()

    def title(self, doc_id: str) -> str:
        """Return a document's title; its id where nothing is known of it any more."""
        held = self.corpus.documents.get(doc_id) or self.corpus.withdrawn.get(doc_id)
        return held.title if held else doc_id

    @cached_property
    def secret(self) -> Secret:
        """What signs the sessions."""
        return read_secret(self.settings)

    @cached_property
    def users(self) -> Users:
        """Who may sign in."""
        return Users(self.settings)

    @cached_property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        return Sessions(self.database, self.users, self.secret, self.settings)

    @cached_property
    def throttle(self) -> Throttle:
        """Who has to wait before trying again."""
        return Throttle(self.database, self.secret, self.settings)

    @cached_property
    def attempts(self) -> Attempts:
        """Where passwords are checked."""
        return Attempts()

    @cached_property
    def shelf(self) -> Shelf:
        """What was uploaded."""
        return Shelf(self.settings.held_dir)

    @cached_property
    def index_settings(self) -> IndexSettings:
        """Where the documents lie, and how long a file may be."""
        return IndexSettings.load()

    @cached_property
    def _noticed(self) -> "_Noticed":
        return _Noticed()

    def notice_users(self) -> None:
        """Tell the audit of users that were added, changed or removed, once each time they are.

        Raises:
            StaffError: the users cannot be read.
            JournalError: the journal cannot be written.
        """
        users = self.users.by_name()
        if self._noticed.users is users:
            return
        with self.database.writing() as connection:
            notice(connection, Kind.USER, {name: user.mark for name, user in users.items()}, by=SERVER)
        self._noticed.users = users

    @cached_property
    def templates(self) -> Environment:
        """The pages' templates, which escape everything."""
        return environment()

    def router(self, *, admits: bool = True) -> APIRouter:
        """Return a router under /staff whose errors become pages, and whose responses no cache keeps.

        Args:
            admits: whether rights are seen to before a function of it is called.
        """
        return APIRouter(prefix="/staff", route_class=guarded_route(self, admits=admits), include_in_schema=False)

    def page(
        self, request: Request, template_name: str, *, title: str, status: int = 200, **values: object
    ) -> HTMLResponse:
        """Return a page from a template that extends `base.html`, in the reader's language.

        Args:
            request: what is answered.
            template_name: a file of ui/staff/templates.
            title: of the page, without the name of the site.
            status: of the response.
            values: what the template shows; beside them stand `words`, `user` (a name or empty), `csrf`, `may` (whether
                the user may go to the route of a path), `active` (the entry of the navigation), `notice` (a sentence or
                empty), `language_links`, `title`, `zone` (the reader's), `time_zone` (the sentence that names it).
        """
        language = self.language(request)
        words = language.staff
        session = self.session_known(request)
        zone = reader_zone(request)
        given = {
            "words": words,
            "user": session.name if session else "",
            "csrf": session.csrf if session else "",
            "may": lambda path: session is not None and _covers(session, path),
            "active": _active(request.url.path),
            "notice": words.notices.get(request.query_params.get("notice", ""), ""),
            "language_links": _language_links(request, language),
            "title": title,
            "zone": zone,
            "time_zone": zone_told(zone, words),
        }
        html = self.templates.get_template(template_name).render(given | values)
        response = HTMLResponse(html, status_code=status)
        if asked := language_of(request.query_params.get(QUERY_NAME)):
            response.set_cookie(
                COOKIE_NAME,
                asked.tag,
                max_age=COOKIE_SECONDS,
                path="/",
                httponly=True,
                samesite="lax",  # as ui.mounts sets it
            )
        return response

    def language(self, request: Request) -> LanguageWords:
        """Return the reader's language, with all words in it."""
        return reader_language(request)

    def words(self, request: Request) -> StaffWords:
        """Return the words of the reader's language."""
        return self.language(request).staff

    def signed_in(self, request: Request) -> str:
        """Return the reviewer's name (a dependency).

        Raises:
            SignInNeededError: nobody is signed in; the reader is sent to sign in, and then comes back.
            StaffError: the users cannot be read.
            JournalError: the journal cannot be read.
        """
        return self.session(request).name

    async def checked_form(self, request: Request) -> Form:
        """Return the fields of a posted form, once it is known to come from a page of the same session (a dependency).

        Raises:
            SignInNeededError: nobody is signed in.
            FormExpiredError: the form is another session's, or another site's.
            HTTPException: it is too long, or no form.
        """
        session = await run_in_threadpool(self.session, request)
        form = await read_form(request)
        if not hmac.compare_digest(form.get(CSRF_FIELD, "").encode(), session.csrf.encode()):
            raise FormExpiredError
        return form

    def admit(self, request: Request, path: str) -> None:
        """Let a request pass to the route of a path, where the one who is signed in may go there.

        Raises:
            SignInNeededError: nobody is signed in, and it is not for anybody.
            NotAllowedError: it is for another role.
            StaffError: the users cannot be read.
            JournalError: the journal cannot be read.
        """
        role = needed(path)
        if role is not None and not self.session(request).role.covers(role):
            raise NotAllowedError

    def session(self, request: Request) -> Session:
        """Return the session of a request, with what `signed_in` raises."""
        known = self.session_known(request)
        if known is None:
            known = self.sessions.read(request.cookies.get(SESSION_COOKIE, ""))
            if known is None:
                raise SignInNeededError
            request.state.staff_session = known
            self.notice_users()
        return known

    def session_known(self, request: Request) -> Session | None:
        """Return the session if it was looked up for this request; so that a page about a broken journal needs none."""
        found = getattr(request.state, "staff_session", None)
        return found if isinstance(found, Session) else None


def see(path: str, **query: str) -> RedirectResponse:
    """Return the way to another page, to be read with GET; `notice` names one of `StaffWords.notices` to show there."""
    return RedirectResponse(f"{path}?{urlencode(query)}" if query else path, status_code=HTTP_303_SEE_OTHER)


def _covers(session: Session, path: str) -> bool:
    role = needed(path)
    return role is None or session.role.covers(role)


def _active(path: str) -> str:
    if path == "/staff":
        return "list"
    return next((name for start, name in _ACTIVE.items() if path == start or path.startswith(f"{start}/")), "")


def _language_links(request: Request, language: LanguageWords) -> list[Mapping[str, str | bool]]:
    """Return a link a language: this page in it, or the list where this page cannot be asked for again."""
    path = request.url.path if request.method == "GET" else "/staff"
    held = [item for item in request.query_params.multi_items() if item[0] not in (QUERY_NAME, "notice")]
    return [
        {
            "href": f"{path}?{urlencode([*held, (QUERY_NAME, other.tag)])}",
            "name": other.name,
            "lang": other.staff.lang,
            "current": other is language,
        }
        for other in languages()
    ]
