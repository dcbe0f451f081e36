"""The encoders side by side: each measured alone in a process of its own, in turns, against the reference."""

from collections.abc import Sequence
from statistics import median
from typing import Any

import numpy as np

from eval.bench.engines import ENGINES, REFERENCE
from eval.bench.measure import BenchError, child

MODULE = "eval.bench.engines"


def compared(names: Sequence[str] = tuple(ENGINES), *, turns: int = 3) -> list[dict[str, Any]]:
    """Return a row an engine, the reference first.

    Ratios are medians over the turns, each against the reference of the same turn: the machine's speed drifts. Cosines
    are those to the reference's vectors.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for _ in range(turns):
        for name in dict.fromkeys((REFERENCE, *names)):
            try:
                found.setdefault(name, []).append(child(MODULE, name))
            except BenchError as error:
                if name == REFERENCE:
                    raise
                found[name] = [{"name": name, "failed": str(error).strip().splitlines()[-1][-160:]}]
    reference = found[REFERENCE]
    return [_row(name, runs, reference) for name, runs in found.items()]


def _row(name: str, runs: Sequence[dict[str, Any]], reference: Sequence[dict[str, Any]]) -> dict[str, Any]:
    if "failed" in runs[0]:
        return runs[0]
    pairs = list(zip(runs, reference, strict=False))
    cosines = np.sum(np.array(runs[0]["vectors"]) * np.array(reference[0]["vectors"]), axis=1)
    row = {key: median(run[key] for run in runs) for key in ("passages a second", "query ms", "load seconds")}
    return {
        "name": name,
        **row,
        "resident MB": max(run["resident MB"] for run in runs),
        "times the passages": median(run["passages a second"] / other["passages a second"] for run, other in pairs),
        "times the query time": median(run["query ms"] / other["query ms"] for run, other in pairs),
        "mean cosine": float(cosines.mean()),
        "least cosine": float(cosines.min()),
    }
