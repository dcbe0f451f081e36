"""The encoder on ONNX Runtime: texts one by one, as many at a time as there are processors."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index.encode.cache import made_once
from index.encode.encoder import TOKENIZER, Encoder
from index.encode.processor import n_processors
from index.encode.reports import turn_off_reports
from index.errors import ModelError

GRAPH = "model.onnx"
LAYOUT = 1  # raised when the same model is written differently
_ERRORS_ONLY = 3


class OnnxEmbedder:
    """A BERT-like sentence-transformers model as an ONNX graph. May be shared by threads.

    One thread a text, not one text over all threads: 47 passages a second against 38, and nothing to wait for between
    the threads of a server (2 cores). Texts of any length are done alone, the longest first.
    """

    def __init__(self, encoder: Encoder, graph: Path, *, name: str, query_prefix: str, passage_prefix: str) -> None:
        """Open a graph; `make_embedder` writes it."""
        turn_off_reports()
        from onnxruntime import InferenceSession, SessionOptions
        from tokenizers import Tokenizer

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = _ERRORS_ONLY
        try:
            self._session = InferenceSession(graph, options, providers=["CPUExecutionProvider"])
            tokenizer = Tokenizer.from_file(str(encoder.folder / TOKENIZER))
        except Exception as error:  # both libraries raise bare Exceptions of their own
            raise ModelError(f"cannot load the model {graph}: {' '.join(str(error).split())[:300]}") from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(encoder.max_tokens)
        self._tokenizer = tokenizer
        self._name, self._dimension = name, encoder.hidden
        self._query_prefix, self._passage_prefix = query_prefix, passage_prefix

    @property
    def name(self) -> str:
        """Which weights these are: the packaged model's id, or a folder and its hash."""
        return self._name

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._dimension

    def embed_passages(self, texts: Sequence[str], *, progress: bool = False) -> NDArray[np.float32]:
        """Return `(n, dimension)` float32, row i for text i, rows of length 1.

        What is beyond the model's longest input (512 tokens for the packaged one) is not seen.

        Raises:
            ModelError: the model gave something that is not a finite vector.
        """
        rows = np.empty((len(texts), self._dimension), np.float32)
        longest_first = sorted(range(len(texts)), key=lambda i: -len(texts[i]))

        def fill(i: int) -> None:
            rows[i] = self._encode(self._passage_prefix + texts[i])

        with ThreadPoolExecutor(n_processors()) as pool:
            done = pool.map(fill, longest_first)
            for _ in tqdm(done, desc="encoding", total=len(texts), unit="passage", leave=False, disable=not progress):
                pass
        return rows

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return `(dimension,)` float32 of length 1.

        Raises:
            ModelError: the model gave something that is not a finite vector.
        """
        return self._encode(self._query_prefix + text)

    def _encode(self, text: str) -> NDArray[np.float32]:
        ids = np.array([self._tokenizer.encode(text).ids], np.int64)
        vector: NDArray[np.float32] = self._session.run(None, {"ids": ids})[0][0]
        if not np.isfinite(vector).all() or not vector.any():
            raise ModelError(f"model {self._name} gave a vector that is zero or not finite; try precision float32")
        return vector


def onnx_graph(
    encoder: Encoder,
    cache_dir: Path,
    *,
    name: str,
    precision: Literal["float32", "int8"],
    before: Callable[[], object] = lambda: None,
) -> Path:
    """Return the graph of an encoder in the cache, writing it first where it is not there yet (30 s in 8 bits).

    What is written is compared with sentence-transformers, and kept when they agree. Every use compares all of it with
    its checksums (0.07 s in 8 bits), and writes it again when it is damaged.

    Args:
        encoder: read from its folder.
        cache_dir: where it is kept.
        name: of the model; a changed model has another one.
        precision: what it computes in.
        before: called before the encoder's weights are read.

    Raises:
        ModelError: the cache cannot be written, or the graph is not the model.
    """

    def make(folder: Path) -> None:
        from index.encode.graph import write_graph
        from index.encode.reference import check_graph
        from index.encode.smoothing import smoothing_of

        before()
        smoothing = smoothing_of(encoder, folder) if precision == "int8" else None
        write_graph(encoder, folder / GRAPH, smoothing=smoothing)
        written = OnnxEmbedder(encoder, folder / GRAPH, name=name, query_prefix="", passage_prefix="")
        check_graph(written.embed_passages, encoder.folder, precision)

    return made_once(cache_dir / f"{name}-onnx-{precision}-{LAYOUT}", make, verify=True) / GRAPH
