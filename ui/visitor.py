"""The address `/` in the visitor's language: the page is mounted once a language, and one of them answers at `/`."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from rag.records import Language
from ui.text.reader import COOKIE_DAYS, COOKIE_NAME, QUERY_NAME, chosen, language_of

# Where each language's page is mounted. Simplified is at the root, from where all three get their scripts.
MOUNTS = {Language.TRADITIONAL: "/zh-hant", Language.ENGLISH: "/en", Language.SIMPLIFIED: "/"}
_DAY_SECONDS = 86_400


class LanguageAtRoot:
    """ASGI middleware that answers a request for `/` from the mount of the visitor's language.

    The address stays `/`, so that a link leads every reader to a page they can read. A language named in the address is
    remembered in a cookie.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, to the mount of its language where it is for `/`."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        named = request.query_params.get(QUERY_NAME)
        language = language_of(named, request.cookies.get(COOKIE_NAME), request.headers.get("accept-language"))

        async def send_with_language(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-language"] = language.value
                headers.add_vary_header("Accept-Language, Cookie")
                if chosen(named):
                    age = COOKIE_DAYS * _DAY_SECONDS
                    headers.append(
                        "set-cookie", f"{COOKIE_NAME}={language.value}; Path=/; Max-Age={age}; SameSite=Lax; HttpOnly"
                    )
            await send(message)

        path = MOUNTS[language].rstrip("/") + "/"
        await self._app({**scope, "path": path, "raw_path": path.encode()}, receive, send_with_language)


def reader_language(request: Request) -> Language:
    """Return the language of the reader that a request comes from."""
    return language_of(
        request.query_params.get(QUERY_NAME), request.cookies.get(COOKIE_NAME), request.headers.get("accept-language")
    )
