"""Every route of the assembled application, by every method, by a stranger and by somebody signed in."""

import asyncio
import re
from collections.abc import Iterable, Iterator

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from starlette.routing import BaseRoute, Mount

from index.corpus import Corpus
from tests.ui.assistants import PairsAssistant
from tests.ui.limits.unlimited import UNLIMITED
from tests.ui.staff.area import HTTPS, sign_in, staff_settings
from ui.app import make_app
from ui.desk import Desk
from ui.journal.database import open_database

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "QUERY")
CLOSED = {404, 405, 501}
# What anybody gets something from. HEAD is as GET where it is there at all.
OPEN = {
    ("GET", "/api/docs"),
    ("GET", "/api/documents"),
    ("GET", "/api/documents/{doc_id}"),
    ("GET", "/api/documents/{doc_id}/sections/{number}"),
    ("GET", "/api/feed.atom"),  # 401: it is told that a key is needed
    ("GET", "/api/figures"),
    ("GET", "/api/openapi.json"),
    ("GET", "/api/search"),
    ("GET", "/doc/assets/{name}"),
    ("GET", "/doc/{doc_id}"),
    ("GET", "/doc/{doc_id}/section/{number:int}"),
    ("GET", "/apple-touch-icon.png"),
    ("GET", "/favicon.ico"),
    ("GET", "/icon-192.png"),
    ("GET", "/icon-512.png"),
    ("GET", "/icon.svg"),
    ("GET", "/manifest.webmanifest"),
    ("GET", "/preview.png"),
    ("GET", "/figures"),
    ("GET", "/accessibility"),
    ("GET", "/answer.docx"),
    ("GET", "/figures.csv"),
    ("GET", "/healthz"),
    ("GET", "/page/script.js"),
    ("GET", "/plain"),
    ("GET", "/staff/login"),
    ("GET", "/staff/static/{name}"),
    ("POST", "/api/ask"),
    ("POST", "/mcp"),
    ("POST", "/staff/login"),
}
# Of Gradio, in each language's page; tests/ui/test_routes.py tells each spelling.
OPEN_OF_GRADIO = {
    ("GET", "/"),
    ("GET", "/theme.css"),
    ("GET", "/gradio_api/app_id"),
    ("POST", "/gradio_api/queue/join"),
    ("POST", "/gradio_api/cancel"),
    ("POST", "/gradio_api/reset"),
}
STREAM = "/gradio_api/queue/data"  # open, and without an end
NOWHERE = (
    "/openapi.json", "/docs", "/redoc", "/api", "/api/", "/api/ask/", "/config", "/info", "/monitoring",
    "/gradio_api/mcp", "/gradio_api/startup-events", "/login", "/logout", "/.env", "/.git/config", "/admin", "/static",
    "/var/journal.sqlite", "/staff.", "/figures/", "/doc", "/doc/", "/en/api/ask", "/en/staff", "/zh-hant/healthz",
)  # fmt: skip
FILLED = {"doc_id": "002_76ba81dda6f66ba1", "path": "x", "number": "1"}
FILES = {"/staff/static/{name}": "staff.css", "/doc/assets/{name}": "document.css"}


@pytest.fixture(scope="module")
def client(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = staff_settings(tmp_path_factory.mktemp("crawl") / "journal.sqlite", **UNLIMITED)
    journal = open_database(settings)

    async def made() -> FastAPI:
        return make_app(Desk(PairsAssistant(corpus), journal), settings)

    app = asyncio.run(made())
    with TestClient(app, base_url=HTTPS, follow_redirects=False, raise_server_exceptions=False) as client:
        yield client
    journal.close()


def paths_of(routes: Iterable[BaseRoute]) -> Iterator[str]:
    for route in routes:
        if hasattr(route, "original_router"):
            yield from paths_of(route.original_router.routes)
        elif isinstance(getattr(route, "path", None), str) and not isinstance(route, Mount):
            yield route.path


def own_paths(client: TestClient) -> set[str]:
    return set(paths_of(client.app.routes))  # type: ignore[attr-defined]


def mounted(client: TestClient) -> dict[str, set[str]]:
    mounts = [route for route in client.app.routes if isinstance(route, Mount)]  # type: ignore[attr-defined]
    return {mount.path: set(paths_of(mount.app.routes)) for mount in mounts}  # type: ignore[attr-defined]


def filled(path: str) -> str:
    file = FILES.get(path)
    return re.sub(r"{(\w+)(?::\w+)?}", lambda name: file or FILLED.get(name[1], "x"), path)


def answered(client: TestClient, paths: Iterable[str], mount: str = "") -> set[tuple[str, str]]:
    """Return what is neither missing nor sent to sign in, HEAD aside where GET is among it."""
    found = set()
    for path in paths:
        for method in METHODS:
            reply = client.request(method, mount + filled(path))
            is_sent_away = path.startswith("/staff") and _is_sent_away(reply.status_code, reply.headers)
            if not _is_closed(method, reply) and not is_sent_away:
                assert reply.status_code < 500, (method, path)
                found.add((method, path))
    return {(method, path) for method, path in found if method != "HEAD" or ("GET", path) not in found}


def _is_closed(method: str, reply: Response) -> bool:
    """Return whether nothing is there by this method; what OPTIONS names is none of it."""
    is_named = method == "OPTIONS" and reply.status_code == 204 and not reply.content and "allow" in reply.headers
    return is_named or reply.status_code in CLOSED


def _is_sent_away(status: int, headers: object) -> bool:
    return status == 403 or (status == 303 and "/staff/login" in dict(headers).get("location", ""))  # type: ignore[call-overload]


def test_a_stranger_gets_what_is_on_the_list_and_nothing_else(client: TestClient) -> None:
    client.cookies.clear()
    found = answered(client, own_paths(client))
    # Signing in with an empty form is refused like any other without a session; that it is open is told below.
    assert found | {("POST", "/staff/login")} == OPEN


def test_gradio_gives_a_stranger_what_its_page_needs_in_each_language_and_nothing_else(client: TestClient) -> None:
    client.cookies.clear()
    found = mounted(client)
    assert set(found) == {"", "/en", "/zh-hant"}
    for mount, paths in found.items():
        own = own_paths(client) if not mount else set()
        assert answered(client, paths - {STREAM} - own, mount) == OPEN_OF_GRADIO


def test_signing_in_opens_the_staff_pages_and_nothing_of_the_rest(client: TestClient) -> None:
    client.cookies.clear()
    assert sign_in(client).status_code == 303
    opened = answered(client, own_paths(client) - {"/staff/logout"}) - OPEN
    assert opened
    assert all(path.startswith("/staff") for _, path in opened)
    for mount, paths in mounted(client).items():
        own = own_paths(client) if not mount else set()
        assert answered(client, paths - {STREAM} - own, mount) == OPEN_OF_GRADIO
    client.cookies.clear()


@pytest.mark.parametrize("path", NOWHERE)
def test_there_is_nothing_at_other_addresses(client: TestClient, path: str) -> None:
    client.cookies.clear()
    for method in METHODS:
        assert _is_closed(method, client.request(method, path))


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_what_only_takes_is_not_read(client: TestClient, is_signed_in: bool) -> None:
    client.cookies.clear()
    if is_signed_in:
        sign_in(client)
    for path in ("/api/ask", "/staff/logout", "/gradio_api/queue/join", "/gradio_api/cancel", "/en/gradio_api/reset"):
        for method in ("GET", "HEAD", "PUT", "DELETE"):
            reply = client.request(method, path)
            assert (reply.status_code, reply.headers["allow"]) == (405, "OPTIONS, POST")
    client.cookies.clear()
