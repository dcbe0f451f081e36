"""`index add` and `index replace`: one document, or many, gone on with where it broke off."""

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from tqdm import tqdm

from index.catalog.add import Added, add_document
from index.catalog.catalog import CatalogEntry, read_catalog
from index.catalog.held import held_as, held_contents, held_in
from index.catalog.original import beside
from index.commands.said import Build, Said, built, entry_facts
from index.config import IndexSettings
from index.errors import CatalogError, LuohuError, ReadError
from index.load import make_reader
from index.load.encoding import UTF8
from index.load.limits import Limits
from index.records import Life, State
from index.words.hidden import hidden_report
from index.words.shingles import HeldTexts, NearEqual

TOLD = ("title", "issuer", "kind", "issued", "place", "source", "source_url", "covers")
_EVERY = 50  # documents between two lines where no bar is drawn
_MOST_NEAR = 20  # lines that name nearly equal documents, of many that are added


def add(settings: IndexSettings, options: argparse.Namespace, said: Said, build: Build) -> int:
    """Take one or many files in and build; return 0, or 2 where some of many could not be taken in.

    Raises:
        LuohuError: the one file cannot be taken in, or no index be built.
        OSError: the disk is full or not writable.
    """
    files = _files(options.file)
    if len(files) == 1 and not any(path.is_dir() for path in options.file):
        _add_one(files[0], settings, options, said, build)
        return 0
    given = [f"--{field}" for field in (*TOLD, "name", "correction") if getattr(options, field)]
    if given:
        raise CatalogError(f"{given[0].replace('name', 'as')} is of one document, found {len(files)} files")
    return _add_many(files, settings, options, said, build)


def _add_one(file: Path, settings: IndexSettings, options: argparse.Namespace, said: Said, build: Build) -> None:
    held = _held_texts(settings)
    added = add_document(
        file,
        settings.seeds_dir,
        name=options.name,
        limits=Limits.of(settings),
        replaced_to=settings.removed_dir if options.replace else None,
        life=_correction(options),
        title=options.title,
        issuer=options.issuer,
        kind=options.kind,
        issued=options.issued,
        place=options.place,
        source=options.source,
        source_url=options.source_url,
        covers=tuple(options.covers),
    )
    near = _near(added.entry, held, settings)
    _tell(added, settings, said)
    for one in near:
        said.line(f"  {_nearly_equal(one)}")
    said.end(act="add", documents=[_facts(added, near)], refused=[], held=[], index=built(build(), said))


def _add_many(
    files: Sequence[Path], settings: IndexSettings, options: argparse.Namespace, said: Said, build: Build
) -> int:
    """Take files in, one by one, each wholly or not at all, so that who is killed goes on with the same command."""
    contents, held = held_in(settings.seeds_dir), _held_texts(settings)
    documents: list[dict[str, object]] = []
    refused: list[dict[str, str]] = []
    already: list[dict[str, str]] = []
    n_near = 0
    for number, file in enumerate(tqdm(files, desc="adding", unit="document", disable=None), 1):
        try:
            as_held = held_as(file, contents)
            if as_held:
                already.append({"file": str(file), "doc_id": as_held})
                continue
            replaced_to = settings.removed_dir if options.replace else None
            added = add_document(file, settings.seeds_dir, limits=Limits.of(settings), replaced_to=replaced_to)
        except (CatalogError, ReadError) as error:
            refused.append({"file": str(file), "why": str(error)})
            tqdm.write(f"index: {error}", file=sys.stderr)
            continue
        contents |= held_contents([added.entry])
        near = _near(added.entry, held, settings)
        documents.append(_facts(added, near))
        n_near += bool(near)
        if near and n_near <= _MOST_NEAR:
            said.line(f"{added.entry.doc_id} {_nearly_equal(near[0])}")
        if number % _EVERY == 0 and not sys.stderr.isatty():
            said.line(f"{number} of {len(files)} files")
    if n_near > _MOST_NEAR:
        said.line(f"nearly equal to others: {n_near} in all")
    said.line(f"{len(documents)} added, {len(already)} held already, {len(refused)} refused; building the index")
    del held  # a build needs the memory
    said.end(act="add", documents=documents, refused=refused, held=already, index=built(build(), said))
    return 2 if refused else 0


