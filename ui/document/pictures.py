"""Pictures of PDF pages, made when they are asked for and kept in a folder of bounded size."""

import os
from pathlib import Path
from threading import BoundedSemaphore

from index.errors import ReadError
from index.load.limits import MEGABYTE
from index.load.picture import WIDTH, page_picture
from index.whole import is_partial, whole_file
from ui.errors import BusyError

_FOLDER = "pages"
_AT_ONCE = 2  # pages drawn at the same time, a core each
_WAIT_SECONDS = 10.0  # for one's turn
_MOST_BROKEN = 1000  # pages remembered as not to be drawn


class Pictures:
    """Draws pages, and keeps them by the checksum of their file; may be shared by threads and processes."""

    def __init__(self, cache_dir: Path, *, most_mb: int) -> None:
        """Keep pictures below `cache_dir`, those asked for latest, `most_mb` megabytes of them at most."""
        self._folder, self._most_bytes = cache_dir / _FOLDER, most_mb * MEGABYTE
        self._turn = BoundedSemaphore(_AT_ONCE)
        self._broken: set[str] = set()

    def picture(self, file: Path, sha256: str, page: int) -> bytes:
        """Return a page of a PDF as a picture.

        Args:
            file: the PDF.
            sha256: of the file.
            page: counted from 1, one that it has.

        Raises:
            ReadError: it cannot be drawn.
            BusyError: too many others are being drawn.
        """
        name = f"{sha256}-{page}-{WIDTH}.webp"
        if name in self._broken:
            raise ReadError(f"page {page} of {file.name} cannot be drawn")
        held = self._held(name)
        if held:
            return held
        if not self._turn.acquire(timeout=_WAIT_SECONDS):
            raise BusyError("too many pages are being drawn", is_late=False)
        try:
            return self._held(name) or self._kept(name, page_picture(file, page))  # another may have drawn it meanwhile
        except ReadError:
            if len(self._broken) < _MOST_BROKEN:
                self._broken.add(name)
            raise
        finally:
            self._turn.release()

    def _held(self, name: str) -> bytes:
        file = self._folder / name
        try:
            content = file.read_bytes()
            os.utime(file)  # asked for now
        except OSError:
            return b""
        return content

    def _kept(self, name: str, content: bytes) -> bytes:
        """Return a picture, kept where the disk lets it: without it each is drawn again, no more."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with whole_file(self._folder / name) as pending:
                pending.write_bytes(content)
            self._make_room()
        except OSError:
            return content
        return content

    def _make_room(self) -> None:
        """Take away the pictures that were asked for longest ago until the rest is no larger than may be."""
        files = [file for file in self._folder.iterdir() if not is_partial(file)]
        known = sorted(((file.stat().st_mtime_ns, file.stat().st_size, file) for file in files), reverse=True)
        total = 0
        for _, n_bytes, file in known:
            total += n_bytes
            if total > self._most_bytes:
                file.unlink(missing_ok=True)
