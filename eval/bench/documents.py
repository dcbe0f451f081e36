"""Many documents added by one command: killed twice, gone on with; time, memory, and a page of the list.

`python -m eval.bench.documents FOLDER` is the child that adds and builds. Where vectors are drawn, what is measured is
everything but encoding, which the encoder's passages a second tell.
"""

import argparse
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.bench.large import drawn_embedder
from eval.bench.measure import BenchError, spread_of
from index.build import BATCH_CHARS, build_index
from index.catalog.catalog import read_catalog
from index.catalog.listing import listed
from index.commands.adding import add
from index.commands.parser import parser
from index.commands.said import Said
from index.config import ROOT, IndexSettings
from index.encode.embedder import make_embedder
from index.errors import ReadError
from index.load.limits import Limits
from index.load.reading import read_content
from index.store.saved import OpenIndex

_FIGURE = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.]*年)")
_YEAR = re.compile(r"(?<!\d)20[012]\d(?=年)")
_NAMED = re.compile(r"[\u4e00-\u9fff]{2}(?=街道|社区|公园|市人民政府|省人民政府)")
_NAMES = ("青岭", "白水", "云溪", "松坪", "南渡", "北塘", "石桥", "竹园")
_PAGES = 20  # of the list, timed
_LOOK_SECONDS = 0.05
_BUILDS = "begins to build"


def measured(sources: Path, folder: Path, *, number: int, encode: bool = False) -> dict[str, Any]:
    """Return what it took to add made-up documents, killed half-way in adding and in building, and gone on with.

    Args:
        sources: a folder of documents that they are made from.
        folder: not there yet; gets them, seeds and index.
        number: of documents.
        encode: encode what is searched, else vectors are drawn.

    Raises:
        BenchError: nothing in the folder can be read, or the command fails.
    """
    n_chars = made_documents(folder / "came", sources, number)
    seeds, segments = folder / "seeds", folder / "artifacts" / "segments"
    seeds.mkdir()
    (seeds / "catalog.toml").write_text("# made up\n", encoding="utf-8")
    command = [sys.executable, "-m", "eval.bench.documents", str(folder), *(["--encode"] if encode else [])]
    half = max(1, n_chars // BATCH_CHARS // 2)  # of the segments of batches
    watched = Watched(command, folder / "said.txt")
    watched.killed_when(lambda: _n_entries(seeds) >= number // 2)
    n_before = len(read_catalog(seeds))
    watched.killed_when(lambda: _n_whole(segments) >= half)
    n_segments = _n_whole(segments)
    told = watched.ended()
    return {
        "documents": number,
        "vectors": "encoded" if encode else "drawn",
        "characters": n_chars,
        "killed in adding at": n_before,
        "killed in building at segments": n_segments,
        "s to add": watched.adding_seconds,
        "s to build": watched.building_seconds,
        "s of processor": watched.processor_seconds,
        "load": round(os.getloadavg()[1], 1),
        **told,
        "list_page_ms": spread_of(list(_pages(seeds, ""))),
        "list_search_ms": spread_of(list(_pages(seeds, "年"))),
    }


class Watched:
    """A command that is run again after each kill, with the time it spends before and after it begins to build."""

    def __init__(self, command: Sequence[str], said: Path) -> None:
        """Note the command; what it says goes into the file `said`, the line _BUILDS before it builds."""
        self._command, self._said = command, said
        self._adding = self._building = 0.0
        self._processor_before = _processor_of_children()

    @property
    def adding_seconds(self) -> int:
        """Before building, in all runs, the start of the program and of the encoder included."""
        return round(self._adding)

    @property
    def building_seconds(self) -> int:
        """In building, in all runs."""
        return round(self._building)

    @property
    def processor_seconds(self) -> int:
        """Of the processor, in all runs."""
        return round(_processor_of_children() - self._processor_before)

    def killed_when(self, is_time: Callable[[], bool]) -> None:
        """Run the command, and kill it when it is time, unless it has ended by then."""
        self._run(is_time)

    def ended(self) -> dict[str, Any]:
        """Run the command to its end; return what it said last. Raises BenchError where it fails."""
        status = self._run(lambda: False)
        if status:
            raise BenchError(f"the command that goes on ended with {status}")
        told: dict[str, Any] = json.loads(self._said.read_text(encoding="utf-8").splitlines()[-1])
        return told

    def _run(self, is_time: Callable[[], bool]) -> int:
        began, built_from = time.perf_counter(), 0.0
        with self._said.open("w", encoding="utf-8") as said:
            process = subprocess.Popen(self._command, cwd=ROOT, stdout=said)
        while process.poll() is None:
            if not built_from and _BUILDS in self._said.read_text(encoding="utf-8"):
                built_from = time.perf_counter()
            if is_time():
                process.send_signal(signal.SIGKILL)
                process.wait()
            time.sleep(_LOOK_SECONDS)
        ended = time.perf_counter()
        self._adding += (built_from or ended) - began
        self._building += ended - (built_from or ended)
        return process.returncode


def _n_whole(segments: Path) -> int:
    return sum(not path.name.startswith(".") for path in segments.iterdir()) if segments.is_dir() else 0


def _processor_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _n_entries(seeds: Path) -> int:
    return (seeds / "catalog.toml").read_text(encoding="utf-8").count("[[document]]")


def _pages(seeds: Path, words: str) -> Iterator[float]:
    for page in range(1, _PAGES + 1):
        began = time.perf_counter()
        listed(read_catalog(seeds), words=words, page=page)
        yield time.perf_counter() - began


def made_documents(came: Path, sources: Path, number: int) -> int:
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
    """Add what lies in a folder as the command does, and print the most memory in MB that each half of it took."""
    given = argparse.ArgumentParser()
    given.add_argument("folder", type=Path)
    given.add_argument("--encode", action="store_true")
    options = given.parse_args()
    folder = options.folder
    settings = IndexSettings(
        seeds_dir=folder / "seeds", artifacts_dir=folder / "artifacts", removed_dir=folder / "removed"
    )
    said, told = Said(as_json=False), dict[str, int]()

    def build() -> OpenIndex:
        told["MB adding"] = _most_mb()
        embedder = make_embedder(settings) if options.encode else drawn_embedder()
        print(_BUILDS, flush=True)
        index = build_index(settings, embedder, said.indexed)
        told.update({"MB building": _most_mb(), "chunks": index.corpus.n_chunks})
        told["units"] = sum(len(segment.vectors) for segment in index.segments)
        return index

    status = add(settings, parser().parse_args(["add", str(folder / "came")]), said, build)
    print(json.dumps(told))
    return status


def _most_mb() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    sys.exit(main())
