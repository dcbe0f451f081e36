"""Which sites may have the citizens' page in a frame."""

import pytest
from fastapi import FastAPI, Response
from fastapi.testclient import TestClient
from pydantic import ValidationError

from ui.config import UiSettings
from ui.embed.framing import Framing
from ui.headers import FixedHeaders

SITES = ("https://a.example", "https://*.b.example")
POLICY = "default-src 'none'; frame-ancestors 'none'"


def client(*origins: str, root_path: str = "") -> TestClient:
    app = FastAPI()

    @app.get("/{path:path}")
    def page(path: str) -> Response:
        kind = "text/css" if path.endswith("css") else "text/html"
        return Response("x", media_type=kind, headers={"content-security-policy": POLICY})

    app.add_middleware(FixedHeaders)
    app.add_middleware(Framing, origins=origins, paths=("/", "/en/", "/a.css"), root_path=root_path)
    return TestClient(app)


@pytest.mark.parametrize("path", ["/?embed=1", "/en/?lang=en&embed=1"])
def test_the_page_names_the_sites_that_are_set_and_no_older_header_forbids_it(path: str) -> None:
    headers = client(*SITES).get(path).headers
    assert headers["content-security-policy"] == f"default-src 'none'; frame-ancestors {' '.join(SITES)}"
    assert "x-frame-options" not in headers


@pytest.mark.parametrize("path", ["/", "/?q=embed", "/staff?embed=1", "/doc/x?embed=1", "/a.css?embed=1"])
def test_nothing_else_can_be_framed(path: str) -> None:
    headers = client(*SITES).get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-frame-options"] == "DENY"


def test_without_sites_nobody_may() -> None:
    assert client().get("/?embed=1").headers["content-security-policy"] == POLICY


def test_below_a_path_of_a_host_the_page_is_the_same() -> None:
    under = client(*SITES, root_path="/ask")
    assert "x-frame-options" not in under.get("/ask/en/?embed=1").headers
    assert "x-frame-options" in under.get("/other/en/?embed=1").headers


@pytest.mark.parametrize(
    "origin", ["*", "https://*", "a.example", "https://a.example/x", "https://a.example; script-src *"]
)
def test_what_is_no_site_is_refused_as_a_setting(origin: str) -> None:
    with pytest.raises(ValidationError, match="embed_origins"):
        UiSettings(embed_origins=(origin,))


@pytest.mark.parametrize("origin", [*SITES, "http://127.0.0.1:8000"])
def test_sites_are_taken(origin: str) -> None:
    assert UiSettings(embed_origins=(origin,)).embed_origins == (origin,)
