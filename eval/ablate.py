"""What each step of answering adds: the cases asked again with each step left out."""

import sys
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from eval.cases import Case
from eval.predict import Assistant, predict
from eval.score import CaseScore, score
from index.encode.embedder import Embedder
from index.records import Document, Frozen
from rag.steps import ALL_STEPS, Steps


class LeftOut(Frozen):
    """The scores of all cases without one step; `title` is that of its field in `rag.steps.Steps`."""

    title: str
    scores: tuple[CaseScore, ...]


class Ablation(Frozen):
    """The scores of all cases with every step, and with each left out in the order of `Steps`."""

    whole: tuple[CaseScore, ...]
    left_out: tuple[LeftOut, ...]


class KeptVectors:
    """An embedder that is asked once for each question: runs that are compared ask the same ones."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._kept: dict[str, NDArray[np.float32]] = {}
        self.name, self.dimension = embedder.name, embedder.dimension
        self.embed_passages = embedder.embed_passages

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the question's vector, shape (dimension,), as the embedder gave it."""
        if text not in self._kept:
            self._kept[text] = self._embedder.embed_query(text)
        return self._kept[text]


def ablate(
    make_assistant: Callable[[Steps], Assistant], cases: Sequence[Case], documents: Mapping[str, Document]
) -> Ablation:
    """Return the scores of the cases with all steps and without each.

    Args:
        make_assistant: gives an assistant that takes these steps; called once for each row.
        cases: those that are asked.
        documents: the sources by doc_id.

    Raises:
        RunError: a record breaks the contract.
    """

    def scored(steps: Steps, name: str) -> tuple[CaseScore, ...]:
        asked = tqdm(predict(make_assistant(steps), cases), total=len(cases), unit="case", desc=name, file=sys.stderr)
        return score(cases, [outcome for _, outcome in asked], documents)

    return Ablation(
        whole=scored(ALL_STEPS, "whole"),
        left_out=tuple(
            LeftOut(title=field.title or name, scores=scored(Steps.model_validate({name: False}), name))
            for name, field in Steps.model_fields.items()
        ),
    )


def share_answered(scores: Sequence[CaseScore]) -> float:
    """Return the share of the answerable cases that were answered; 0 when there is none, a failure is no answer.

    Citation precision speaks of those that were answered and of failures, right answers of all that are answerable.
    """
    answerable = [one for one in scores if "right_answer" in one.scores]
    answered = sum("citation_precision" in one.scores and not one.failed for one in answerable)
    return answered / max(1, len(answerable))
