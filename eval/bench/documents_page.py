"""What adding many documents takes → a page beside the other benchmarks."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from eval.bench.report import source_line, table_of

_HEAD = (
    "documents",
    "characters",
    "chunks",
    "units",
    "vectors",
    "s to add",
    "MB adding",
    "s to build",
    "MB building",
    "s of processor",
    "load",
)


def write_page(out: Path, told: Mapping[str, Any]) -> Path:
    """Write `documents.md` into a folder, and return its path."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "documents.md"
    path.write_text(page(told), encoding="utf-8")
    return path


def page(told: Mapping[str, Any]) -> str:
    """Return the page: a row a run, and what a page of the list took in each."""
    rows = told["figures"]
    killed = [
        [
            f"{row['documents']:,}",
            f"{row['killed in adding at']:,} documents",
            f"{row['killed in building at segments']} segments",
            *(f"{row[key][of]:.0f}" for key in ("list_page_ms", "list_search_ms") for of in ("p50", "p95")),
        ]
        for row in rows
    ]
    lists = ("a page of the list, p50 ms", "p95", "a search in it, p50 ms", "p95")
    return f"""# Many documents added by one command

Written by `python -m eval.bench documents FOLDER --number N`. Documents made of those in a folder, with other names,
years and figures, are added by one command that is killed twice, half-way in adding and half-way in building, and given
again each time; seconds are of all three runs. Adding reads, guesses an entry, and looks for what is nearly equal;
building is everything behind it to a searchable index. Where vectors are drawn, encoding is not in it (`--encode` has
it in): it takes the seconds that the encoder takes for so many [passages](README.md#encoder), each a unit with what it
stands under. Seconds of processor are of both cores, and say what a machine with nothing else to do needs at most;
load is the mean number of processes that wanted the two cores in the last five minutes.

{table_of(_HEAD, [[_told(row[head]) for head in _HEAD] for row in rows])}

{table_of(("documents", "killed in adding at", "in building at", *lists), killed)}

{source_line("documents", told)}
"""


def _told(value: float | str) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
