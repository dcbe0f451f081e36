"""A backup as a file: a compressed tar archive of files and, last, a manifest with the checksum of each."""

import hashlib
import io
import tarfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, BinaryIO, Literal

from pydantic import Field, ValidationError

from index.records import Frozen
from ui.errors import UpkeepError

FORMAT = 1
MANIFEST = "manifest.json"
_LEVEL = 6  # of zlib: an index shrinks to a half, at some 20 MB a second
_BLOCK = 1 << 20
_MOST_MANIFEST_BYTES = 100_000_000
JournalKind = Literal["sqlite", "postgresql", "none"]


class ArchivedFile(Frozen):
    """A file of a backup."""

    name: str = Field(pattern="^[a-z]+/.+$")
    n_bytes: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class BackupManifest(Frozen):
    """What a backup holds."""

    format_version: int
    made_at: str
    program: str = Field(description="version that made it")
    journal: JournalKind
    files: tuple[ArchivedFile, ...]
    left_out: tuple[str, ...] = Field(description="what was not there to be held, in a sentence each")


class ArchiveWriter:
    """Writes a backup."""

    def __init__(self, file: Path) -> None:
        self._tar = tarfile.open(file, "w:gz", compresslevel=_LEVEL)  # noqa: SIM115 - closed by `finish`
        self._files: list[ArchivedFile] = []

    def add(self, name: str, path: Path) -> None:
        """Add a file.

        Raises:
            OSError: it cannot be read, is shorter than it was a moment ago, or the disk is full.
        """
        with path.open("rb") as held:
            stat = path.stat()
            info = tarfile.TarInfo(name)
            info.size, info.mtime, info.mode = stat.st_size, int(stat.st_mtime), stat.st_mode & 0o777
            hashing = _Hashing(held)
            self._tar.addfile(info, hashing)
        self._files.append(ArchivedFile(name=name, n_bytes=info.size, sha256=hashing.digest.hexdigest()))

    def finish(self, *, journal: JournalKind, program: str, left_out: tuple[str, ...]) -> BackupManifest:
        """Add the manifest, close the archive, and return the manifest."""
        made_at = datetime.now(UTC).isoformat(timespec="seconds")
        manifest = BackupManifest(
            format_version=FORMAT,
            made_at=made_at,
            program=program,
            journal=journal,
            files=tuple(self._files),
            left_out=left_out,
        )
        content = manifest.model_dump_json(indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(content), 0o600
        self._tar.addfile(info, io.BytesIO(content))
        self.close()
        return manifest

    def close(self) -> None:
        """Close the archive."""
        self._tar.close()


class _Hashing(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, held: BinaryIO) -> None:
        super().__init__()
        self._held = held
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        found = self._held.read(size)
        self.digest.update(found)
        return found


def read_archive(file: Path, place_of: Callable[[str], Path]) -> BackupManifest:
    """Write each file of a backup to its place, and return the manifest that all of them fit.

    Args:
        file: the backup.
        place_of: where a file of a name is written; raises UpkeepError for a name that no file of a backup has.

    Raises:
        UpkeepError: the archive is damaged, cut off, of another version, or no backup of this program.
        OSError: it cannot be read, or the disk is full.
    """

    def write(content: IO[bytes], member: tarfile.TarInfo) -> tuple[int, str]:
        place = place_of(member.name)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as made:
            place.chmod(member.mode & 0o777)
            return _hashed(content, made.write)

    return _read(file, write)


def verify_archive(file: Path) -> BackupManifest:
    """Return the manifest that all files of a backup fit, without writing them anywhere. Raises as `read_archive`."""
    return _read(file, lambda content, _: _hashed(content, len))


def _read(file: Path, take: Callable[[IO[bytes], tarfile.TarInfo], tuple[int, str]]) -> BackupManifest:
    found: dict[str, tuple[int, str]] = {}
    manifest = b""
    try:
        with tarfile.open(file, "r|gz") as tar:
            for member in tar:
                content = tar.extractfile(member)
                if manifest or content is None or not member.isreg() or member.name in found:
                    raise UpkeepError(f"{file} is no backup of this program: it has {member.name!r}")
                if member.name == MANIFEST:
                    manifest = content.read(_MOST_MANIFEST_BYTES)
                else:
                    found[member.name] = take(content, member)
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise UpkeepError(f"{file} is damaged or no backup: {error}") from error
    return _checked(file, manifest, found)


def _hashed(content: IO[bytes], write: Callable[[bytes], int]) -> tuple[int, str]:
    """Return size and sha256 of what is read and written."""
    digest, n_bytes = hashlib.sha256(), 0
    while block := content.read(_BLOCK):
        write(block)
        digest.update(block)
        n_bytes += len(block)
    return n_bytes, digest.hexdigest()


def _checked(file: Path, manifest: bytes, found: dict[str, tuple[int, str]]) -> BackupManifest:
    """Return the manifest if the files are those it tells of."""
    if not manifest:
        raise UpkeepError(f"{file} is cut off, or no backup: it has no {MANIFEST}")
    try:
        told = BackupManifest.model_validate_json(manifest)
    except ValidationError as error:
        raise UpkeepError(f"{file}: its {MANIFEST} is damaged, or of another version of the program") from error
    if told.format_version != FORMAT:
        raise UpkeepError(f"{file} has format {told.format_version}, this program reads {FORMAT}")
    expected = {each.name: (each.n_bytes, each.sha256) for each in told.files}
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            raise UpkeepError(f"{file} is damaged: {name} is not as it was when the backup was made")
    return told
