"""The figures of lexical search here and of tantivy → a page beside the other benchmarks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.bench.report import source_line, table_of

ROWS = (
    ("build seconds", "build, s", 1),
    ("build CPU seconds", "build, s of processor time", 1),
    ("MB", "on disk, MB", 1),
    ("open seconds", "open, s", 3),
    ("p50 ms", "a search, p50 ms", 2),
    ("p95 ms", "a search, p95 ms", 2),
    ("CPU ms", "a search, ms of processor time", 2),
    ("MB resident", "memory while searching, MB", 0),
    ("MB of its own", "of that not mapped files, MB", 0),
    ("of the ten", "of the ten best, found", 3),
    ("of all", "of the {k} best, found", 3),
    ("score error", "largest error of a score", 4),
    ("add ms", "add a document, ms", 0),
    ("change ms", "change a document, ms", 0),
    ("remove ms", "remove a document, ms", 0),
)


def write_page(out: Path, told: Mapping[str, Any]) -> Path:
    """Write `tantivy.md` into a folder, and return its path."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "tantivy.md"
    path.write_text(page(told), encoding="utf-8")
    return path


def page(told: Mapping[str, Any]) -> str:
    """Return the page: a table a size, with what tantivy takes as a multiple of what is taken here."""
    first = told["figures"][0]
    tables = []
    for row in told["figures"]:
        cells = []
        for key, name, digits in ROWS:
            ours, theirs = row["ours"][key], row["tantivy"][key]
            ratio = f"{theirs / ours:.2f}" if ours and not key.startswith(("of ", "score")) else ""
            cells.append([name.format(k=row["k"]), f"{ours:.{digits}f}", f"{theirs:.{digits}f}", ratio])
        tables.append(f"## {row['chunks']:,} chunks\n\n{table_of(['', 'here', 'tantivy', 'tantivy / here'], cells)}")
    return f"""# Lexical search here and in tantivy

Written by `python -m eval.bench tantivy`. The same terms of the same made-up chunks are given to both, and the same
{first["queries"]} questions of dev with the same weights; each step runs in a process of its own, searches in turns,
and medians are told. Both map their files. *Found* is of what the formula gives computed plainly: tantivy keeps a
chunk's length in 8 bits, so its scores differ, and its order with them. A change is told until the next search sees
it: here it leaves a small segment, to be merged later, and the disk is not waited for; tantivy's commit waits, and may
merge. On a busy machine compare within a row only.

{chr(10).join(f"{table}{chr(10)}" for table in tables)}
{source_line("tantivy", told)}
"""
