"""`python -m ui.held.look FOLDER`: read what lies in a folder of the shelf, and say what was read, in its own process.

A file breaks this process, never the one that serves. It prints a line: empty, or what is
wrong, as a record.
"""

import logging
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from index.catalog.add import title_of
from index.catalog.came import Came, came
from index.catalog.guess import guess
from index.catalog.original import ORIGINALS, Parts, parts_name
from index.config import IndexSettings
from index.errors import LuohuError
from index.load.kind import format_of
from index.load.limits import MEGABYTE, Limits
from index.read.units import read_units
from index.records import Coverage, Document, Status
from index.search.near import near_equal
from index.store.saved import load_index
from index.whole import whole_file
from index.words.bilingual import Lexicon
from index.words.hidden import HiddenKind, hidden_runs
from ui.held.problems import problem_of
from ui.held.records import Alike, Entry, HiddenFound, Preview
from ui.held.shelf import FILE, PREVIEW
from ui.held.tables import MOST_TABLES, cut

_LINES_NAMED = 10
_MOST_ALIKE = 5
_LONGEST = {"title": 300, "issuer": 200, "kind": 100, "place": 100, "source": 500}


def look(file: Path, settings: IndexSettings) -> Preview:
    """Return what is read of a file.

    Raises:
        LuohuError: it cannot be read; one sentence says why.
    """
    new = came(file, "", Limits.of(settings))
    doc_id = Path(new.name).stem
    found = format_of(file.read_bytes(), file.name)
    entry = _proposed(new)
    unread = Document(doc_id=doc_id, sha256=new.sha256, note="", text=new.text, **dict(entry))
    read = read_units(unread)
    parts = _parts(new)
    tables = parts.tables if parts else ()
    pages = parts.pages if parts else ()
    return Preview(
        format=found,
        encoding=new.encoding,
        doc_id=doc_id,
        sha256=new.sha256,
        text=new.text,
        sections=read.sections,
        units=read.units,
        dropped=read.dropped,
        left_out=new.left_out,
        notices=new.notices,
        tables=tuple(map(cut, tables[:MOST_TABLES])),
        n_tables=len(tables),
        hidden=_hidden(new.text),
        entry=entry,
        alike=_alike(new.text, new.sha256, settings),
        pages=pages,
        parts=parts.parts if parts and pages else (),
    )


def _proposed(new: Came) -> Entry:
    """Return what a document and its file say of it."""
    found = guess(new.text)
    told = {
        "title": title_of(new, found),
        "issuer": found.issuer,
        "kind": found.kind,
        "place": found.place,
        "source": new.told.source,
    }
    issued: date | None = None
    with suppress(ValueError):
        issued = date.fromisoformat(found.issued or new.told.issued)
    return Entry(
        issued=issued, covers=_covers(found.covers), **{name: value[: _LONGEST[name]] for name, value in told.items()}
    )


def _covers(written: tuple[str, ...]) -> tuple[Coverage, ...]:
    """Return periods as they are guessed, `2021-2025:plan`."""
    found = []
    for one in written:
        years, _, status = one.partition(":")
        first, _, last = years.partition("-")
        with suppress(ValidationError, ValueError):
            found.append(Coverage(first_year=int(first), last_year=int(last or first), status=Status(status)))
    return tuple(found)


def _parts(new: Came) -> Parts | None:
    """Return where the text of a file stands in it; None where it is a plain text."""
    kept = new.beside.get(f"{ORIGINALS}/{parts_name(new.name)}")
    return Parts.model_validate_json(kept) if kept else None


def _hidden(text: str) -> tuple[HiddenFound, ...]:
    """Return the characters that nobody sees, a line a kind."""
    runs: dict[HiddenKind, list[tuple[int, int]]] = {}
    for start, end, kind in hidden_runs(text.removeprefix("\ufeff")):
        runs.setdefault(kind, []).append((start, end))
    found = []
    for kind in HiddenKind:
        if kind not in runs:
            continue
        lines = dict.fromkeys(text.count("\n", 0, start) + 1 for start, _ in runs[kind][:_LINES_NAMED])
        n_chars = sum(end - start for start, end in runs[kind])
        found.append(HiddenFound(kind=kind, n_chars=n_chars, lines=tuple(lines)))
    return tuple(found)


def _alike(text: str, sha256: str, settings: IndexSettings) -> tuple[Alike, ...]:
    """Return the documents of the index that have most of a text, the nearest first."""
    try:
        corpus = load_index(settings.artifacts_dir, Lexicon.open(settings.cache_dir)).corpus
    except (LuohuError, OSError):  # no index yet: there is nothing to be like
        return ()
    entries = {entry.doc_id: entry for entry in corpus.entries}
    found = [
        Alike(
            doc_id=near.doc_id,
            title=entries[near.doc_id].title,
            is_same=entries[near.doc_id].sha256 == sha256,
            share=near.of_new,
        )
        for near in near_equal(text, corpus)[:_MOST_ALIKE]
    ]
    return tuple(found)


def _confine(settings: IndexSettings) -> None:
    """Bound this process, which takes apart what a stranger wrote: twice what reading it may take."""
    with suppress(ImportError):  # Windows has no such limits; time is bounded from outside
        import resource

        n_bytes = 2 * settings.read_memory_mb * MEGABYTE
        resource.setrlimit(resource.RLIMIT_AS, (n_bytes, n_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(folder: Path) -> int:
    """Write what is read beside the file; print what is wrong, as a record, where it cannot be read."""
    logging.basicConfig(level=logging.ERROR)
    settings = IndexSettings.load()
    _confine(settings)
    (file,) = (path for path in (folder / FILE).iterdir() if path.name != "catalog.toml")
    try:
        preview = look(file, settings)
        with whole_file(folder / PREVIEW) as written:
            written.write_text(preview.model_dump_json(), encoding="utf-8")
    except (LuohuError, OSError, MemoryError) as error:
        print(problem_of(error).model_dump_json())
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
