"""The metrics, in the order in which tables show them; eval/README.md defines each."""

from eval.metrics.answer_length import ANSWER_LENGTH
from eval.metrics.citation_length import CITATION_LENGTH
from eval.metrics.citation_precision import CITATION_PRECISION
from eval.metrics.citation_recall import CITATION_RECALL
from eval.metrics.label_right import LABEL_RIGHT
from eval.metrics.lead_right import LEAD_RIGHT
from eval.metrics.lead_wrong import LEAD_WRONG
from eval.metrics.marks_right import MARKS_RIGHT
from eval.metrics.metric import Better, Described, Measure, Metric
from eval.metrics.mrr import mrr_metric
from eval.metrics.ndcg import ndcg_metric
from eval.metrics.nearest import NEAREST
from eval.metrics.nearest_right import NEAREST_RIGHT
from eval.metrics.passage_length import PASSAGE_LENGTH
from eval.metrics.people import DANGEROUS, HELPFUL
from eval.metrics.quoted_only import QUOTED_ONLY
from eval.metrics.recall_at_k import recall_metric
from eval.metrics.refusal_precision import REFUSAL_PRECISION
from eval.metrics.refusal_recall import REFUSAL_RECALL
from eval.metrics.refusal_right import REFUSAL_RIGHT
from eval.metrics.right_and_cited import RIGHT_AND_CITED
from eval.metrics.right_answer import RIGHT_ANSWER
from eval.metrics.seconds import SECONDS
from eval.metrics.source_right import SOURCE_RIGHT
from eval.metrics.verbatim_share import VERBATIM_SHARE
from eval.metrics.wrong_period import WRONG_PERIOD

METRICS: tuple[Metric, ...] = (
    RIGHT_AND_CITED,
    LEAD_RIGHT,
    LEAD_WRONG,
    QUOTED_ONLY,
    RIGHT_ANSWER,
    CITATION_PRECISION,
    CITATION_RECALL,
    VERBATIM_SHARE,
    LABEL_RIGHT,
    MARKS_RIGHT,
    SOURCE_RIGHT,
    REFUSAL_PRECISION,
    REFUSAL_RECALL,
    REFUSAL_RIGHT,
    NEAREST,
    NEAREST_RIGHT,
    WRONG_PERIOD,
    recall_metric(k=1),
    recall_metric(k=5),
    recall_metric(k=10),
    mrr_metric(k=10),
    ndcg_metric(k=10),
    ANSWER_LENGTH,
    CITATION_LENGTH,
    PASSAGE_LENGTH,
    SECONDS,
)
DESCRIBED: tuple[Described, ...] = (HELPFUL, DANGEROUS, *METRICS)  # whatever a run may have a mean of

__all__ = ["DANGEROUS", "DESCRIBED", "HELPFUL", "METRICS", "Better", "Described", "Measure", "Metric"]
