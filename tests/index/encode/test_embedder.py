"""Embedders: shapes and lengths that every one keeps, and what the sentence-transformers one does beyond."""

import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import NoReturn

import numpy as np
import pytest

from index.config import IndexSettings
from index.encode.embedder import Embedder, make_embedder
from index.encode.transformer import SentenceTransformerEmbedder
from index.errors import ModelError
from tests.fakes import BigramEmbedder

TEXTS = ("罗湖区的税收", "深圳湾", "罗湖区2024年一般公共预算收入是多少？", "x", "The district's tax revenue in 2024")


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(params=["bigrams", pytest.param("packaged", marks=pytest.mark.model)])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "bigrams":
        return BigramEmbedder()
    packaged: Embedder = request.getfixturevalue("packaged_embedder")
    return packaged


def test_rows_are_float32_of_length_1(embedder: Embedder) -> None:
    rows, query = embedder.embed_passages(TEXTS), embedder.embed_query(TEXTS[0])
    assert (rows.dtype, rows.shape) == (np.float32, (len(TEXTS), embedder.dimension))
    assert (query.dtype, query.shape) == (np.float32, (embedder.dimension,))
    np.testing.assert_allclose(np.linalg.norm([*rows, query], axis=1), 1, atol=1e-6)


def test_row_i_is_text_i_however_they_are_batched(embedder: Embedder) -> None:
    rows = embedder.embed_passages(TEXTS)
    for row, text in zip(rows, TEXTS, strict=True):
        np.testing.assert_allclose(row, embedder.embed_passages([text])[0], atol=1e-5)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    rows = embedder.embed_passages([])
    assert (rows.dtype, rows.shape) == (np.float32, (0, embedder.dimension))


def test_the_passage_that_answers_is_nearest(embedder: Embedder) -> None:
    passages = ["今年新增公办学位三千座。", "全区税收收入增长百分之五。", "口岸经济带开工建设。"]
    assert int(np.argmax(embedder.embed_passages(passages) @ embedder.embed_query("税收收入增长多少"))) == 1


@pytest.mark.model
def test_packaged_model_is_read_without_network_warning_or_noise(
    model_folder: Path,
    no_network: None,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    embedder = make_embedder(IndexSettings(cache_dir=model_folder.parent))
    embedder.embed_passages(TEXTS)
    assert (capfd.readouterr(), caplog.messages) == (("", ""), [])
    assert embedder.name.startswith("packaged-1571fc982750")
    assert embedder.dimension == 384


@pytest.mark.model
def test_the_same_folder_by_path_gives_the_same_vectors(
    model_folder: Path, packaged_embedder: Embedder, no_network: None
) -> None:
    embedder = make_embedder(IndexSettings(model=str(model_folder), precision="float32"))
    np.testing.assert_array_equal(embedder.embed_query(TEXTS[0]), packaged_embedder.embed_query(TEXTS[0]))
    assert re.fullmatch(rf"{model_folder.name}@[0-9a-f]{{12}}-onnx-float32", embedder.name)


@pytest.mark.model
def test_bfloat16_is_near_float32_and_of_length_1(model_folder: Path, packaged_embedder: Embedder) -> None:
    rough = make_embedder(
        IndexSettings(cache_dir=model_folder.parent, engine="torch", precision="bfloat16")
    ).embed_passages(TEXTS)
    np.testing.assert_allclose(np.linalg.norm(rough, axis=1), 1, atol=1e-6)
    cosines = np.sum(rough * packaged_embedder.embed_passages(TEXTS), axis=1)
    assert cosines.min() > 0.99
    assert cosines.max() < 1 - 1e-6  # else the setting did nothing


@pytest.mark.model
def test_queries_and_passages_have_prefixes_of_their_own(packaged_embedder: Embedder) -> None:
    assert packaged_embedder.embed_query(TEXTS[0]) @ packaged_embedder.embed_passages(TEXTS[:1])[0] < 0.999


@pytest.mark.model
def test_threads_share_one_model(packaged_embedder: Embedder) -> None:
    alone = [packaged_embedder.embed_query(text) for text in TEXTS]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(packaged_embedder.embed_query, TEXTS * 4))
    np.testing.assert_allclose(together, alone * 4, atol=1e-6)


@pytest.mark.parametrize("model", ["/no/such/folder", "./no-such-folder", "~/no-such-folder", "no/such/folder"])
def test_an_unknown_folder_is_named(model: str) -> None:
    with pytest.raises(ModelError, match=f"^there is no folder {model}; set index.model to"):
        make_embedder(IndexSettings(model=model))


@pytest.mark.model
def test_a_folder_that_is_no_model_is_named_in_one_line(tmp_path: Path, no_network: None) -> None:
    with pytest.raises(ModelError, match=f"^cannot load the model {tmp_path}: ") as caught:
        make_embedder(IndexSettings(model=str(tmp_path)))
    assert "\n" not in str(caught.value)


@pytest.mark.model
def test_a_hub_id_without_network_is_named_in_one_line(no_network: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda _: None)  # the hub's client tries again for 70 s
    with pytest.raises(ModelError, match=r"^cannot load the model luohu-qa/no-such-model: ") as caught:
        make_embedder(IndexSettings(model="luohu-qa/no-such-model"))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("value", [0.0, np.nan, np.inf])
def test_vectors_without_direction_are_refused(value: float) -> None:
    class Broken(SimpleNamespace):
        def eval(self) -> "Broken":
            return self

        def get_embedding_dimension(self) -> int:
            return 2

        def encode(self, texts: list[str], **_: object) -> np.ndarray:
            return np.full((len(texts), 2), value, np.float32)

    embedder = SentenceTransformerEmbedder(Broken(), name="broken", settings=IndexSettings())
    with pytest.raises(ModelError, match="zero or not finite"):
        embedder.embed_query("x")
