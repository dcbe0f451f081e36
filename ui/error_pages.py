"""What a reader or a program is told that gets no answer: a page in the reader's language, or `{"error": …}`."""

import json
import logging
import uuid
from html import escape
from urllib.parse import quote, urlencode

from asgi_correlation_id import correlation_id
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.headers import PAGE_POLICY
from ui.preview import ICON_LINKS
from ui.text.languages import LanguageWords, languages
from ui.text.reader import QUERY_NAME, reader_language

_FOR_PROGRAMS = ("/api/", "/mcp", "/healthz", "/metrics")
_OF_GRADIO = "/gradio_api/"
_CURRENT = ' aria-current="true"'
_FRAMEWORKS = b'{"detail":'  # how FastAPI and Gradio begin what they say in the place of somebody
_log = logging.getLogger(__name__)


class ErrorPages:
    """ASGI middleware that says something in every response of an error that says nothing, and in place of a crash.

    What a route says itself, in HTML or JSON of its own, stays.
    """

    def __init__(self, app: ASGIApp, *, stylesheet: str) -> None:
        """Wrap an application.

        Args:
            app: whose errors become pages.
            stylesheet: the address of the pages' style.
        """
        self._app, self._stylesheet = app, stylesheet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        telling = _Telling(scope, send, self._stylesheet)
        try:
            await self._app(scope, receive, telling)
        except Exception:
            incident = correlation_id.get() or uuid.uuid4().hex[:8]
            _log.exception("incident %s: no answer to %s", incident, scope["method"])
            if telling.is_begun:
                raise  # the server breaks off, and the reader's browser tells
            await telling.say(500, incident=incident)


class _Telling:
    """Sends one response, and says what went wrong where it does not."""

    def __init__(self, scope: Scope, send: Send, stylesheet: str) -> None:
        self._scope, self._send, self._stylesheet = scope, send, stylesheet
        self._start: Message | None = None  # of an error whose body is not known yet
        self._is_told = False
        self.is_begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] >= 400:
            self._start = message
            return
        if self._is_told:
            return  # what follows of the body that ours stands in for
        if message["type"] == "http.response.body" and self._start is not None:
            body = message.get("body", b"")
            kind = Headers(raw=self._start["headers"]).get("content-type", "")
            if not body or kind.startswith("text/plain") or body.startswith(_FRAMEWORKS):
                await self.say(self._start["status"], kept=Headers(raw=self._start["headers"]))
                return
            start, self._start = self._start, None
            await self._pass(start)
        await self._pass(message)

    async def say(self, status: int, *, incident: str = "", kept: Headers | None = None) -> None:
        """Send a response of our own.

        Args:
            status: of the response.
            incident: what the log names it by; empty where there is nothing to look up.
            kept: headers of the response in whose place this one comes.
        """
        self._start = None
        request = Request(self._scope)
        language = reader_language(request)
        is_page = wants_page(request)
        drawn = page(language, status, stylesheet=self._stylesheet, incident=incident, here=_asked(request))
        body = (drawn if is_page else told(language, status, incident=incident)).encode()
        start: Message = {"type": "http.response.start", "status": status, "headers": list(kept.raw) if kept else []}
        headers = MutableHeaders(scope=start)
        headers["content-type"] = "text/html; charset=utf-8" if is_page else "application/json"
        headers["content-length"] = str(len(body))
        headers["content-language"] = language.tag
        headers["cache-control"] = "no-store"
        headers.add_vary_header("Accept, Accept-Language, Cookie")
        if is_page:
            headers["content-security-policy"] = PAGE_POLICY
        await self._pass(start)
        await self._pass({"type": "http.response.body", "body": body})
        self._is_told = True

    async def _pass(self, message: Message) -> None:
        self.is_begun = True
        await self._send(message)


def wants_page(request: Request) -> bool:
    """Return whether a request gets a page, not JSON: by its path, then by what it accepts."""
    path = request.scope["path"]
    if path.startswith(_FOR_PROGRAMS) or _OF_GRADIO in path:
        return False
    accepted = request.headers.get("accept", "")
    return "text/html" in accepted or "application/json" not in accepted


def told(language: LanguageWords, status: int, *, incident: str = "") -> str:
    """Return what a program is told, as JSON."""
    error = {"error": language.errors.sentence(status)}
    return json.dumps(error | ({"incident": incident} if incident else {}), ensure_ascii=False)


def page(language: LanguageWords, status: int, *, stylesheet: str, incident: str = "", here: str = "/") -> str:
    """Return the page that a reader is told on, with the way to the question page.

    Args:
        language: of the reader.
        status: of the response.
        stylesheet: the address of the page's style.
        incident: what the log names it by; empty where there is nothing to look up.
        here: the address that the same page in another language is asked for at.
    """
    words, page_words = language.errors, language.page
    heading = escape(words.heading(status))
    found_by = f'<p class="incident">{escape(words.incident.format(incident=incident))}</p>' if incident else ""
    home = f"/?lang={language.tag}"
    return (
        f'<!doctype html>\n<html lang="{page_words.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{heading} · {escape(page_words.name)}</title>\n"
        f"{ICON_LINKS}\n"
        f'<link rel="stylesheet" href="{escape(stylesheet)}">\n</head>\n<body>\n'
        '<header class="masthead"><div class="inner">'
        f'<a class="home" href="{home}"><span class="service">{escape(page_words.name)}</span></a>'
        f"{_bar(language, here)}</div></header>\n"
        f'<main><div class="about" id="text"><h1>{heading}</h1>\n<p>{escape(words.advised(status))}</p>\n{found_by}'
        f'<p><a href="{home}">{escape(words.back)}</a></p></div></main>\n</body>\n</html>\n'
    )


def _bar(language: LanguageWords, here: str) -> str:
    """Return the links to the same page in each language."""
    asks = f"{here}{'&' if '?' in here else '?'}{QUERY_NAME}="
    links = "".join(
        f'<li><a href="{escape(asks + other.tag)}" hreflang="{other.page.lang}" lang="{other.page.lang}"'
        f"{_CURRENT * (other is language)}>{escape(other.name)}</a></li>"
        for other in languages()
    )
    return f'<nav class="switches" aria-label="{escape(language.page.languages_label)}"><ul>{links}</ul></nav>'


def _asked(request: Request) -> str:
    """Return the address that was asked for, without a language; `/` where it cannot be asked for again."""
    if request.method not in {"GET", "HEAD"}:
        return "/"
    path = f"/{request.scope['path'].lstrip('/')}"  # of two slashes a browser makes another host
    held = [item for item in request.query_params.multi_items() if item[0] != QUERY_NAME]
    return f"{quote(path)}?{urlencode(held)}" if held else quote(path)
