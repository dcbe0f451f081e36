from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from index.corpus import Corpus
from tests.ui.whole import whole

HOSTS = ("ask.example.org", "*.gov.example", "::1")


@pytest.fixture(scope="module")
def client(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with whole(corpus, tmp_path_factory.mktemp("app"), allowed_hosts=HOSTS) as client:
        yield client


@pytest.mark.parametrize(
    "host", ["ask.example.org", "ASK.example.org:8443", "a.gov.example", "a.b.gov.example", "[::1]:80"]
)
def test_a_host_of_ours_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/theme.css", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "gov.example", "xgov.example", ".gov.example", "ask.example.org.evil.example"),
        *("", "a b", "a@b", "ask.example.org:x", "ask.example.org/x"),
    ],
)
def test_any_other_is_refused_and_not_repeated(client: TestClient, host: str) -> None:
    for path in ("/", "/staff/login", "/api/openapi.json"):
        response = client.get(path, headers={"host": host})
        assert response.status_code == 400
        assert not host.strip() or host not in response.text


def test_whether_all_is_well_is_told_to_who_knows_no_name(client: TestClient) -> None:
    assert client.get("/healthz", headers={"host": "10.0.0.7:7860"}).status_code == 200


def test_two_hosts_are_none(client: TestClient) -> None:
    two = [("host", "ask.example.org"), ("host", "evil.example")]
    assert client.get("/theme.css", headers=two).status_code == 400
