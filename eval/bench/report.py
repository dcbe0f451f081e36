"""The kept figures of the benchmarks → a page of tables and plots."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.bench.measure import BenchError
from eval.bench.plots import plot_crossing, plot_encoder, plot_growth, plot_load, plot_steps
from index.segment.vectors import MOST_EXACT

Kept = Mapping[str, Any]
Rows = Sequence[Sequence[str]]
_HEAD = """# Benchmarks

Written by `python -m eval.bench report` from what the benchmarks kept; `make bench` measures anew. Each section says
when and on what it was measured. Times on a shared machine drift: what is compared was measured in turns, in one run.
"""


def write_report(results: Path, out: Path) -> Path:
    """Write `README.md` with tables and plots into a folder, and return its path.

    Raises:
        BenchError: nothing was measured yet.
    """
    sections: dict[str, Callable[[Any, Path], str]] = {
        "encoder": _encoder,
        "index": _index,
        "answers": _answers,
        "crossing": _crossing,
        "corpora": _corpora,
        "load": _load,
    }
    kept = {name: _read(results / f"{name}.json") for name in sections if (results / f"{name}.json").exists()}
    if not kept:
        raise BenchError(f"there are no figures in {results}; measure first: make bench")
    out.mkdir(parents=True, exist_ok=True)
    parts = [_HEAD]
    for name, section in sections.items():
        if name in kept:
            body = section(kept[name]["figures"], out)
            parts.append(f"{body}\n\n{source_line(name, kept[name])}\n")
    (out / "README.md").write_text("\n".join(parts), encoding="utf-8")
    return out / "README.md"


def _read(path: Path) -> Kept:
    kept: Kept = json.loads(path.read_text(encoding="utf-8"))
    return kept


def source_line(name: str, kept: Kept) -> str:
    """Return when and on what figures were measured."""
    return f"*{name}.json: {kept['processor']}, {kept['when']}, commit {kept['commit'][:10]}.*"


def table_of(head: Sequence[str], rows: Rows) -> str:
    """Return rows under a header, figures flush right."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows)])


def _encoder(rows: Sequence[Kept], out: Path) -> str:
    plot_encoder(rows, out / "encoder.svg")
    told = [
        [row["name"], *(["could not be measured"] + [""] * 6)]
        if "failed" in row
        else [
            row["name"],
            f"{row['passages a second']:.1f}",
            f"{row['times the passages']:.2f}",
            f"{row['query ms']:.1f}",
            f"{row['times the query time']:.2f}",
            f"{row['resident MB']:.0f}",
            f"{row['load seconds']:.1f}",
            f"{row['least cosine']:.3f}",
        ]
        for row in rows
    ]
    head = ["engine", "passages/s", "× reference", "ms a query", "× reference", "MB", "s to load", "least cosine"]
    return f"""## Encoder

The packaged model on the chunks of the five documents, alone in a process, in turns with the reference (the first row:
`SentenceTransformer` as it comes). The least cosine is of a passage's vector and the reference's.

{table_of(head, told)}

![Passages a second](encoder.svg)"""


def _index(figures: Kept, _: Path) -> str:
    ours, reference = figures["ours"], figures["reference"]
    told = [
        ["this program", f"{ours['seconds']:.1f}"],
        [
            f"splitter (500, 50), float32, IndexFlatIP: {reference['passages']} passages",
            f"{reference['seconds']:.1f}",
        ],
    ]
    return f"""## Five documents, from text to index

This program reads headings, statements and years, encodes every statement by itself, and writes all that searches them;
the reference cuts and encodes.

{table_of(["", "seconds"], told)}"""


def _answers(figures: Kept, out: Path) -> str:
    warm, cold, serving = figures["warm"], figures["cold"], figures["serving"]
    plot_steps(warm["ms a step"], out / "steps.svg")
    told = [
        ["answer, p50 ms", f"{warm['answer ms']['p50']:.1f}"],
        ["answer, p95 ms", f"{warm['answer ms']['p95']:.1f}"],
        *([f"answers a second, threads: {n}", f"{rate:.1f}"] for n, rate in warm["answers a second"].items()),
        ["resident MB, answering", f"{warm['resident MB']:.0f}"],
        ["`rag ask`, cold, seconds", f"{cold['median']:.1f}"],
        ["the pages served: seconds to start", f"{serving['seconds to start']:.1f}"],
        ["the pages served: resident MB", f"{serving['resident MB']:.0f}"],
    ]
    return f"""## Answers

The {warm["n"]} questions of dev, one after the other, each with its citations.

{table_of(["", ""], told)}

![Steps of an answer](steps.svg)"""


