"""Which language answers at `/`."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from ui.mounts import LanguageAtRoot, mounts


async def _path(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f"{request.scope['path']} {request.query_params}")


@pytest.fixture
def client() -> TestClient:
    routes = [Route(path.rstrip("/") + "/", _path) for path, _ in mounts()]
    return TestClient(LanguageAtRoot(Starlette(routes=[*routes, Route("/healthz", _path)])))


@pytest.mark.parametrize(
    ("address", "accepted", "path", "content_language"),
    [
        ("/", "zh-CN,zh;q=0.9", "/", "zh-Hans"),
        ("/", "zh-HK", "/zh-hant/", "zh-Hant"),
        ("/", "en-US", "/en/", "en"),
        ("/", "fr", "/", "zh-Hans"),
        ("/?q=x&lang=en", "zh-CN", "/en/", "en"),
    ],
)
def test_the_browsers_language_answers_unless_the_address_names_one(
    client: TestClient, address: str, accepted: str, path: str, content_language: str
) -> None:
    response = client.get(address, headers={"accept-language": accepted})
    assert response.text.split()[0] == path
    assert response.headers["content-language"] == content_language
    assert "Accept-Language" in response.headers["vary"]
    assert "Cookie" in response.headers["vary"]


def test_a_named_language_is_remembered_and_a_wrong_one_is_not(client: TestClient) -> None:
    assert "set-cookie" not in client.get("/").headers
    assert "set-cookie" not in client.get("/?lang=de").headers
    assert "SameSite=Lax" in client.get("/?lang=zh-Hant").headers["set-cookie"]
    assert client.get("/", headers={"accept-language": "en"}).text.split()[0] == "/zh-hant/"


def test_the_question_in_the_address_goes_along_and_other_addresses_stay(client: TestClient) -> None:
    assert client.get("/?q=a&q=b", headers={"accept-language": "en"}).text == "/en/ q=a&q=b"
    assert client.get("/healthz", headers={"accept-language": "en"}).text.split()[0] == "/healthz"
