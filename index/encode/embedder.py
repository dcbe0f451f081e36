"""Texts to vectors: the Embedder protocol, and which implementation the settings and the processor ask for."""

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from index.config import IndexSettings
from index.encode.encoder import Encoder, read_encoder
from index.encode.packaged import MODEL_ID, prepare
from index.encode.processor import multiplies_bfloat16, multiplies_int8
from index.errors import ModelError, SettingsError


class Embedder(Protocol):
    """What turns questions and passages into vectors of one space; the scalar product is their similarity."""

    @property
    def name(self) -> str:
        """Which weights these are, in which engine; an index is only searched with the name that built it."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def embed_passages(self, texts: Sequence[str], *, progress: bool = False) -> NDArray[np.float32]:
        """Return `(n, dimension)` float32, row i for text i, rows of length 1."""

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return `(dimension,)` float32 of length 1."""


def make_embedder(settings: IndexSettings) -> Embedder:
    """Return the embedder that the settings name; this loads the model, which takes seconds.

    Only an endpoint that is set, and a hub id that is not in the hub's cache, use the network: all else is read from
    the disk.

    Raises:
        ModelError: the model cannot be converted, found or loaded.
        SettingsError: the engine does not have the precision.
    """
    if settings.embeddings_url:
        from index.encode.remote import RemoteEmbedder

        return RemoteEmbedder(settings)
    match settings.model:
        case "packaged":
            folder = prepare(settings.cache_dir, verify=settings.engine == "torch")
            verified = partial(prepare, settings.cache_dir, verify=True)
            return _of_folder(folder, f"packaged-{MODEL_ID}", settings, before=verified)
        case folder if Path(folder).expanduser().is_dir():
            path = Path(folder).expanduser().resolve()
            return _of_folder(path, f"{path.name}@{_digest(path)}", settings)
        case path if path.startswith(("/", ".", "~")) or path.count("/") > 1:
            raise ModelError(
                f"there is no folder {path}; set index.model to 'packaged', a hub id or an existing folder"
            )
        case hub_id if settings.engine == "onnx":
            raise SettingsError(
                f"engine onnx needs a model on this disk; download {hub_id} and name its folder, or set engine torch"
            )
        case hub_id:
            from index.encode.transformer import load_hub

            return load_hub(hub_id, settings, torch_precision(settings))


def _of_folder(
    folder: Path, name: str, settings: IndexSettings, before: Callable[[], object] = lambda: None
) -> Embedder:
    """Return the embedder of a folder; `before` is called before a graph is made of its weights."""
    from index.encode.onnx_embedder import OnnxEmbedder, onnx_graph

    encoder = read_encoder(folder) if settings.engine != "torch" else None
    if encoder is None:
        from index.encode.transformer import load_folder

        if settings.engine == "onnx":
            raise ModelError(f"{folder} is no encoder of BERT's kind with a fast tokenizer; set index.engine to torch")
        return load_folder(folder, name, settings, torch_precision(settings))
    precision = onnx_precision(settings)
    return OnnxEmbedder(
        encoder,
        onnx_graph(encoder, settings.cache_dir, name=_file_name(encoder, name), precision=precision, before=before),
        name=f"{name}-onnx-{precision}",
        query_prefix=settings.query_prefix,
        passage_prefix=settings.passage_prefix,
    )


def onnx_precision(settings: IndexSettings) -> Literal["float32", "int8"]:
    """Return what ONNX Runtime computes in: 8 bits where the processor is faster in them.

    Raises:
        SettingsError: another one is set.
    """
    match settings.precision:
        case "auto":
            return "int8" if multiplies_int8() else "float32"
        case "float32" | "int8" as precision:
            return precision
        case other:
            raise SettingsError(f"engine onnx computes in float32 or int8, not in {other}; or set engine torch")


def torch_precision(settings: IndexSettings) -> Literal["float32", "bfloat16"]:
    """Return what torch computes in: bfloat16 where the processor is faster in it.

    Raises:
        SettingsError: another one is set.
    """
    match settings.precision:
        case "auto":
            return "bfloat16" if multiplies_bfloat16() else "float32"
        case "float32" | "bfloat16" as precision:
            return precision
        case other:
            raise SettingsError(f"engine torch computes in float32 or bfloat16, not in {other}; or set engine onnx")


def _file_name(encoder: Encoder, name: str) -> str:
    return encoder.folder.name if name.startswith("packaged-") else name.replace("@", "-")


def _digest(folder: Path) -> str:
    """Return 12 hex digits of the sha256 over the folder's files, hidden ones aside."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if file.is_file() and not any(part.startswith(".") for part in name.parts):
            with file.open("rb") as handle:
                digest.update(f"{name.as_posix()}\0{hashlib.file_digest(handle, 'sha256').hexdigest()}\n".encode())
    return digest.hexdigest()[:12]
