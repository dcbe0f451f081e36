"""The packaged model on ONNX Runtime: near torch's vectors in float32 and in 8 bits, chosen by the processor."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from numpy.typing import NDArray

from index.config import IndexSettings
from index.encode import processor
from index.encode.embedder import Embedder, make_embedder, onnx_precision, torch_precision
from index.encode.encoder import read_encoder
from index.encode.graph import TABLE
from index.encode.onnx_embedder import OnnxEmbedder, onnx_graph
from index.encode.transformer import SentenceTransformerEmbedder
from index.errors import ModelError, SettingsError
from index.read.units import ReadDocument

pytestmark = pytest.mark.model

QUESTIONS = (
    "2025年罗湖区计划新增多少家离境退税商店？",
    "2022年新增了多少学位？",
    "How many tax refund shops are planned for 2025?",
    "羅湖區2024年嘅GDP係幾多？",
    "x",
    "",
)


def with_(model_folder: Path, **values: object) -> Embedder:
    return make_embedder(IndexSettings(cache_dir=model_folder.parent).model_copy(update=values))


@pytest.fixture(scope="module")
def torch_embedder(model_folder: Path) -> Embedder:
    return with_(model_folder, engine="torch", precision="float32")


@pytest.fixture(scope="module")
def int8(model_folder: Path) -> Embedder:
    return with_(model_folder, engine="onnx", precision="int8")


@pytest.fixture(scope="module")
def passages(reads: dict[str, ReadDocument]) -> list[str]:
    return [unit.text for unit in reads["002"].units][:60]


@pytest.fixture(scope="module")
def reference(torch_embedder: Embedder, passages: list[str]) -> NDArray[np.float32]:
    return torch_embedder.embed_passages(passages)


def test_float32_gives_torch_s_vectors(
    packaged_embedder: Embedder, torch_embedder: Embedder, passages: list[str], reference: NDArray[np.float32]
) -> None:
    assert isinstance(packaged_embedder, OnnxEmbedder)
    assert isinstance(torch_embedder, SentenceTransformerEmbedder)
    np.testing.assert_allclose(packaged_embedder.embed_passages(passages), reference, atol=1e-4)
    for question in QUESTIONS:
        expected = torch_embedder.embed_query(question)
        np.testing.assert_allclose(packaged_embedder.embed_query(question), expected, atol=1e-4)


def test_8_bits_are_near_float32(
    int8: Embedder, torch_embedder: Embedder, passages: list[str], reference: NDArray[np.float32]
) -> None:
    cosines = (int8.embed_passages(passages) * reference).sum(axis=1)
    assert cosines.mean() > 0.998
    assert cosines.min() > 0.99
    assert all(int8.embed_query(text) @ torch_embedder.embed_query(text) > 0.99 for text in QUESTIONS if text)


def test_8_bits_rank_as_float32_does(int8: Embedder, torch_embedder: Embedder, passages: list[str]) -> None:
    rows, expected = int8.embed_passages(passages), torch_embedder.embed_passages(passages)
    for text in QUESTIONS[:4]:
        found = np.argsort(-rows @ int8.embed_query(text))[:10]
        wanted = np.argsort(-expected @ torch_embedder.embed_query(text))[:10]
        assert len(set(found.tolist()) & set(wanted.tolist())) >= 8


def test_a_vector_does_not_depend_on_what_is_encoded_beside_it(int8: Embedder, passages: list[str]) -> None:
    together = int8.embed_passages(passages[:20])
    alone = np.concatenate([int8.embed_passages([text]) for text in passages[:20]])
    np.testing.assert_array_equal(together, alone)
    np.testing.assert_array_equal(int8.embed_passages(passages[:20][::-1])[::-1], together)


def test_a_text_beyond_the_longest_input_is_cut(int8: Embedder) -> None:
    long = "罗湖区新增学位三千个。" * 200
    np.testing.assert_array_equal(int8.embed_query(long), int8.embed_query(long + "口岸开工建设。" * 50))


def test_queries_and_passages_have_their_prefixes(int8: Embedder, model_folder: Path) -> None:
    bare = with_(model_folder, engine="onnx", precision="int8", query_prefix="", passage_prefix="")
    np.testing.assert_array_equal(int8.embed_query("税收"), bare.embed_query("query: 税收"))
    np.testing.assert_array_equal(int8.embed_passages(["税收"]), bare.embed_passages(["passage: 税收"]))


def test_engine_and_precision_are_in_the_name(
    int8: Embedder, packaged_embedder: Embedder, torch_embedder: Embedder
) -> None:
    names = {int8.name, packaged_embedder.name, torch_embedder.name}
    assert len(names) == 3
    assert int8.name.endswith("-onnx-int8")


def test_the_graph_is_written_once_and_a_changed_one_again(
    model_folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    encoder = read_encoder(model_folder)
    assert encoder is not None
    path = onnx_graph(encoder, tmp_path, name="m", precision="float32")
    before = path.stat().st_mtime_ns
    assert onnx_graph(encoder, tmp_path, name="m", precision="float32") == path
    assert path.stat().st_mtime_ns == before
    table = path.with_name(TABLE)
    content = table.read_bytes()
    with table.open("r+b") as file:
        file.seek(len(content) // 2)
        file.write(bytes(99))
    assert onnx_graph(encoder, tmp_path, name="m", precision="float32") == path
    assert caplog.messages == [f"{table} is not as it was written - making it again."]
    assert table.read_bytes() == content


@pytest.mark.parametrize(("precision", "instead"), [("float32", "engine to torch"), ("int8", "precision to float32")])
def test_a_graph_that_gives_other_vectors_than_sentence_transformers_is_not_kept(
    precision: Literal["float32", "int8"], instead: str, model_folder: Path, tmp_path: Path
) -> None:
    encoder = read_encoder(model_folder)
    assert encoder is not None
    other = replace(encoder, pooling="cls")
    with pytest.raises(ModelError, match=rf"does not give sentence-transformers' vectors \(cosine 0\..*{instead}"):
        onnx_graph(other, tmp_path, name="m", precision=precision)
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]


@pytest.mark.parametrize(
    ("features", "onnx", "torch"),
    [
        ({"sse4_2"}, "float32", "float32"),
        ({"avx2"}, "int8", "float32"),
        ({"avx2", "avx512_vnni", "avx512_bf16"}, "int8", "bfloat16"),
        ({"asimddp"}, "int8", "float32"),
        (set(), "float32", "float32"),
    ],
)
def test_the_precision_is_what_the_processor_is_fast_in(
    monkeypatch: pytest.MonkeyPatch, features: set[str], onnx: str, torch: str
) -> None:
    monkeypatch.setattr(processor, "_features", lambda: frozenset(features))
    assert (onnx_precision(IndexSettings()), torch_precision(IndexSettings())) == (onnx, torch)


def test_an_engine_without_the_precision_says_which_it_has() -> None:
    with pytest.raises(SettingsError, match="engine onnx computes in float32 or int8, not in bfloat16"):
        onnx_precision(IndexSettings(precision="bfloat16"))
    with pytest.raises(SettingsError, match="engine torch computes in float32 or bfloat16, not in int8"):
        torch_precision(IndexSettings(precision="int8"))


def test_a_model_of_another_kind_is_left_to_torch(model_folder: Path, tmp_path: Path) -> None:
    for path in model_folder.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "config.json").unlink()
    config = json.loads((model_folder / "config.json").read_text(encoding="utf-8"))
    (tmp_path / "config.json").write_text(json.dumps({**config, "model_type": "t5"}), encoding="utf-8")
    assert read_encoder(tmp_path) is None
    settings = IndexSettings(model=str(tmp_path), engine="onnx")
    with pytest.raises(
        ModelError, match=r"no encoder of BERT's kind with a fast tokenizer; set index\.engine to torch"
    ):
        make_embedder(settings)


def test_a_folder_without_its_files_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot load the model"):
        read_encoder(tmp_path)
