"""Any cross-encoder that sentence-transformers loads, on PyTorch: it reads question and text together."""

from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import numpy as np

from index.encode.reports import turn_off_reports
from index.errors import ModelError
from rag.by_model import RerankNote
from rag.config import RerankSettings
from rag.errors import RerankError
from rag.rerank.records import MOST_SCORE, Pairs

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class CrossEncoderScorer:
    """A cross-encoder in this process, on the CPU or the GPU it finds; to be asked by one thread at a time.

    Args:
        settings: which model, how many texts at once, and the time that all may take.

    Raises:
        ModelError: the model cannot be found or loaded, or does not give one score a pair.
    """

    def __init__(self, settings: RerankSettings) -> None:
        self._batch_size, self._seconds = settings.batch_size, settings.seconds
        self._model = load_cross_encoder(settings.model)

    def score(self, pairs: Pairs) -> tuple[float, ...]:
        """Return a score a text, in their order: logits, as a sigmoid would make those of all good texts the same.

        The clock is looked at between batches: who asked has given up by then, and nobody needs the rest.

        Raises:
            RerankError: the time is over, or the model failed.
        """
        import torch

        end = monotonic() + self._seconds
        longest_first = sorted(range(len(pairs.texts)), key=lambda at: -len(pairs.texts[at]))  # alike ones together
        scores = np.zeros(len(pairs.texts))
        for start in range(0, len(longest_first), self._batch_size):
            if monotonic() > end:
                raise RerankError(f"the reranker took more than {self._seconds} s", RerankNote.SLOW)
            batch = longest_first[start : start + self._batch_size]
            try:
                given = self._model.predict(
                    [(pairs.question, pairs.texts[at]) for at in batch],
                    batch_size=self._batch_size,
                    show_progress_bar=False,
                    activation_fn=torch.nn.Identity(),
                )
            except Exception as error:  # a foreign model can fail in any way, and answers go on without it
                raise RerankError(f"the reranker failed: {type(error).__name__}", RerankNote.DOWN) from error
            scores[batch] = np.asarray(given, np.float64)
        if not (np.abs(scores) <= MOST_SCORE).all():  # nor where one is no number
            raise RerankError("the reranker gave scores that are not finite", RerankNote.MALFORMED)
        return tuple(scores.tolist())


def load_cross_encoder(model: str) -> "CrossEncoder":
    """Return the model of a folder, or of the hub: from the hub's cache where it is there.

    No code that comes with a model is run.

    Raises:
        ModelError: it cannot be found or loaded, or does not give one score a pair.
    """
    folder = Path(model).expanduser()
    if folder.is_dir():
        return _loaded(str(folder.resolve()), local=True)
    if model.startswith(("/", ".", "~")) or model.count("/") > 1:
        raise ModelError(f"there is no folder {model}; set rerank.model to a hub id or an existing folder")
    try:  # a model in the hub's cache needs no network, which would take minutes to give up on where it is cut
        return _loaded(model, local=True)
    except ModelError:
        return _loaded(model, local=False)


def _loaded(model: str, *, local: bool) -> "CrossEncoder":
    turn_off_reports()
    from sentence_transformers import CrossEncoder

    from index.encode.transformer import no_progress_bars

    try:
        with no_progress_bars():
            found: CrossEncoder = CrossEncoder(model, local_files_only=local)
    except Exception as error:  # a foreign model's files can fail in any way
        reason = " ".join(str(error).split())[:300] or type(error).__name__
        raise ModelError(f"cannot load the reranker {model}: {reason}") from error
    architectures = getattr(found.config, "architectures", None) or ()
    if architectures and all(name.endswith("Model") for name in architectures):  # its head was drawn by chance
        raise ModelError(f"{model} encodes texts and scores no pairs; set rerank.model to a cross-encoder")
    if found.num_labels != 1:
        raise ModelError(f"{model} gives {found.num_labels} scores a pair; a reranker gives one")
    found.eval()
    return found
