"""Many documents added by one command: killed half-way, gone on with; time, memory, and a page of the list.

`python -m eval.bench.documents FOLDER ARTIFACTS` is the child that adds; its vectors are drawn, as encoding them would
take hours.
"""

import argparse
import json
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from eval.bench.large import drawn_embedder
from eval.bench.measure import BenchError, spread_of
from index.build import build_index
from index.catalog.catalog import read_catalog
from index.catalog.listing import listed
from index.commands.adding import add
from index.commands.parser import parser
from index.commands.said import Said
from index.config import ROOT, IndexSettings
from index.errors import ReadError
from index.load.limits import Limits
from index.load.reading import read_content

_FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.]*年)")
_YEAR = re.compile(r"(?<!\d)20[012]\d(?=年)")
_NAMED = re.compile(r"[\u4e00-\u9fff]{2}(?=街道|社区|公园|市人民政府|省人民政府)")
_NAMES = ("青岭", "白水", "云溪", "松坪", "南渡", "北塘", "石桥", "竹园")
_PAGES = 20  # of the list, timed


def measured(sources: Path, folder: Path, *, number: int) -> dict[str, Any]:
    """Return what it took to add made-up documents, killed half-way and gone on with.

    Args:
        sources: a folder of documents that they are made from.
        folder: not there yet; gets them, seeds and index.
        number: of documents.

    Raises:
        BenchError: nothing in the folder can be read, or the command fails.
    """
    came, seeds = folder / "came", folder / "seeds"
    n_chars = _write(came, sources, number)
    seeds.mkdir()
    (seeds / "catalog.toml").write_text("# made up\n", encoding="utf-8")
    began = time.perf_counter()
    process = _started(folder)
    while process.poll() is None and _n_entries(seeds) < number // 2:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    killed = {"seconds": round(time.perf_counter() - began, 1), "documents": len(read_catalog(seeds))}
    began = time.perf_counter()
    output, _ = (process := _started(folder)).communicate()
    if process.returncode:
        raise BenchError(f"the command that goes on ended with {process.returncode}")
    seconds = time.perf_counter() - began
    told = json.loads(output.splitlines()[-1])
    return {
        "documents": number,
        "characters": n_chars,
        "killed": killed,
        "resumed": {"seconds": round(seconds, 1), **told},
        "list_page_ms": spread_of(list(_pages(seeds, ""))),
        "list_search_ms": spread_of(list(_pages(seeds, "年"))),
    }


def _n_entries(seeds: Path) -> int:
    return (seeds / "catalog.toml").read_text(encoding="utf-8").count("[[document]]")


def _pages(seeds: Path, words: str) -> Iterator[float]:
    for page in range(1, _PAGES + 1):
        began = time.perf_counter()
        listed(read_catalog(seeds), words=words, page=page)
        yield time.perf_counter() - began


def _started(folder: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "eval.bench.documents", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")


def _write(came: Path, sources: Path, number: int) -> int:
    """Write documents with other names, years and figures; return their characters."""
    texts = list(_texts(sources))
    if not texts:
        raise BenchError(f"there is no document that can be read in {sources}")
    came.mkdir(parents=True)
    n_chars = 0
    for at in range(number):
        drawn = random.Random(at)  # noqa: S311 - the same documents each time
        name, text = texts[at % len(texts)]
        text = _NAMED.sub(lambda _, drawn=drawn: drawn.choice(_NAMES), text)  # type: ignore[misc]
        text = _YEAR.sub(lambda _, drawn=drawn: str(drawn.randrange(2005, 2026)), text)  # type: ignore[misc]
        text = _FIGURE.sub(lambda found, drawn=drawn: _figure(found[0], drawn), text)  # type: ignore[misc]
        (came / f"{at:04}_{name}.txt").write_text(text, encoding="utf-8")
        n_chars += len(text)
    return n_chars


def _figure(figure: str, drawn: random.Random) -> str:
    return "".join(str(drawn.randrange(1, 10)) if one.isdigit() else one for one in figure)


def _texts(sources: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(path for path in sources.iterdir() if path.is_file() and path.name != "README.md"):
        try:
            yield file.stem, read_content(file.read_bytes(), file.name, Limits()).text
        except ReadError as error:
            print(f"passed over: {error}", file=sys.stderr)


def main() -> int:
    """Add what lies in a folder as the command does, and print its time and its most memory in MB."""
    given = argparse.ArgumentParser()
    given.add_argument("folder", type=Path)
    folder = given.parse_args().folder
    settings = IndexSettings(
        seeds_dir=folder / "seeds", artifacts_dir=folder / "artifacts", removed_dir=folder / "removed"
    )
    told: dict[str, float] = {}
    began = time.perf_counter()

    def build() -> Any:
        told.update(adding_seconds=round(time.perf_counter() - began, 1), adding_most_mb=_most_mb())
        embedder = drawn_embedder()  # which encodes the real documents; its memory is no more than the encoder's
        building = time.perf_counter()
        index = build_index(settings, embedder)
        told.update(building_seconds=round(time.perf_counter() - building, 1), building_most_mb=_most_mb())
        return index

    status = add(settings, parser().parse_args(["add", str(folder / "came")]), Said(as_json=False), build)
    print(json.dumps(told))
    return status


def _most_mb() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
