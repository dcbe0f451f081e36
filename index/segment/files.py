"""The files of a segment, each compared with its checksum before a byte of it is used.

A small file is read whole, and what was compared is what answers: damage that comes later changes no answer, and a file
that is cut short does not end the process, as it would if it were mapped. A large one stays mapped and is hashed behind
the opening; who needs it first waits for that.
"""

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import Lock, Thread
from typing import Generic, TypeAlias, TypeVar

from index.errors import IndexFormatError
from index.records import Frozen

T = TypeVar("T")
Content: TypeAlias = bytes | mmap

# 1.7 GB are hashed a second (SHA-NI): 10 ms for a file of this size. All files of the five documents are smaller, of a
# million chunks 7.5 GB lie in larger ones.
LARGE_BYTES = 16 << 20
_REBUILD = "rebuild it with: python -m index build"
_log = logging.getLogger(__name__)


class SegmentFile(Frozen):
    """One file of a segment."""

    name: str
    n_bytes: int
    sha256: str


class Later(Generic[T]):
    """A value that is made when it is first asked for, once. May be shared by threads."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make: Callable[[], T] | None = make
        self._lock = Lock()
        self._value: T

    @classmethod
    def of(cls, value: T) -> "Later[T]":
        """Return one that is there already."""
        made = cls(lambda: value)
        made()
        return made

    def __call__(self) -> T:
        """Return the value. Raises what making it raised, each time."""
        if self._make is not None:
            with self._lock:
                if self._make is not None:
                    self._value = self._make()
                    self._make = None
        return self._value


class _Check:
    """Whether a file is as it was written: looked at once, by whoever comes first, while others wait."""

    def __init__(self, path: Path, expected: SegmentFile) -> None:
        self._path, self._expected = path, expected
        self._is_sound = Later(self._look)

    def __call__(self) -> None:
        """Return when the file is sound. Raises IndexFormatError when it is not."""
        if not self._is_sound():
            raise changed(self._path)

    def _look(self) -> bool:
        try:
            with self._path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == self._expected.sha256
        except OSError:
            return False


class SegmentFiles:
    """The files that lie in a folder. May be shared by threads."""

    def __init__(self, folder: Path, files: Mapping[str, SegmentFile] | None = None, *, mapped: bool = False) -> None:
        """Look at a folder.

        Args:
            folder: where they lie.
            files: what each must be; without it they are taken as they lie there, as by who has just written them.
            mapped: map the small ones, too.
        """
        self._folder, self._files = folder, files
        large = [name for name, file in (files or {}).items() if mapped or file.n_bytes > LARGE_BYTES]
        self._checks = {name: _Check(folder / name, (files or {})[name]) for name in large}

    def under(self, name: str) -> "SegmentFiles":
        """Return those of a folder in this one."""
        inner = SegmentFiles(self._folder / name, None)
        if self._files is not None:
            start = f"{name}/"
            inner._files = {key.removeprefix(start): of for key, of in self._files.items() if key.startswith(start)}
            inner._checks = {key.removeprefix(start): of for key, of in self._checks.items() if key.startswith(start)}
        return inner

    def path(self, name: str) -> Path:
        """Return where a file lies."""
        return self._folder / name

    def has(self, name: str) -> bool:
        """Return whether a file belongs to the segment; one that merely lies there does not."""
        return self.path(name).exists() if self._files is None else name in self._files

    def is_large(self, name: str) -> bool:
        """Return whether a file stays mapped: it is worth to open it only when it is used."""
        return name in self._checks

    def n_bytes(self, name: str) -> int:
        """Return the size of a file."""
        return self._files[name].n_bytes if self._files is not None else self.path(name).stat().st_size

    def read(self, name: str) -> Content:
        """Return the content of a file that is as it was written; of a large one mapped.

        Raises:
            IndexFormatError: it is missing, or has changed.
        """
        path = self.path(name)
        if self._files is not None and name not in self._files:
            raise IndexFormatError(f"{path} is not in the list of its segment; {_REBUILD}")
        try:
            if self._files is None or name in self._checks:
                self.check(name)
                return _mapped(path)
            content = path.read_bytes()
        except OSError as error:
            raise missing(path) from error
        if hashlib.sha256(content).hexdigest() != self._files[name].sha256:
            raise changed(path)
        return content

    def check(self, name: str) -> None:
        """Wait until it is known that a large file is as it was written. Raises IndexFormatError when it is not."""
        if name in self._checks:
            self._checks[name]()

    def check_sizes(self) -> None:
        """Raise IndexFormatError when a file is missing or of another size."""
        for name, file in (self._files or {}).items():
            try:
                if self.path(name).stat().st_size != file.n_bytes:
                    raise changed(self.path(name))
            except OSError as error:
                raise missing(self.path(name)) from error

    def check_behind(self) -> None:
        """Hash the large files in a thread, which does not hold up the end of the process."""
        if self._checks:
            Thread(target=self._check_all, name="index-checksums", daemon=True).start()

    def check_large(self) -> None:
        """Hash the large files now. Raises IndexFormatError when one has changed."""
        for name in self._checks:
            self.check(name)

    def damaged(self) -> Iterator[Path]:
        """Yield each file that is missing or has changed; all are read."""
        for name in self._files or {}:
            try:
                self.read(name)
            except IndexFormatError:
                yield self.path(name)

    def _check_all(self) -> None:
        for name in self._checks:
            try:
                self.check(name)
            except IndexFormatError as error:
                _log.error("%s", error)  # whoever asks gets it as well


def changed(path: Path) -> IndexFormatError:
    """Return the error of a file that is not as it was written."""
    return IndexFormatError(f"{path} has changed since it was built; {_REBUILD}")


def missing(path: Path) -> IndexFormatError:
    """Return the error of a file that cannot be read."""
    return IndexFormatError(f"{path} is missing; {_REBUILD}")


def _mapped(path: Path) -> Content:
    with path.open("rb") as file:
        with suppress(ValueError):  # an empty file cannot be mapped
            return mmap(file.fileno(), 0, access=ACCESS_READ)
        return b""
