"""The script for other sites' pages."""

import json

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from ui.embed.script import embed_router
from ui.text.languages import LanguageWords, languages


def client(*origins: str) -> TestClient:
    app = FastAPI()
    app.include_router(embed_router(origins))
    return TestClient(app)


def test_without_sites_that_may_there_is_none() -> None:
    assert client().get("/embed.js").status_code == 404


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_it_is_called_with_the_words_of_the_language_that_is_asked_for(language: LanguageWords) -> None:
    response = client("https://a.example").get(f"/embed.js?lang={language.tag}")
    called = response.text.rstrip().removesuffix(");").rpartition("})(")[2]
    assert json.loads(called)["open"] == language.embed.open
    assert response.headers["content-type"].startswith("text/javascript")
    assert response.headers["cross-origin-resource-policy"] == "cross-origin"
