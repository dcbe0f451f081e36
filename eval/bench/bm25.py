"""Lexical search here against tantivy, on the same terms and queries: `python -m eval.bench tantivy`.

FOLDER has `terms.txt` (a chunk a line: the number of its document, then its terms) and `queries.json`. Each way is
built, searched and changed in processes of its own: `python -m eval.bench.bm25 FOLDER ours|tantivy STEP`.
"""

import json
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any, Protocol

import numpy as np

from eval.bench.answers import questions
from eval.bench.large import CHARS_A_CHUNK, seeds
from eval.bench.made_up import write_corpus
from eval.bench.measure import child, folder_bytes, lap, resident_mb, seconds_of_each, spread_of
from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.read.chunk import chunk_document
from index.read.units import read_units
from index.search.lexical import K1, B
from index.search.searcher import SearchQuery
from index.words.terms import terms
from rag.config import RagSettings
from rag.opening import open_assistant

WAYS = ("ours", "tantivy")
N_QUERIES = 200
TURNS = 5  # of searching, the ways in turns
MODULE = "eval.bench.bm25"
TIED = 1e-5  # of a score: a difference of 32 bits
Lines = Sequence[tuple[int, list[str]]]  # of chunks: the document's number, the terms


class Way(Protocol):
    """A way of lexical search that keeps an index in a folder."""

    def build(self, lines: Lines) -> None:
        """Write the index of all chunks."""

    def open(self) -> None:
        """Open what was written."""

    def search(self, query: SearchQuery, k: int) -> list[tuple[int, float]]:
        """Return rows and scores, best first."""

    def change(self, document: int, lines: Lines) -> None:
        """Put chunks in the place of those of a document, so that the next search finds them.

        There are none before where it is added, none after where it is removed.
        """


def make_way(name: str, folder: Path) -> Way:
    """Return a way by its name. Raises BenchError when its package is not installed."""
    if name == "tantivy":
        from eval.bench.bm25_tantivy import Tantivy

        return Tantivy(folder / name)
    from eval.bench.bm25_ours import Ours

    return Ours(folder / name)


def compared(folder: Path, n_chunks: int) -> dict[str, Any]:
    """Return the figures of both ways on a made-up corpus of about so many chunks."""
    n = write_terms(folder, n_chunks)
    rows: dict[str, dict[str, Any]] = {way: child(MODULE, str(folder), way, "build") for way in WAYS}
    turns: dict[str, list[dict[str, Any]]] = {way: [] for way in WAYS}
    for _ in range(TURNS):
        for way in WAYS:
            turns[way].append(child(MODULE, str(folder), way, "search"))
    exact = child(MODULE, str(folder), "ours", "exact")["best"]
    for way in WAYS:
        rows[way] |= {key: median(turn[key] for turn in turns[way]) for key in turns[way][0] if key != "best"}
        rows[way] |= agreement(turns[way][0]["best"], exact)
        rows[way] |= child(MODULE, str(folder), way, "change")
    return {"chunks": n, "queries": N_QUERIES, "k": RagSettings().depth, **rows}


