"""What the score of a reranker weighs, by its model: a file that `python -m eval fit --write` writes."""

from pathlib import Path

from pydantic import Field

from index.records import Frozen
from rag.config import RerankSettings
from rag.fitted import Origin, read_fitted

_MEND = "Mend it, or move it away and fit again"


class RerankerMeasured(Frozen):
    """How well it ranks, cross-validated by question: shares of the questions with evidence among what it looked at."""

    n_questions: int = Field(ge=1)
    evidence_in_first_without: float = Field(ge=0, le=1)
    evidence_in_first: float = Field(ge=0, le=1)
    evidence_in_two_without: float = Field(ge=0, le=1)
    evidence_in_two: float = Field(ge=0, le=1)


class RerankerFitted(Frozen):
    """What the score of one model weighs."""

    weight: float = Field(ge=0)
    fitted: Origin
    measured: RerankerMeasured


class RerankerWeights(Frozen):
    """What the scores of models weigh, by their names."""

    models: dict[str, RerankerFitted] = Field(default_factory=dict)


def name_of(settings: RerankSettings) -> str:
    """Return the name that a weight is kept by: a hub id, a folder's last part, the endpoint's name for its model."""
    folder = Path(settings.model).expanduser()
    is_folder = not settings.base_url and folder.is_dir()
    return folder.resolve().name if is_folder else settings.model


def weight_of(settings: RerankSettings) -> float:
    """Return what the score of the model weighs: as fitted, else as the settings say.

    Raises:
        WeightsError: the file is damaged.
    """
    found = read_weights(settings.weights_file).models.get(name_of(settings))
    return found.weight if found else settings.weight


def read_weights(path: Path) -> RerankerWeights:
    """Return the weights of a file; none where there is no file.

    Raises:
        WeightsError: it cannot be read, a name is missing or unknown, a number is not finite or out of range.
    """
    return read_fitted(path, RerankerWeights, mend=_MEND, missing=RerankerWeights())
