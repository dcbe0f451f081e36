"""The front door: what is said is first taken for what it is."""

import re
from collections.abc import Callable
from dataclasses import replace
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from rag.question.acts.act import A_QUESTION, Act, Taken
from rag.question.acts.nearest import NearestActs
from rag.question.acts.utterances import as_compared
from rag.question.courtesy import only_courtesy, without_courtesy
from rag.question.said import said

_ORDERS = said("scope.orders")
_ASKED = (said("parts.asking"), said("verdicts.yes_no"), said("asks.figure"), said("asks.date"))
_LODGES, _FIGURE = said("scope.lodges"), said("asks.figure")
_OUTCRY, _WHY = said("scope.outcry"), said("verdicts.why")
_WHO, _STOPS = said("forms.person"), " ，,、。；;：:！!？?\n."
_MARK = re.compile("[?？]")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*")
_ASKING = frozenset({Act.QUESTION, Act.HOW_TO})
_SHORTEST = 2  # characters of a sentence that says something


class FrontDoor:
    """Takes what is said for what it is.

    Args:
        embed: gives a text's vector.
        examples: makes what a text is held against; called when something is said first.
    """

    def __init__(self, embed: Callable[[str], NDArray[np.float32]], examples: Callable[[], NearestActs]) -> None:
        self._embed, self._make, self._lock = embed, examples, Lock()
        self._examples: NearestActs | None = None

    def take(self, text: str) -> Taken:
        """Return what a text is taken for; where several things are said and one of them asks, it is a question.

        A bare courtesy, an order to the program and a complaint that says it is one are known by their words, all else
        by its nearest examples; an outcry needs no margin to be likely a complaint.
        """
        courtesy = only_courtesy(text)
        if courtesy:
            return Taken(courtesy.act, is_sure=True)
        if _ORDERS.found(as_compared(text)):
            return Taken(Act.ORDER, is_sure=True)
        taken = self._near(text)
        sentences = [one for one in _SENTENCE.findall(without_courtesy(text)) if len(one.strip()) > _SHORTEST]
        if not taken.gets_reply or len(sentences) == 1:
            return taken
        each = [self._near(one) for one in sentences]
        return next((one for one in each if one.act in _ASKING), taken)

    def _near(self, text: str) -> Taken:
        compared = as_compared(text)
        asks = bool(_MARK.search(text)) or any(words.found(compared) for words in _ASKED)
        vector, nearest = self._embed(compared), self._nearest()
        taken = nearest.take(vector)
        is_one = len(_SENTENCE.findall(text)) == 1 and ". " not in text
        lodges = is_one and _LODGES.match(compared) and not _FIGURE.found(compared)
        if lodges and (lodged := nearest.likely_of(Act.COMPLAINT, vector)):
            return replace(lodged, is_sure=True, asks=False)
        if taken.act in _ASKING and not taken.is_sure and _OUTCRY.found(compared) and not _WHY.found(compared):
            taken = nearest.likely_of(Act.COMPLAINT, vector) or taken
        if taken.act is Act.OPINION and _WHO.fullmatch(compared.strip(_STOPS)):  # an office is no view of who holds it
            return replace(A_QUESTION, asks=True)
        if taken.act is Act.OFF_TOPIC and not asks:  # nobody wants to be told anything
            taken = replace(taken, act=Act.IDLE, kind=Act.IDLE.value)
        return replace(taken, asks=asks)

    def _nearest(self) -> NearestActs:
        with self._lock:
            if self._examples is None:
                self._examples = self._make()
        return self._examples