def _files(paths: Sequence[Path]) -> list[Path]:
    """Return files, those of folders in the order of their names; hidden ones are none.

    Raises:
        CatalogError: a folder has no files.
    """
    files: list[Path] = []
    for path in paths:
        inside = sorted(one for one in path.iterdir() if one.is_file()) if path.is_dir() else [path]
        found = [one for one in inside if not one.name.startswith(".") or one == path]
        if not found:
            raise CatalogError(f"there is no file in {path}")
        files += found
    return files


def _correction(options: argparse.Namespace) -> Life | None:
    """Return what has become of a document by a new edition that is said to correct it."""
    if not options.correction:
        return None
    return Life(state=State.CORRECTED, since=options.since or date.today(), why=options.correction)  # noqa: DTZ011


def _held_texts(settings: IndexSettings) -> HeldTexts:
    """Return the clauses of what is held; of a file that cannot be read nothing, which the build will name."""
    held = HeldTexts()
    entries: tuple[CatalogEntry, ...] = ()
    with suppress(CatalogError):
        entries = read_catalog(settings.seeds_dir)
    for entry in entries:
        with suppress(OSError, LuohuError):
            held.add(entry.doc_id, _text(entry, settings))
    return held


def _text(entry: CatalogEntry, settings: IndexSettings) -> str:
    file = settings.seeds_dir / entry.file
    return make_reader(file).read(file.read_bytes(), entry.file)


def _near(entry: CatalogEntry, held: HeldTexts, settings: IndexSettings) -> tuple[NearEqual, ...]:
    """Return which of the held documents are nearly equal to one that was added, and hold that one, too."""
    text = _text(entry, settings)
    near = tuple(one for one in held.near(text) if one.doc_id != entry.doc_id)
    held.add(entry.doc_id, text)
    return near


def _nearly_equal(one: NearEqual) -> str:
    return f"is nearly equal to {one.doc_id}: {one.of_new:.0%} of it stands there, {one.of_held:.0%} of that here"


def _facts(added: Added, near: Sequence[NearEqual]) -> dict[str, object]:
    return {
        **entry_facts(added.entry),
        "unknown": list(added.unknown),
        "encoding": added.encoding,
        "notices": [notice.said for notice in added.notices],
        "left_out": dict(Counter(left.reason for left in added.left_out)),
        "nearly_equal": [one._asdict() for one in near],
    }


def _tell(added: Added, settings: IndexSettings, said: Said) -> None:
    """Say what was catalogued of one document, and what was met in reading it."""
    entry = added.entry
    covers = ", ".join(
        f"{'-'.join(map(str, dict.fromkeys((c.first_year, c.last_year))))}:{c.status}" for c in entry.covers
    )
    told = {"issuer": entry.issuer, "kind": entry.kind, "issued": entry.issued, "covers": covers, "place": entry.place}
    said.line(f"catalogued {entry.file} as {entry.title!r}")
    shown = ", ".join(f"{field} {value or 'unknown'}" for field, value in told.items())
    said.line(f"  {shown}")
    kept, original = settings.seeds_dir / entry.file, settings.seeds_dir / beside(entry)[0]
    if added.unknown:
        options_of = " ".join(f"--{field} …" for field in added.unknown)
        said.line(f"  the document does not tell: {', '.join(added.unknown)}; if you know, say so with:")
        said.line(f"  python -m index add {kept} {options_of}")
    if added.encoding != UTF8:
        said.line(f"  converted from {added.encoding} to UTF-8; the file as it came is kept: {original}")
    elif entry.original:
        said.line(f"  its text was read by {entry.original.reader}; the file as it came is kept: {original}")
    for reason, count in Counter(left.reason for left in added.left_out).items():
        said.line(f"  left out, {reason}: {count}")
    for notice in added.notices:
        said.line(f"  note: {notice.said}")
    for line in hidden_report(_text(entry, settings)):
        said.line(f"  hidden, left out: {line}")
