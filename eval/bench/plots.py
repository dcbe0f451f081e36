"""The plots of the benchmarks' figures; each is written as SVG."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from eval.bench.measure import BenchError

COLOURS = {"exact": "#666666", "cells": "#b3261e", "graph": "#1f5fa8", "lexical": "#2e7d32", "hybrid cells": "#8e44ad"}
OURS, OTHERS = "#b3261e", "#9aa5b1"
STYLE = {
    "figure.figsize": (7, 3.6),
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "grid.color": "#e5e5e5",
    "axes.axisbelow": True,
    "legend.frameon": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "bench",
}


@contextmanager
def drawn(path: Path, title: str) -> Iterator[Any]:
    """Give the axes of a plot that is written to `path` afterwards.

    Raises:
        BenchError: matplotlib is not installed.
    """
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise BenchError("matplotlib is not installed; run: pip install -e '.[bench]'") from error
    with mpl.rc_context(STYLE):
        figure = Figure(layout="constrained")
        axes = figure.add_subplot()
        axes.set_title(title, loc="left", fontsize=10, fontweight="bold")
        yield axes
        figure.savefig(path, metadata={"Date": None})


def plot_encoder(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Draw passages a second by engine, the fastest on top."""
    known = sorted((row for row in rows if "failed" not in row), key=lambda row: row["passages a second"])
    names = [row["name"] for row in known]
    with drawn(path, "Passages encoded a second") as axes:
        colours = [OURS if name == "ONNX Runtime int8" else OTHERS for name in names]
        bars = axes.barh(names, [row["passages a second"] for row in known], color=colours)
        axes.bar_label(bars, [f"{row['passages a second']:.0f} · {row['query ms']:.0f} ms a query" for row in known])
        axes.margins(x=0.3)
        axes.grid(visible=False, axis="y")


def plot_steps(steps: Mapping[str, float], path: Path) -> None:
    """Draw where the time of an answer goes."""
    names = [name for name in steps if name != "all"][::-1]
    with drawn(path, f"Milliseconds of an answer, {steps['all']:.1f} in all") as axes:
        bars = axes.barh(names, [steps[name] for name in names], color=OURS)
        axes.bar_label(bars, fmt="%.1f", padding=2)
        axes.grid(visible=False, axis="y")


def plot_crossing(rows: Sequence[Mapping[str, Any]], path: Path, *, switch_at: int) -> None:
    """Draw milliseconds of a search by the number of vectors, each way, with where this program switches."""
    with drawn(path, "Milliseconds of a dense search, by vectors in a segment") as axes:
        for kind in ("exact", "cells", "graph"):
            recall = rows[-1][f"{kind} recall@10"]
            points = [row["vectors"] for row in rows], [row[f"{kind} ms"] for row in rows]
            axes.plot(*points, marker="o", ms=3, color=COLOURS[kind], label=f"{kind} (recall@10 {recall:.2f})")
        axes.axvline(switch_at, color="#bbbbbb", ls="--", lw=1)
        axes.annotate("cells from here", (switch_at, 0), xytext=(4, 4), textcoords="offset points", color="#777777")
        axes.set_xscale("log", base=2)
        _log_scale(axes.yaxis)
        axes.set_xticks([row["vectors"] for row in rows], [f"{row['vectors'] / 1024:.0f}k" for row in rows])
        axes.legend()


def plot_growth(rows: Sequence[Mapping[str, Any]], path: Path) -> None:
    """Draw the 95th percentile of a search by the number of chunks, each way."""
    with drawn(path, "Milliseconds of a search (p95), by chunks in the corpus") as axes:
        for kind, colour in COLOURS.items():
            found = {row["chunks"]: way["p95"] for row in rows for way in row["searching"] if way["kind"] == kind}
            if found:
                axes.plot(list(found), list(found.values()), marker="o", ms=3, color=colour, label=kind)
        _log_scale(axes.xaxis)
        _log_scale(axes.yaxis)
        axes.legend()


def plot_load(workers: Mapping[str, Mapping[str, Any]], path: Path, *, people: int) -> None:
    """Draw p50 and p95 by people chatting, for each number of worker processes."""
    with drawn(path, "Milliseconds to an answer, by people chatting") as axes:
        for (n, figures), colour in zip(sorted(workers.items()), (OTHERS, OURS, "#1f5fa8"), strict=False):
            ramp = [{"people": people, **figures["steady"]}, *figures["ramp"]]
            for key, line in (("p50", ":"), ("p95", "-")):
                points = [step["people"] for step in ramp], [step[key] for step in ramp]
                axes.plot(*points, line, marker="o", ms=3, color=colour, label=f"{n} worker(s), {key}")
        axes.axhline(1000, color="#bbbbbb", ls="--", lw=1)
        _log_scale(axes.yaxis)
        axes.set_xlabel("people")
        axes.legend()


def _log_scale(axis: Any) -> None:
    """Make an axis logarithmic, with plain numbers."""
    from matplotlib.ticker import LogLocator, NullFormatter

    axis.axes.set(**{f"{axis.axis_name}scale": "log"})
    axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter("{x:,.7g}")
    axis.set_minor_formatter(NullFormatter())
