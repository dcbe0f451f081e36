"""How a checkout's files hang together: python -m tests.rooms [--root DIR] [--question TEXT].

A room is a folder of code. The table counts, for each package and each room in it, files, arrows between files (one
imports another, wherever in the file), arrows between rooms, and lines of the longest file. Then one question is
answered with the checkout's index, and its way through `rag` is counted: a stop is a call that leads into another file
than the last one did, a return one to a file that was left before.
"""

import argparse
import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

PACKAGES = ("index", "rag", "ui", "eval")
QUESTION = "2022年新增学位多少个？"
_STOPS = Path(__file__).with_name("stops.py")
Arrow: TypeAlias = tuple[str, str]  # from the module that imports to the one that is imported


@dataclass(frozen=True)
class Row:
    """One package or room; `both_ways` counts pairs of rooms with an arrow each way, neither of them in the other."""

    name: str
    files: int
    between_files: int
    between_rooms: int
    both_ways: int
    longest: str
    lines: int


def modules(root: Path, packages: Iterable[str]) -> dict[str, Path]:
    """Return the files of code by module name; empty ones (an `__init__` that only marks a package) are none."""
    found = {}
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if path.read_text(encoding="utf-8").strip():
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def arrows(files: Mapping[str, Path]) -> set[Arrow]:
    """Return which file imports which, each pair once."""
    return {(name, target) for name, path in files.items() for target in _imported(path, files) if target != name}


def rows(files: Mapping[str, Path], found: set[Arrow], packages: Iterable[str]) -> Iterator[Row]:
    """Yield a row for each package, each followed by one for each of its rooms where it has several.

    A package's arrows are those that stay in it. A room's arrows between files stay in the room, its arrows between
    rooms leave it for another room of the project.
    """
    for package in packages:
        of_package = {name for name in files if name.split(".")[0] == package}
        if not of_package:
            continue
        inner = {(a, b) for a, b in found if a in of_package and b in of_package}
        between = _rooms(inner, files)
        yield _row(
            package, of_package, files, inner, n_between=len(between), both_ways=_both_ways(between, between) // 2
        )
        rooms = sorted({room(name, files) for name in of_package})
        for each in rooms if len(rooms) > 1 else ():
            held = {name for name in of_package if room(name, files) == each}
            own = {(a, b) for a, b in found if a in held and b in held}
            every = _rooms(found, files)
            leaving = {pair for pair in every if pair[0] == each}
            ways = _both_ways(leaving, every)
            yield _row(f"  {each}", held, files, own, n_between=len(leaving), both_ways=ways)


def room(name: str, files: Mapping[str, Path]) -> str:
    """Return the folder that a module lies in, as a module name."""
    return name if files[name].name == "__init__.py" else name.rpartition(".")[0]


def table(counted: Sequence[Row]) -> str:
    """Return the rows as text."""
    heads = ("package, room", "files", "arrows: files", "arrows: rooms", "both ways", "longest file")
    lines = [
        (r.name, f"{r.files}", f"{r.between_files}", f"{r.between_rooms}", f"{r.both_ways}", f"{r.longest} {r.lines}")
        for r in counted
    ]
    widths = [max(len(line[i]) for line in (heads, *lines)) for i in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i in (0, len(heads) - 1) else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in (heads, *lines)
    )


def way(root: Path, question: str) -> str:
    """Return in a sentence how a question goes through the files of `rag`; answered in a process of the checkout's."""
    environment = os.environ | {"PYTHONPATH": str(root)}
    done = subprocess.run(
        [sys.executable, "-P", str(_STOPS), question],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return f"no way was followed: {(done.stderr.strip().splitlines() or ['no message'])[-1]}"
    told = json.loads(done.stdout.splitlines()[-1])
    stops: list[str] = told["stops"]
    n_files = len(set(stops))
    outcome = "answered" if told["is_answered"] else "refused"
    steps = set(pairwise(stops))  # a loop over candidates goes the same one a hundred times
    return (
        f"{question} ({outcome}): {len(stops)} stops in {n_files} files of rag, {len(stops) - n_files} returns, "
        f"{len(steps)} different steps from file to file"
    )


def main() -> int:
    """Print the table and the way."""
    parser = argparse.ArgumentParser(prog="python -m tests.rooms", description="Count imports and a question's stops.")
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the checkout (default: this folder)")
    parser.add_argument("--question", default=QUESTION, help=f"what is asked (default: {QUESTION})")
    options = parser.parse_args()
    root = options.root.resolve()
    files = modules(root, PACKAGES)
    print(table(list(rows(files, arrows(files), PACKAGES))))
    print(way(root, options.question))
    return 0


def _imported(path: Path, files: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import():
                yield from (alias.name for alias in node.names if alias.name in files)
            case ast.ImportFrom(module=str(module), level=0):
                for alias in node.names:
                    inner = f"{module}.{alias.name}"
                    if inner in files or module in files:
                        yield inner if inner in files else module


def _rooms(found: Iterable[Arrow], files: Mapping[str, Path]) -> set[Arrow]:
    """Return which room needs which."""
    pairs = {(room(a, files), room(b, files)) for a, b in found}
    return {(a, b) for a, b in pairs if a != b}


def _both_ways(pairs: Iterable[Arrow], among: set[Arrow]) -> int:
    """Return how many of the pairs go back too; a package's own files, which its rooms stand on, are no room beside."""
    return sum((b, a) in among and not _holds(a, b) and not _holds(b, a) for a, b in pairs)


def _holds(outer: str, inner: str) -> bool:
    return inner.startswith(f"{outer}.")


def _row(
    name: str, held: set[str], files: Mapping[str, Path], inner: set[Arrow], *, n_between: int, both_ways: int
) -> Row:
    lines = {each: len(files[each].read_text(encoding="utf-8").splitlines()) for each in held}
    longest = max(sorted(held), key=lambda each: lines[each])
    return Row(name, len(held), len(inner), n_between, both_ways, longest, lines[longest])


if __name__ == "__main__":
    sys.exit(main())
