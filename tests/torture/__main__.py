"""Everything that breaks, done many times: python -m tests.torture --out docs/torture.md (20 minutes), or --short.

Each part is a module of this package with `def rows(*, short: bool) -> list[Row]`; it starts what it needs on loopback,
in folders of its own, and stops it.
"""

import argparse
import importlib
import pkgutil
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import tests.torture
from index.encode.processor import description, n_processors
from tests.torture.row import Row

_NO_PARTS = {"__main__", "row"}


def main() -> int:
    """Run the parts, write the table, and say by the exit status whether anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__.splitlines()[0])
    parser.add_argument("--short", action="store_true", help="a few of each, in about a minute: does it work")
    parser.add_argument("--part", nargs="+", choices=parts(), default=parts(), help="only these modules")
    parser.add_argument("--out", type=Path, help="where the table is written; it is always printed")
    options = parser.parse_args()
    began, found = time.monotonic(), []
    for part in options.part:
        for row in importlib.import_module(f"tests.torture.{part}").rows(short=options.short):
            print(as_line(row), flush=True)
            found.append(row)
    if options.out:
        options.out.write_text(table(found, time.monotonic() - began), encoding="utf-8")
    return 1 if any(row.lost for row in found) else 0


def parts() -> list[str]:
    """Return the names of the modules that have rows, sorted."""
    return sorted(found.name for found in pkgutil.iter_modules(tests.torture.__path__) if found.name not in _NO_PARTS)


def table(rows: list[Row], seconds: float) -> str:
    """Return the rows as a page of docs."""
    return "\n".join(_page(rows, seconds)) + "\n"


def _page(rows: list[Row], seconds: float) -> Iterator[str]:
    yield "# Torture\n"
    yield "Written by `make torture`: what was done, how often, and what was lost.\n"
    when = datetime.now(UTC).strftime("%Y-%m-%d")
    yield f"{when}, {n_processors()} × {description()}, {seconds / 60:.1f} minutes.\n"
    yield "| done | times | lost | |\n| --- | ---: | ---: | --- |"
    yield from map(as_line, rows)


def as_line(row: Row) -> str:
    """Return a row of the table."""
    return f"| {row.done} | {row.times:,} | {row.lost:,} | {row.remark} |"


if __name__ == "__main__":
    sys.exit(main())
