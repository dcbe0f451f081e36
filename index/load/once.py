"""What was read of a file, kept by the file's checksum: a PDF takes seconds, a page that is a picture as long.

A file is read when it is looked at, when it is asked, and when it is put among the documents: once.
"""

import hashlib
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from index.config import IndexSettings
from index.load.limits import MEGABYTE, kept_dir
from index.load.read import Read
from index.whole import is_partial, whole_file

_MOST, _MOST_BYTES = 200, 500 * MEGABYTE  # that are kept of files, of those read last; a budget of 90 pages takes 3 MB
_NAMED_BY = 16  # characters of the versions' checksum


class KeptReads:
    """Readings in a folder; where it cannot be written, each file is read again, no more."""

    def __init__(self, folder: Path, versions: str = "") -> None:
        """Look into a folder; readings of other versions of what reads, or of another ending, are none."""
        self._folder, self._versions = folder, hashlib.sha256(versions.encode()).hexdigest()[:_NAMED_BY]

    def of(self, content: bytes) -> Read | None:
        """Return what was read of a file; None where it was not, or what is kept is damaged."""
        with suppress(OSError, ValidationError):
            return Read.model_validate_json(self._file(content).read_bytes())
        return None

    def keep(self, content: bytes, read: Read) -> None:
        """Keep what was read, and let go of what was read long ago."""
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            with whole_file(self._file(content)) as written:
                written.write_text(read.model_dump_json(), encoding="utf-8")
            n_bytes = 0
            for number, (_, size, file) in enumerate(sorted(self._lying(), reverse=True)):
                n_bytes += size
                if number >= _MOST or n_bytes > _MOST_BYTES:
                    file.unlink(missing_ok=True)

    def forget(self, sha256: str) -> None:
        """Let go of what was read of a file that nobody wants any more."""
        for file in self._folder.glob(f"{sha256}-*.json"):
            with suppress(OSError):
                file.unlink()

    def _lying(self) -> list[tuple[int, int, Path]]:
        """Return when each reading was kept, its size in bytes, and its file."""
        found = []
        for file in self._folder.iterdir():
            with suppress(OSError):  # another process has let it go
                if not is_partial(file):
                    found.append((file.stat().st_mtime_ns, file.stat().st_size, file))
        return found

    def _file(self, content: bytes) -> Path:
        return self._folder / f"{hashlib.sha256(content).hexdigest()}-{self._versions}.json"


def forget_read(settings: IndexSettings, sha256: str) -> None:
    """Let go of what was read of a file that nobody wants any more, as when an upload is thrown away."""
    KeptReads(kept_dir(settings)).forget(sha256)