def write_terms(folder: Path, n_chunks: int) -> int:
    """Write the terms of a made-up corpus, and dev's questions as terms; return how many chunks there are."""
    shutil.rmtree(folder, ignore_errors=True)
    write_corpus(folder / "seeds", seeds(), n_chars=n_chunks * CHARS_A_CHUNK)
    chars = IndexSettings.load().chunk_chars
    n = 0
    with (folder / "terms.txt").open("w", encoding="utf-8") as file:
        for number, document in enumerate(load_documents(folder / "seeds")):
            for chunk in chunk_document(read_units(document), chunk_chars=chars):
                file.write(f"{number} {' '.join(terms(chunk.searched_text))}\n")
                n += 1
    assistant, asked = open_assistant(RagSettings.load(), IndexSettings.load()), questions()
    asked = asked[:: max(1, len(asked) // N_QUERIES)][:N_QUERIES]
    told = [assistant.consider(question).searched.terms for question in asked]
    (folder / "queries.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return n


def read_terms(folder: Path) -> Lines:
    """Return the chunks of a corpus."""
    with (folder / "terms.txt").open(encoding="utf-8") as file:
        lines = (line.split() for line in file)
        return [(int(number), list(map(sys.intern, found))) for number, *found in lines]


def agreement(best: Sequence[Mapping[str, Any]], exact: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Return the share of the exact ten and of all exact rows that were found, and the largest error of a score.

    Rows that tie with the last exact one count as found too.
    """
    found: dict[str, list[float]] = {"of the ten": [], "of all": []}
    errors = [0.0]
    for got, right in zip(best, exact, strict=True):
        scores = dict(zip(right["rows"], right["scores"], strict=True))
        for name, k in (("of the ten", 10), ("of all", len(got["rows"]))):
            rows = got["rows"][:k]
            if rows:
                least = sorted(scores.values(), reverse=True)[len(rows) - 1] * (1 - TIED)
                found[name].append(float(np.mean([scores.get(row, 0.0) >= least for row in rows])))
        errors += [abs(s / scores[row] - 1) for row, s in zip(got["rows"], got["scores"], strict=True) if row in scores]
    return {**{name: float(np.mean(shares)) for name, shares in found.items()}, "score error": max(errors)}


def _queries(folder: Path) -> list[SearchQuery]:
    told = json.loads((folder / "queries.json").read_text(encoding="utf-8"))
    return [SearchQuery(tuple((term, weight) for term, weight in of), np.zeros(1, np.float32)) for of in told]


def _build(way: Way, folder: Path) -> dict[str, Any]:
    lines = read_terms(folder)
    before, spent = resident_mb()["resident"], time.process_time()
    laps: dict[str, float] = {}
    with lap(laps, "build seconds"):
        way.build(lines)
    return {
        **laps,
        "build CPU seconds": time.process_time() - spent,
        "MB": folder_bytes(folder / sys.argv[2]) / 1e6,
        "MB building": resident_mb()["resident"] - before,
    }


def _search(way: Way, folder: Path) -> dict[str, Any]:
    asked, k = _queries(folder), RagSettings().depth
    before = resident_mb()
    laps: dict[str, float] = {}
    with lap(laps, "open seconds"):
        way.open()
    best = [way.search(query, k) for query in asked]
    spent = time.process_time()
    times = seconds_of_each(lambda query: way.search(query, k), asked)
    spent = time.process_time() - spent
    after = resident_mb()
    return {
        **laps,
        **{f"{name} ms": value for name, value in spread_of(times).items()},
        "CPU ms": 1000 * spent / len(asked),
        "MB resident": after["resident"] - before["resident"],
        "MB of its own": after["resident"] - after["of files"] - before["resident"] + before["of files"],
        "best": [{"rows": [row for row, _ in hits], "scores": [score for _, score in hits]} for hits in best],
    }


def _exact(way: Way, folder: Path) -> dict[str, Any]:
    """Return all rows with a score, computed from the formula and nothing else."""
    del way
    lines, asked = read_terms(folder), _queries(folder)
    wanted = {term for query in asked for term, _ in query.terms}
    held: dict[str, list[tuple[int, int]]] = {term: [] for term in wanted}
    lengths = np.array([len(found) for _, found in lines], np.float64)
    for row, (_, found) in enumerate(lines):
        for term in wanted.intersection(found):
            held[term].append((row, found.count(term)))
    norms = K1 * (1 - B + B * lengths / lengths.mean())
    best = []
    for query in asked:
        scores = np.zeros(len(lines))
        for term, weight in query.terms:
            if held[term]:
                rows, counts = np.array(held[term]).T
                idf = np.log1p((len(lines) - len(rows) + 0.5) / (len(rows) + 0.5))
                scores[rows] += weight * idf * counts / (counts + norms[rows])
        order = np.argsort(-scores, kind="stable")[: 3 * RagSettings().depth]
        order = order[scores[order] > 0]
        best.append({"rows": order.tolist(), "scores": scores[order].tolist()})
    return {"best": best}


def _change(way: Way, folder: Path) -> dict[str, Any]:
    """Return the milliseconds until a document that was added, changed or removed is searched so."""
    lines, query = read_terms(folder), _queries(folder)[0]
    middle = lines[len(lines) // 2][0]
    own = [(number, found) for number, found in lines if number == middle]
    new = lines[-1][0] + 1
    way.open()
    times: dict[str, list[float]] = {"add ms": [], "change ms": [], "remove ms": []}
    for turn in range(TURNS):
        added = [(new + turn, found) for _, found in own]
        for name, put in (("add ms", added), ("change ms", added), ("remove ms", [])):
            laps: dict[str, float] = {}
            with lap(laps, name):
                way.change(new + turn, put)
                way.search(query, 10)
            times[name].append(1000 * laps[name])
    return {name: median(of) for name, of in times.items()}


if __name__ == "__main__":
    steps = {"build": _build, "search": _search, "exact": _exact, "change": _change}
    at = Path(sys.argv[1])
    print(json.dumps(steps[sys.argv[3]](make_way(sys.argv[2], at), at)))
