"""An embeddings endpoint on loopback, over real HTTP: asked in batches, tried again, and refused in one sentence."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

import numpy as np
import pytest
from pydantic import SecretStr

from index.build import build_index
from index.config import IndexSettings
from index.encode.embedder import make_embedder
from index.encode.remote import RemoteEmbedder
from index.errors import ModelError
from index.store.saved import read_manifest
from tests.fakes import BigramEmbedder

Answering = Callable[[list[str]], tuple[int, Any]]


class Endpoint:
    """Serves /v1/embeddings with the bigram embedder, unless told what else to answer."""

    def __init__(self) -> None:
        self.requests: list[tuple[dict[str, Any], str]] = []
        self.answering: list[Answering] = []
        self._lock = Lock()
        endpoint = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, answer = endpoint.answer(body, self.headers.get("Authorization", ""))
                content = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.send_header("Retry-After-Ms", "1")
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"

    def answer(self, body: dict[str, Any], authorization: str) -> tuple[int, Any]:
        with self._lock:
            self.requests.append((body, authorization))
            answering = self.answering.pop(0) if self.answering else given
        return answering(body["input"])


def given(texts: list[str], *, scale: float = 3.0) -> tuple[int, Any]:
    rows = scale * BigramEmbedder().embed_passages(texts)
    data = [{"object": "embedding", "index": i, "embedding": row.tolist()} for i, row in enumerate(rows)]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return 200, {"object": "list", "data": data[::-1], "model": "m", "usage": usage}  # the order is not promised


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    endpoint = Endpoint()
    thread = Thread(target=endpoint.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield endpoint
    endpoint.server.shutdown()
    thread.join()
    endpoint.server.server_close()


def settings_for(endpoint: Endpoint, **values: object) -> IndexSettings:
    settings = IndexSettings(embeddings_url=endpoint.url, model="m", query_prefix="q ", passage_prefix="p ")
    return settings.model_copy(update={"embeddings_batch": 3, "embeddings_retries": 2, **values})


def test_a_url_makes_the_remote_embedder_and_its_length_is_asked_once(endpoint: Endpoint) -> None:
    embedder = make_embedder(settings_for(endpoint))
    assert isinstance(embedder, RemoteEmbedder)
    assert endpoint.requests == []
    assert (embedder.name, embedder.dimension, embedder.dimension) == ("remote-m", 64, 64)
    assert len(endpoint.requests) == 1


def test_row_i_is_text_i_behind_its_prefix_in_batches(endpoint: Endpoint) -> None:
    texts = [f"新增学位{i}个" for i in range(10)]
    rows = RemoteEmbedder(settings_for(endpoint)).embed_passages(texts)
    np.testing.assert_allclose(rows, BigramEmbedder().embed_passages([f"p {text}" for text in texts]), atol=1e-6)
    assert sorted(len(body["input"]) for body, _ in endpoint.requests) == [1, 3, 3, 3]
    assert {body["model"] for body, _ in endpoint.requests} == {"m"}


def test_a_query_has_its_own_prefix(endpoint: Endpoint) -> None:
    found = RemoteEmbedder(settings_for(endpoint)).embed_query("税收")
    np.testing.assert_allclose(found, BigramEmbedder().embed_query("q 税收"), atol=1e-6)


def test_no_texts_give_no_rows(endpoint: Endpoint) -> None:
    assert RemoteEmbedder(settings_for(endpoint)).embed_passages([]).shape == (0, 64)


def test_the_key_is_sent_and_stays_out_of_messages(endpoint: Endpoint) -> None:
    embedder = RemoteEmbedder(settings_for(endpoint, embeddings_key=SecretStr("s3cret"), embeddings_retries=0))
    endpoint.answering = [lambda _: (401, {"error": {"message": "no such key"}})]
    with pytest.raises(ModelError, match="no such key") as caught:
        embedder.embed_query("x")
    assert endpoint.requests[0][1] == "Bearer s3cret"
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_fails_for_now_is_tried_again(endpoint: Endpoint, status: int) -> None:
    endpoint.answering = [lambda _: (status, {"error": {"message": "busy"}})] * 2
    assert RemoteEmbedder(settings_for(endpoint)).embed_query("税收").shape == (64,)
    assert len(endpoint.requests) == 3


def test_what_goes_on_failing_is_one_sentence(endpoint: Endpoint) -> None:
    endpoint.answering = [lambda _: (503, {"error": {"message": "busy"}})] * 3
    with pytest.raises(ModelError, match=r"^the embeddings endpoint http://127.* failed for model m: .*busy") as caught:
        RemoteEmbedder(settings_for(endpoint)).embed_query("税收")
    assert "\n" not in str(caught.value)
    assert len(endpoint.requests) == 3


def test_an_endpoint_that_is_not_there_is_named() -> None:
    settings = IndexSettings(embeddings_url="http://127.0.0.1:1/v1", model="m", embeddings_retries=0)
    with pytest.raises(ModelError, match=r"http://127\.0\.0\.1:1/v1 failed .*; check index\.embeddings_url"):
        RemoteEmbedder(settings).embed_query("x")


def fewer(texts: list[str]) -> tuple[int, Any]:
    status, answer = given(texts)
    return status, {**answer, "data": answer["data"][1:]}


@pytest.mark.parametrize(
    ("answering", "message"),
    [
        (fewer, "gave 2 vectors for 3 texts"),
        (lambda texts: given(texts, scale=0.0), "zero or not finite"),
        (lambda texts: given(texts, scale=float("nan")), "zero or not finite"),
    ],
)
def test_what_is_no_vector_a_text_is_refused(endpoint: Endpoint, answering: Answering, message: str) -> None:
    endpoint.answering = [answering]
    with pytest.raises(ModelError, match=message):
        RemoteEmbedder(settings_for(endpoint)).embed_passages(["税收", "学位", "口岸"])


def test_a_build_that_an_endpoint_breaks_goes_on_where_it_stopped(
    endpoint: Endpoint, settings: IndexSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The two documents are two batches; the endpoint fails in the second."""
    monkeypatch.setattr("index.build.BATCH_CHARS", 1)
    fresh = settings_for(endpoint, seeds_dir=settings.seeds_dir, artifacts_dir=settings.artifacts_dir.parent / "new")
    fresh = fresh.model_copy(update={"embeddings_batch": 500, "embeddings_requests": 1, "embeddings_retries": 0})
    endpoint.answering = [given, given, lambda _: (500, {"error": {"message": "gone"}})]  # length, first, second
    with pytest.raises(ModelError, match="gone"):
        build_index(fresh, RemoteEmbedder(fresh))
    n_before = len(endpoint.requests)
    index = build_index(fresh, RemoteEmbedder(fresh))
    assert len(endpoint.requests) - n_before == 2  # its length, and what was missing
    assert read_manifest(fresh.artifacts_dir).n_chunks == index.corpus.n_chunks > 0
