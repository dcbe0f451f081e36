"""A suite's folder of seeds, put together of documents that lie elsewhere, each as `index add` would keep it.

What a reader makes of a file is kept until the file or the code of the readers is another.
"""

import hashlib
import os
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import tomlkit

from eval.errors import SuiteError
from index.catalog.blocks import TABLE
from index.catalog.came import came
from index.catalog.catalog import CatalogEntry, Original, read_catalog
from index.catalog.change import CATALOG
from index.catalog.original import ORIGINALS, Parts, beside, parts_name
from index.config import IndexSettings
from index.load.limits import Limits

_READERS = Path(__file__).resolve().parents[1] / "index" / "load"
_READ_BY = ".read_by"  # beside the originals: the checksum of the code that read them


def source_file(entry: CatalogEntry) -> str:
    """Return the name of the file that a document of a suite is read from."""
    return entry.original.file if entry.original else entry.file


def put_together(catalogs: Sequence[Path], folders: Sequence[Path], seeds_dir: Path) -> None:
    """Make a folder of seeds that holds just the documents of some catalogues; what stands there rightly stays.

    Args:
        catalogs: folders with a catalogue.
        folders: where the files that they name lie; the first that has one counts.
        seeds_dir: what is made.

    Raises:
        LuohuError: a catalogue or a file cannot be read.
    """
    seeds_dir.mkdir(parents=True, exist_ok=True)
    wanted: dict[str, bytes] = {}
    written = [_with_documents(catalog, folders, seeds_dir, wanted) for catalog in catalogs]
    wanted[CATALOG] = b"\n".join(written)
    if any(name.startswith(f"{ORIGINALS}/") for name in wanted):
        wanted[f"{ORIGINALS}/{_READ_BY}"] = _reader_sha256().encode()
    for path in (*seeds_dir.iterdir(), *(seeds_dir / ORIGINALS).glob("*")):
        name = path.relative_to(seeds_dir).as_posix()
        if path.is_file() and name not in wanted and not path.name.startswith("."):
            path.unlink()
    for name, content in wanted.items():
        path = seeds_dir / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(exist_ok=True)
            new = path.with_name(f".{path.name}.{os.getpid()}")
            new.write_bytes(content)
            new.replace(path)


def _with_documents(catalog: Path, folders: Sequence[Path], seeds_dir: Path, wanted: dict[str, bytes]) -> bytes:
    """Add what is kept of a catalogue's documents to what is wanted; return the catalogue as it is of those."""
    entries, content = read_catalog(catalog), (catalog / CATALOG).read_bytes()
    read: dict[str, tuple[str, Original]] = {}
    for entry in entries:
        source = next(path for folder in folders if (path := folder / source_file(entry)).is_file())
        if entry.original is None:
            wanted[entry.file] = _utf8(source.read_bytes())
            continue
        files, original = _kept(entry, entry.original, source, seeds_dir) or _read(entry, source)
        wanted |= files
        read[entry.file] = hashlib.sha256(files[entry.file]).hexdigest(), original
    return _told_anew(content, read) if read else content


def _kept(
    entry: CatalogEntry, known: Original, source: Path, seeds_dir: Path
) -> tuple[Mapping[str, bytes], Original] | None:
    """Return what an earlier reading of this very file by this very code has left; None where there is none such."""
    paths = {name: seeds_dir / name for name in (entry.file, *beside(entry))}
    read_by = seeds_dir / ORIGINALS / _READ_BY
    if not (read_by.is_file() and all(path.is_file() for path in paths.values())):
        return None
    files = {name: path.read_bytes() for name, path in paths.items()}
    parts = Parts.model_validate_json(files[f"{ORIGINALS}/{parts_name(entry.file)}"])
    is_same = (
        read_by.read_text() == _reader_sha256()
        and parts.original_sha256 == hashlib.sha256(source.read_bytes()).hexdigest()
        and parts.text_sha256 == hashlib.sha256(files[entry.file]).hexdigest()
    )
    return (
        (files, known.model_copy(update={"reader": parts.reader, "sha256": parts.original_sha256})) if is_same else None
    )


def _read(entry: CatalogEntry, source: Path) -> tuple[Mapping[str, bytes], Original]:
    new = came(source, entry.doc_id, Limits.of(IndexSettings.load()))
    if new.original is None:
        raise SuiteError(f"{source} is text: its entry needs no original")
    return {new.name: new.content, **new.beside}, new.original


def _told_anew(catalog: bytes, read: Mapping[str, tuple[str, Original]]) -> bytes:
    """Return a catalogue with the checksums of what was read now: readers get better, and the text with them."""
    told = tomllib.loads(catalog.decode("utf-8"))
    for table in told[TABLE]:
        if table["file"] in read:
            table["sha256"], original = read[table["file"]]
            table["original"] = original.model_dump()
    return tomlkit.dumps(told).encode("utf-8")


def _reader_sha256() -> str:
    """Return the checksum of the readers' code."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(_READERS.glob("*.py")))).hexdigest()


def _utf8(content: bytes) -> bytes:
    """Return a text's bytes in UTF-8, from GB18030 where they are not; bytes of neither stay, and its sha256 tells."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return content.decode("gb18030").encode("utf-8")
        except UnicodeDecodeError:
            return content
    return content
