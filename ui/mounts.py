"""Where each language's page is mounted, and the address `/`, which the one of the visitor's language answers."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.text.languages import LanguageWords, language_of, languages
from ui.text.reader import COOKIE_NAME, COOKIE_SECONDS, QUERY_NAME, reader_language


def mounts() -> tuple[tuple[str, LanguageWords], ...]:
    """Return the path of each language's page; the first language's is the root, from where all get their scripts.

    The root comes last: it takes every address that begins with no other's.
    """
    first, *others = languages()
    return (*((f"/{language.tag.lower()}", language) for language in others), ("/", first))


def page_paths() -> frozenset[str]:
    """Return the paths of the citizens' page: `/`, and with a slash at the end each language's own."""
    return frozenset(f"{path.rstrip('/')}/" for path, _ in mounts())


class LanguageAtRoot:
    """ASGI middleware that answers a request for `/` from the mount of the visitor's language.

    The address stays `/`, so that a link leads every reader to a page they can read. A language named in the address is
    remembered in a cookie.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._paths = {language: path for path, language in mounts()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, to the mount of its language where it is for `/`."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        language = reader_language(request)

        async def send_with_language(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["content-language"] = language.tag
                headers.add_vary_header("Accept-Language, Cookie")
                if language_of(request.query_params.get(QUERY_NAME)):
                    headers.append(
                        "set-cookie",
                        f"{COOKIE_NAME}={language.tag}; Path=/; Max-Age={COOKIE_SECONDS}; SameSite=Lax; HttpOnly",
                    )
            await send(message)

        path = self._paths[language].rstrip("/") + "/"
        await self._app({**scope, "path": path, "raw_path": path.encode()}, receive, send_with_language)
