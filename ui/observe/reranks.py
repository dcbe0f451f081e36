"""What is counted of a reranker, for Prometheus: what came of each time it was asked, and how long it took."""

from prometheus_client import Counter, Histogram

from rag.by_model import RerankNote

RERANKINGS = Counter("luohu_rerankings", "Rankings that a reranker was to look at, by what came of it", ["outcome"])
RERANK_SECONDS = Histogram(
    "luohu_rerank_seconds",
    "From asking a reranker to its scores, or to giving it up",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
_NOT_ASKED = frozenset({RerankNote.BUSY, RerankNote.RESTING})  # nobody waited for it


def count_reranking(note: RerankNote, seconds: float) -> None:
    """Count what came of asking a reranker."""
    RERANKINGS.labels(note).inc()
    if note not in _NOT_ASKED:
        RERANK_SECONDS.observe(seconds)
