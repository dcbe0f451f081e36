"""Any model that sentence-transformers loads, on PyTorch."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from index.config import IndexSettings
from index.encode.reports import turn_off_reports
from index.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Precision = Literal["float32", "bfloat16"]


class SentenceTransformerEmbedder:
    """Any model that sentence-transformers loads, on the CPU or the GPU it finds. May be shared by threads."""

    def __init__(self, model: "SentenceTransformer", *, name: str, settings: IndexSettings) -> None:
        """Wrap a loaded model; `load_folder` and `load_hub` load it."""
        self._model = model.eval()
        self._name = name
        self._query_prefix = settings.query_prefix
        self._passage_prefix = settings.passage_prefix
        self._batch_size = settings.batch_size
        dimension = model.get_embedding_dimension()
        if dimension is None:
            raise ModelError(f"model {name} does not say how long its vectors are; choose another one")
        self._dimension = dimension
        # Every encode() sets the shared tokenizer's padding and truncation, which the library does not guard. Eight
        # threads without the lock were no faster than one after the other (2 cores: torch already uses both).
        self._lock = Lock()

    @property
    def name(self) -> str:
        """Which weights these are: the packaged model's id, a hub id and its commit, or a folder and its hash."""
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
        return self._encode(list(texts), self._passage_prefix, progress=progress)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return `(dimension,)` float32 of length 1.

        Raises:
            ModelError: the model gave something that is not a finite vector.
        """
        row: NDArray[np.float32] = self._encode([text], self._query_prefix, progress=False)[0]
        return row

    def _encode(self, texts: list[str], prefix: str, *, progress: bool) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, self._dimension), np.float32)
        with self._lock:  # encode() sorts by length, and runs without gradients
            rows = self._model.encode(texts, prompt=prefix, batch_size=self._batch_size, show_progress_bar=progress)
        vectors = np.asarray(rows, np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not (np.isfinite(lengths).all() and lengths.all()):
            raise ModelError(f"model {self._name} gave vectors that are zero or not finite; try precision float32")
        # Not every model normalises, and in bfloat16 the length of 1 is only kept to two digits.
        unit: NDArray[np.float32] = vectors / lengths
        return unit


def load_folder(folder: Path, name: str, settings: IndexSettings, precision: Precision) -> SentenceTransformerEmbedder:
    """Return the model in a folder, without asking the hub for anything.

    Raises:
        ModelError: it cannot be loaded.
    """
    model = load_model(str(folder), precision, local=True)
    return SentenceTransformerEmbedder(model, name=f"{name}-torch-{precision}", settings=settings)


def load_hub(hub_id: str, settings: IndexSettings, precision: Precision) -> SentenceTransformerEmbedder:
    """Return a model of the hub, from the hub's cache where it is there.

    Raises:
        ModelError: it cannot be loaded.
    """
    try:  # a model in the hub's cache needs no network, which would take minutes to give up on where it is cut
        model = load_model(hub_id, precision, local=True)
    except ModelError:
        model = load_model(hub_id, precision, local=False)
    return SentenceTransformerEmbedder(model, name=f"{hub_id}@{_commit(model)}-torch-{precision}", settings=settings)


def load_model(model: str, precision: Precision, *, local: bool) -> "SentenceTransformer":
    """Return the loaded model; `local` keeps every part of the libraries from asking the hub.

    Raises:
        ModelError: it cannot be loaded.
    """
    turn_off_reports()
    import torch
    from sentence_transformers import SentenceTransformer

    dtype = {"float32": torch.float32, "bfloat16": torch.bfloat16}[precision]
    try:
        with no_progress_bars():
            return SentenceTransformer(model, local_files_only=local, model_kwargs={"dtype": dtype})
    except Exception as error:  # a foreign model's code and files can fail in any way
        reason = " ".join(str(error).split())[:300] or type(error).__name__
        raise ModelError(f"cannot load the model {model}: {reason}") from error


@contextmanager
def no_progress_bars() -> Iterator[None]:
    """Keep transformers' bar for loading weights away, and leave its switch as it was."""
    turn_off_reports()
    from transformers.utils import logging

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]


def _commit(model: "SentenceTransformer") -> str:
    """Return the hub's commit that was loaded, or `unknown` where the library does not tell."""
    config = model.config
    return str(getattr(config, "_commit_hash", None) or "unknown")[:12]
