"""The reranker that is configured: asked within a time, never in an answer's way, each pair once."""

import hashlib
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from index.errors import SettingsError
from rag.bounded import Bounded
from rag.by_model import RerankNote
from rag.config import RerankSettings
from rag.errors import MissedError, RerankError
from rag.personal.mask import mask
from rag.rerank.fitted import name_of, weight_of
from rag.rerank.records import Pairs, Scorer

Told = Callable[[RerankNote, float], None]
_KEPT = 2000  # pairs whose scores are kept: a question is ranked at home, for each year, for each part
_log = logging.getLogger(__name__)


def _tell_nobody(_: RerankNote, __: float) -> None:
    """Tell nobody what came of it."""


class BoundedReranker:
    """Has a model score texts; where it gives no score for each in time, all are told to be alike.

    Threads may share it. Of the last pairs it keeps the score, of their text only a digest.

    Args:
        scorer: the model.
        settings: its name, its weight, and limits.
        told: is told what came of each time it was asked, and in how many seconds.

    Raises:
        WeightsError: the file with its weight is damaged.
    """

    def __init__(self, scorer: Scorer, settings: RerankSettings, told: Told = _tell_nobody) -> None:
        self.model, self.weight, self.units = name_of(settings), weight_of(settings), settings.units
        # torch computes one batch on all processors, and the tokenizer is for one thread: a model here is one at a time
        limits = settings if settings.base_url else settings.model_copy(update={"requests": 1})
        self._bounded = Bounded(scorer.score, limits, name="reranker")
        self._told, self._lock = told, Lock()
        self._kept: OrderedDict[bytes, float] = OrderedDict()

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return a score a text, shape (texts,); all 0 where there is not one for each.

        What is personal in the question is masked before the model gets it.
        """
        asked = mask(question)
        keys = [hashlib.sha256(f"{asked}\0{text}".encode("utf-8", "replace")).digest() for text in texts]
        with self._lock:
            known = {key: self._kept[key] for key in keys if key in self._kept}
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if new:
            started = time.perf_counter()
            try:
                given = self._bounded.ask(Pairs(asked, tuple(new.values())))
            except (MissedError, RerankError) as error:
                note = RerankNote(error.why if isinstance(error, MissedError) else error.note)
                self._told(note, time.perf_counter() - started)
                level = logging.INFO if note in (RerankNote.BUSY, RerankNote.RESTING) else logging.WARNING
                _log.log(level, "ranked without the reranker: %s", error)
                return np.zeros(len(texts))
            self._told(RerankNote.RERANKED, time.perf_counter() - started)
            known |= self._keep(dict(zip(new, given, strict=True)))
        return np.array([known[key] for key in keys], np.float64)

    def _keep(self, scored: dict[bytes, float]) -> dict[bytes, float]:
        with self._lock:
            self._kept |= scored
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return scored


def make_reranker(settings: RerankSettings, told: Told = _tell_nobody) -> BoundedReranker | None:
    """Return the reranker that the settings name; None where they name none. A model here is loaded, in seconds.

    Only an endpoint that is set, and a hub id that is not in the hub's cache, use the network.

    Args:
        settings: which model, where it is, and limits.
        told: is told what came of each time it was asked, and in how many seconds.

    Raises:
        ModelError: the model cannot be found or loaded.
        RerankError: the client of the endpoint is not installed.
        SettingsError: an endpoint has no model.
        WeightsError: the file with its weight is damaged.
    """
    if settings.base_url and not settings.model:
        raise SettingsError(
            "rerank.base_url needs rerank.model: the endpoint's name for it, by which its weight is kept"
        )
    if not settings.model:
        return None
    if settings.base_url:
        from rag.rerank.endpoint import RerankEndpoint

        return BoundedReranker(RerankEndpoint(settings), settings, told)
    from rag.rerank.cross_encoder import CrossEncoderScorer

    return BoundedReranker(CrossEncoderScorer(settings), settings, told)
