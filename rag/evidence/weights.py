"""The features of a unit, and what each weighs: read from weights.toml, which `python -m eval fit --write` writes."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from index.records import Frozen
from rag.fitted import Origin, read_fitted

RANKER_WEIGHTS = Path(__file__).with_name("weights.toml")


class Features(NamedTuple):
    """What speaks for a unit being evidence; each about 0 to 1 (chunk score apart), higher is better."""

    coverage: float  # share of the question's term weight that the unit's own text holds
    context_coverage: float  # the same with its headings and title
    chunk_score: float  # fused score of its chunk less that of the best chunk (0 or below)
    chunk_rank: float  # 1/rank of its chunk
    similarity: float  # cosine of its vector and the question's, standardised over the units ranked together
    year: float  # 1 the asked year, 0 none asked or undated, -1 another year
    status: float  # 1 plan or result as asked, -1 the other one, 0 when nothing tells
    recency: float  # 0 to 1 from the oldest to the newest year, when no year is asked; else 0
    form: float  # share of the expected forms (a sum, a date, a count of …) that the unit has
    reranker: float = 0.0  # score of the reranker that is configured, standardised over the units that it looked at


FEATURE_NAMES = Features._fields


class RankerMeasured(Frozen):
    """How well the weights rank, cross-validated by question: shares of the questions with evidence in the units."""

    n_questions: int = Field(ge=1)
    evidence_in_first: float = Field(ge=0, le=1)
    evidence_in_two: float = Field(ge=0, le=1)


class RankerThresholds(Frozen):
    """What depends on the scale of the scores that the weights give."""

    median_best: float  # the median of the best unit's score


class RankerWeights(Frozen):
    """What each feature weighs in a unit's score."""

    fitted: Origin
    measured: RankerMeasured
    weights: Features
    thresholds: RankerThresholds


@lru_cache(maxsize=1)
def packaged_ranker_weights() -> RankerWeights:
    """Return the weights that come with the program; they are read once.

    Raises:
        WeightsError: the file is damaged.
    """
    return read_fitted(RANKER_WEIGHTS, RankerWeights)
