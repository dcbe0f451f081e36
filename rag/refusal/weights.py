"""The features of the gate, and what each weighs: read from weights.toml, which `python -m eval fit --write` writes."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from pydantic import Field

from index.records import Frozen
from rag.fitted import Origin, read_fitted

GATE_WEIGHTS = Path(__file__).with_name("weights.toml")


class GateFeatures(NamedTuple):
    """What tells answerable questions from others; each about 0 to 1."""

    best: float  # score of the best chosen unit, divided by 10
    form: float  # share of the expected forms that the chosen units have
    form_nearby: float  # coverage by the clauses that have the expected forms, as a share of the best clause's
    period: float  # coverage by the best chosen unit, as a share of the best coverage in any period
    coverage: float  # of the question by the best chosen unit
    closeness: float  # of the question to the nearest clause
    similarity: float  # of the best chosen unit's vector among those ranked, in standard deviations, divided by 5
    leads: float  # whether a figure is asked and one leads
    by_kind: float  # whether they were picked by a way for questions of its kind
    names_thing: float  # whether the asked thing is named shortly
    untold: float  # whether a word of that name is told by none of them
    of_another: float  # whether the figures that would answer are of another thing
    is_english: float  # its words reach less of a Chinese unit
    is_follow_up: float


GATE_FEATURE_NAMES = GateFeatures._fields


class GateMeasured(Frozen):
    """How well the gate tells answerable questions from others, cross-validated: the area under its ROC curve."""

    n_questions: int = Field(ge=1)
    auc: float = Field(ge=0, le=1)


class GateThresholds(Frozen):
    """Confidences between 0 and 1."""

    answer: float = Field(gt=0, lt=1)  # from which on is answered
    nearest: float = Field(gt=0, lt=1)  # from which on a refusal gives the nearest statements
    defined: float = Field(gt=0, lt=1)  # at least, where an entry defines the very term
    unsure: float = Field(gt=0, lt=1)  # at most, where only another period is held
    idle: float = Field(gt=0, lt=1)  # from which on is answered where the question has words of idle talk
    all_idle: float = Field(ge=0, lt=1)  # more, where it has nothing else; their share of it where it has


class GateWeights(Frozen):
    """What each feature weighs in the log-odds that the chosen units answer."""

    fitted: Origin
    measured: GateMeasured
    bias: float
    weights: GateFeatures
    thresholds: GateThresholds


@lru_cache(maxsize=1)
def packaged_gate_weights() -> GateWeights:
    """Return the weights that come with the program; they are read once.

    Raises:
        WeightsError: the file is damaged.
    """
    return read_fitted(GATE_WEIGHTS, GateWeights)
