"""Several segments → one, less the documents that are no longer held. Nothing is read or encoded again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from index.segment.files import SegmentFiles
from index.segment.lookup import Lookup
from index.segment.postings import Postings, merge_postings
from index.segment.records import MODELS, PER_DOCUMENT
from index.segment.rows import GONE, Rows
from index.segment.segment import Segment, write_manifest
from index.segment.table import Array, save_lines
from index.segment.vectors import BLOCK, Nearest, Vectors, make_nearest, merged
from index.whole import named_as_disk_errors

_PER_ENTRY = ("entries", "texts")  # tables with one row a document


@dataclass(frozen=True)
class Kept:
    """A segment with the numbers of those of its documents that are kept, ascending."""

    segment: Segment
    documents: tuple[int, ...]

    def ranges(self, table: str) -> list[range]:
        """Return the kept rows of a table, a range a document."""
        if table in _PER_ENTRY:
            return [range(number, number + 1) for number in self.documents]
        return [self.segment.records.rows(table, number) for number in self.documents]


@named_as_disk_errors()
def merge_segments(folder: Path, parts: Sequence[Kept], *, nearest: Nearest) -> None:
    """Write the kept documents of several segments as one, in their order."""
    folder.mkdir(parents=True)
    chunks, documents = _moved(parts, "chunks"), _moved(parts, "entries")
    _merge_records(folder / "records", parts)
    _merge_vectors(parts, chunks, nearest).save(folder / "vectors")
    n_chunks, n_documents = (sum(rows.n_held for rows in of) for of in (chunks, documents))
    terms = [(part.segment.terms, rows) for part, rows in zip(parts, chunks, strict=True)]
    words = [(part.segment.words, rows) for part, rows in zip(parts, documents, strict=True)]
    merge_postings(folder / "terms", terms, n_chunks)
    merge_postings(folder / "words", words, n_documents)
    held = Postings.load(SegmentFiles(folder / "terms")).terms
    sounds = {key for part in parts for key in part.segment.sounds if key.partition("\t")[2] in held}
    marisa_trie.Trie(sounds).save(str(folder / "sounds.marisa"))
    manifests = [part.segment.manifest for part in parts]
    write_manifest(
        folder,
        documents=tuple(m.documents[n] for m, part in zip(manifests, parts, strict=True) for n in part.documents),
        model=manifests[0].model,
        dimension=manifests[0].dimension,
        n_chunks=n_chunks,
    )


def _moved(parts: Sequence[Kept], table: str) -> list[Rows]:
    """Return where the rows of a table of each part go."""
    moved = []
    start = 0
    for part in parts:
        n = len(part.segment.records.tables[table])
        rows = np.full(n, GONE, np.int64)
        for of in part.ranges(table):
            rows[of.start : of.stop] = np.arange(start, start + len(of))
            start += len(of)
        moved.append(Rows(rows))
    return moved


def _merge_records(folder: Path, parts: Sequence[Kept]) -> None:
    folder.mkdir()
    for name in MODELS:
        tables = [(part.segment.records.tables[name], of) for part in parts for of in part.ranges(name)]
        ends, offset = [], 0
        for table, of in tables:
            here = table.ends(of.start, of.stop) + offset
            offset = int(here[-1]) if len(here) else offset
            ends.append(here)
        save_lines(folder, name, (table.raw(of.start, of.stop) for table, of in tables), ends)
        for part in parts:
            part.segment.records.tables[name].let_go()
    for name, array in _merged_arrays(parts).items():
        np.save(folder / f"{name}.npy", array)
    for lookup, of_table in (("names", "units"), ("counted", "outlines")):
        pairs = _moved_pairs(parts, lookup, _moved(parts, of_table))
        Lookup.of(pairs).save(folder / f"{lookup}.marisa")


def _moved_pairs(parts: Sequence[Kept], lookup: str, moved: Sequence[Rows]) -> Iterator[tuple[str, int]]:
    for part, rows in zip(parts, moved, strict=True):
        for key, row in getattr(part.segment.records, lookup).items():
            if rows.in_corpus[row] != GONE:
                yield key, int(rows.in_corpus[row])


def _merged_arrays(parts: Sequence[Kept]) -> dict[str, Array]:
    columns = [[len(of) for part in parts for of in part.ranges(table)] for table in PER_DOCUMENT]
    starts = np.zeros((len(columns[0]) + 1, len(PER_DOCUMENT)), np.int64)
    np.cumsum(np.array(columns, np.int64).T, axis=0, out=starts[1:])

    def joined(name: str, table: str) -> Array:
        found = [part.segment.records.arrays[name][of.start : of.stop] for part in parts for of in part.ranges(table)]
        return np.concatenate([part.segment.records.arrays[name][:0] for part in parts] + found)

    n_vectors = [
        np.diff(part.segment.records.arrays["vectors"][of.start : of.stop + 1])
        for part in parts
        for of in part.ranges("units")
    ]
    n_years, years = _years(parts)
    return {
        "starts": starts,
        "roles": joined("roles", "units"),
        "in_sections": joined("in_sections", "units"),
        "in_chunks": joined("in_chunks", "units"),
        "vectors": np.cumsum(np.concatenate([np.zeros(1, np.int64), *n_vectors])),
        "year_ends": np.cumsum(n_years),
        "years": years,
    }


def _years(parts: Sequence[Kept]) -> tuple[NDArray[np.int64], NDArray[np.int16]]:
    """Return how many years each kept chunk has, and the years."""
    counts, years = [np.empty(0, np.int64)], [np.empty(0, np.int16)]
    for part in parts:
        starts = np.concatenate([np.zeros(1, np.int64), part.segment.records.arrays["year_ends"]])
        for of in part.ranges("chunks"):
            counts.append(np.diff(starts[of.start : of.stop + 1]))
            years.append(part.segment.records.arrays["years"][int(starts[of.start]) : int(starts[of.stop])])
    return np.concatenate(counts), np.concatenate(years)


def _merge_vectors(parts: Sequence[Kept], chunks: Sequence[Rows], nearest: Nearest) -> Vectors:
    moved = [rows.in_corpus[part.segment.vectors.chunks] for part, rows in zip(parts, chunks, strict=True)]

    def kept() -> Iterator[NDArray[np.uint8]]:
        for part, to in zip(parts, moved, strict=True):
            codes, positions = part.segment.vectors.codes, np.flatnonzero(to != GONE)
            for start in range(0, len(positions), BLOCK):
                yield codes[positions[start : start + BLOCK]]

    of_chunks = np.concatenate(moved)
    of_kept = of_chunks[of_chunks != GONE].astype(np.int32)
    stored = merged(kept(), len(of_kept), parts[0].segment.manifest.dimension)
    return Vectors(stored, make_nearest(stored, nearest), of_kept)
