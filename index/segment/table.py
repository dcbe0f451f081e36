"""Records of one kind in a file: a JSON object a line, any of which is read alone.

name.jsonl      the records
name.ends.npy   where each line ends, int64 bytes
"""

from collections.abc import Iterable, Iterator, Sequence
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from index.errors import IndexFormatError
from index.records import Frozen

R = TypeVar("R", bound=Frozen)
Array: TypeAlias = NDArray[Any]  # of the numbers that its name stands for


class Table(Generic[R]):
    """The records of a file, memory-mapped; row i is line i. May be shared by threads."""

    def __init__(self, lines: bytes | mmap, ends: NDArray[np.int64], model: type[R], name: str) -> None:
        self._lines, self._model, self._name = lines, model, name
        self._ends = ends

    @classmethod
    def of(cls, records: Iterable[R], model: type[R]) -> "Table[R]":
        """Return a table of records in memory."""
        lines = [record.model_dump_json().encode() + b"\n" for record in records]
        return cls(b"".join(lines), np.cumsum([len(line) for line in lines], dtype=np.int64), model, model.__name__)

    @classmethod
    def load(cls, folder: Path, name: str, model: type[R]) -> "Table[R]":
        """Return a saved table.

        Raises:
            IndexFormatError: a file is missing, or they do not fit each other.
        """
        path = folder / f"{name}.jsonl"
        ends = load_array(folder / f"{name}.ends.npy", np.int64)
        try:
            with path.open("rb") as file:
                n_bytes = path.stat().st_size
                lines = mmap(file.fileno(), 0, access=ACCESS_READ) if n_bytes else b""
        except OSError as error:
            raise IndexFormatError(f"{path} is missing: {error.strerror}") from error
        if n_bytes != (int(ends[-1]) if len(ends) else 0):
            raise IndexFormatError(f"{path} is damaged: it has {n_bytes} bytes, its ends name another number")
        return cls(lines, ends, model, str(path))

    def save(self, folder: Path, name: str) -> None:
        """Write the table into `folder`."""
        save_lines(folder, name, [self.raw(0, len(self))], [self.ends(0, len(self))])

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, row: int) -> R:
        """Return a record. Raises IndexFormatError when its line is damaged."""
        try:
            return self._model.model_validate_json(self.raw(row, row + 1))
        except ValidationError as error:
            raise IndexFormatError(f"{self._name} is damaged at record {row}") from error

    def __iter__(self) -> Iterator[R]:
        return (self[row] for row in range(len(self)))

    def raw(self, start: int, end: int) -> bytes:
        """Return the lines of the rows from `start` to `end`."""
        first = int(self._ends[start - 1]) if start else 0
        return self._lines[first : int(self._ends[end - 1])] if end > start else b""

    def ends(self, start: int, end: int) -> NDArray[np.int64]:
        """Return where the lines of the rows from `start` to `end` end in `raw(start, end)`."""
        first = int(self._ends[start - 1]) if start else 0
        return np.asarray(self._ends[start:end]) - first


def save_lines(folder: Path, name: str, lines: Iterable[bytes], ends: Sequence[NDArray[np.int64]]) -> None:
    """Write the two files of a table."""
    with (folder / f"{name}.jsonl").open("wb") as file:
        file.writelines(lines)
    np.save(folder / f"{name}.ends.npy", np.concatenate([np.empty(0, np.int64), *ends]))


def load_array(path: Path, dtype: type[np.generic]) -> Array:
    """Return a saved array, memory-mapped.

    Raises:
        IndexFormatError: it is missing, no array, or of another kind of number.
    """
    try:
        array = np.load(path, mmap_mode="r")
    except (OSError, ValueError, EOFError) as error:
        raise IndexFormatError(f"{path} is missing or damaged") from error
    if array.dtype != dtype:
        raise IndexFormatError(f"{path} is damaged: it holds {array.dtype}, not {np.dtype(dtype)}")
    view: Array = array.view(np.ndarray)  # a memmap itself is five times as slow to read a number from
    return view