def _crossing(rows: Sequence[Kept], out: Path) -> str:
    plot_crossing(rows, out / "crossing.svg", switch_at=MOST_EXACT)
    kinds = ("exact", "cells", "graph")
    told = [
        [
            f"{row['vectors']:,}",
            *(f"{row[f'{kind} ms']:.2f}" for kind in kinds),
            *(f"{row[f'{kind} recall@10']:.3f}" for kind in kinds[1:]),
            *(f"{row[f'{kind} seconds to make']:.1f}" for kind in kinds),
        ]
        for row in rows
    ]
    head = ["vectors", *(f"{kind}, ms" for kind in kinds), *(f"{kind}, recall@10" for kind in kinds[1:])]
    head += [f"{kind}, s to make" for kind in kinds]
    slowest = max(row["exact ms"] for row in rows if row["vectors"] <= MOST_EXACT)
    return f"""## From how many vectors on not all are compared

Vectors drawn near those of the documents, {MOST_EXACT:,} being where this program changes from comparing all vectors of
a segment to comparing those of the nearest cells, in 8 bits (IVF, SQ8). Cells are faster with fewer vectors too, and
miss some; up to there, comparing all misses none and takes {slowest:.1f} ms at most. A graph takes longer to make and,
among many, misses more.

{table_of(head, told)}

![Search by number of vectors](crossing.svg)"""


def _corpora(rows: Sequence[Kept], out: Path) -> str:
    plot_growth(rows, out / "growth.svg")
    built = [
        [
            f"{row['chunks']:,}",
            f"{row['documents']:,}",
            f"{row['vectors']:,}",
            *(f"{row['seconds'][step]:.0f}" for step in ("build", "cells", "graph")),
            f"{row['MB']['index']:.0f}",
            f"{row['MB']['index'] * 1000 / row['chunks']:.1f}",
            *(f"{row['changing'][step]:.1f}" for step in ("add", "change", "remove")),
        ]
        for row in rows
    ]
    searched = [
        [
            f"{row['chunks']:,}",
            way["kind"],
            f"{way['p50']:.1f}",
            f"{way['p95']:.1f}",
            f"{way['recall@10']:.3f}" if "recall@10" in way else "",
            f"{way['resident']:.0f}",
            f"{way['of files']:.0f}",
        ]
        for row in rows
        for way in row["searching"]
    ]
    head = ["chunks", "documents", "vectors", "s to build", "s to make cells", "s to make a graph", "MB", "kB a chunk"]
    head += ["s to add one", "change", "remove"]
    return f"""## Large corpora

Made-up documents: statements of the real ones recombined, with other years, figures and districts. Their vectors are
drawn near the real ones and not encoded, which at a million chunks would take hours here; building is everything
else, and changing is one document's. Searches are dev's questions, their own vectors real, each way in its own process.

{table_of(head, built)}

{table_of(["chunks", "search", "p50 ms", "p95 ms", "recall@10", "resident MB", "of that, mapped files"], searched)}

![Search by size of the corpus](growth.svg)"""


def _load(figures: Kept, out: Path) -> str:
    plot_load(figures["workers"], out / "load.svg", people=figures["people"])
    told = []
    for n, of in sorted(figures["workers"].items()):
        steady = of["steady"]
        told.append(
            [
                n,
                f"{steady['requests/s']:.1f}",
                *(f"{steady[key]:.0f}" for key in ("p50", "p95", "p99")),
                f"{steady['errors']}",
                f"{steady['mixed up']}",
                f"{steady['PSS MB'][0]:.0f} → {steady['PSS MB'][-1]:.0f}",
                str(of["saturation"]),
            ]
        )
    head = ["workers", "answers/s", "p50 ms", "p95 ms", "p99 ms", "errors", "mixed up", "memory, MB", "p95 > 1 s at"]
    return f"""## Load

{figures["people"]} people chat with the served application for {figures["seconds"]} s, with 10 to 30 s to think; then
more and more people until p95 passes a second. Each opens the page, asks, and has what can follow drawn, as a browser
does; the times are those of answers. Each answer is compared with the one that the same conversation gets when nobody
else asks. The people's program runs on the same two cores.

{table_of(head, told)}

![Load](load.svg)"""
