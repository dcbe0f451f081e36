"""Records of one kind in a file: a JSON object a line, any of which is read alone.

name.jsonl      the records
name.ends.npy   where each line ends, int64 bytes
"""

import mmap
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from index.errors import IndexFormatError
from index.records import Frozen
from index.segment.files import Content, Later, SegmentFiles

R = TypeVar("R", bound=Frozen)
T = TypeVar("T")
Array: TypeAlias = NDArray[Any]  # of the numbers that its name stands for
_HEADER_BYTES = 4096  # more than the header of a saved array has


class Table(Generic[R]):
    """The records of a file; row i is line i. May be shared by threads."""

    def __init__(self, lines: Later[Content], ends: NDArray[np.int64], model: type[R], name: str) -> None:
        self._lines, self._model, self._name = lines, model, name
        self._ends = ends

    @classmethod
    def of(cls, records: Iterable[R], model: type[R]) -> "Table[R]":
        """Return a table of records in memory."""
        lines = [record.model_dump_json().encode() + b"\n" for record in records]
        ends = np.cumsum([len(line) for line in lines], dtype=np.int64)
        return cls(Later.of(b"".join(lines)), ends, model, model.__name__)

    @classmethod
    def load(cls, files: SegmentFiles, name: str, model: type[R]) -> "Table[R]":
        """Return a saved table.

        Raises:
            IndexFormatError: a file is missing or damaged, or they do not fit each other.
        """
        lines, ends = f"{name}.jsonl", load_array(files, f"{name}.ends.npy", np.int64)
        path, n_bytes = files.path(lines), files.n_bytes(lines)
        if n_bytes != (int(ends[-1]) if len(ends) else 0):
            raise IndexFormatError(f"{path} is damaged: it has {n_bytes} bytes, its ends name another number")
        return cls(opened(files, lines, lambda: files.read(lines)), ends, model, str(path))

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
        return self._lines()[first : int(self._ends[end - 1])] if end > start else b""

    def let_go(self) -> None:
        """Give back the memory of what was read of a mapped file; it is read again when it is asked for."""
        if sys.platform == "linux" and isinstance(content := self._lines(), mmap.mmap):
            content.madvise(mmap.MADV_DONTNEED)

    def ends(self, start: int, end: int) -> NDArray[np.int64]:
        """Return where the lines of the rows from `start` to `end` end in `raw(start, end)`."""
        first = int(self._ends[start - 1]) if start else 0
        return np.asarray(self._ends[start:end]) - first


def save_lines(folder: Path, name: str, lines: Iterable[bytes], ends: Sequence[NDArray[np.int64]]) -> None:
    """Write the two files of a table."""
    with (folder / f"{name}.jsonl").open("wb") as file:
        file.writelines(lines)
    np.save(folder / f"{name}.ends.npy", np.concatenate([np.empty(0, np.int64), *ends]))


def opened(files: SegmentFiles, name: str, read: Callable[[], T]) -> Later[T]:
    """Return what is read of a file: now, but of a large one when it is used."""
    return Later(read) if files.is_large(name) else Later.of(read())


def load_array(files: SegmentFiles, name: str, dtype: type[np.generic]) -> Array:
    """Return a saved array, which cannot be written to.

    Raises:
        IndexFormatError: it is missing, no array, or of another kind of number.
    """
    content, path = files.read(name), files.path(name)
    head = BytesIO(content[:_HEADER_BYTES])
    try:
        np.lib.format.read_magic(head)
        shape, is_fortran, found = np.lib.format.read_array_header_1_0(head)
        array: Array = np.ndarray(shape, found, content, head.tell(), order="F" if is_fortran else "C")
    except (ValueError, TypeError) as error:
        raise IndexFormatError(f"{path} is damaged: it is no array") from error
    if array.dtype != dtype:
        raise IndexFormatError(f"{path} is damaged: it holds {array.dtype}, not {np.dtype(dtype)}")
    if head.tell() + array.nbytes != len(content):
        raise IndexFormatError(f"{path} is damaged: it has {len(content)} bytes, its head names another number")
    return array
