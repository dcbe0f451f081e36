"""The front door: what is said is first taken for what it is."""

import re
from collections.abc import Callable
from dataclasses import replace
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from rag.question.acts.act import A_QUESTION, Act, Taken
from rag.question.acts.classifier import ActClassifier
from rag.question.acts.utterances import as_compared
from rag.question.courtesy import only_courtesy, without_courtesy
from rag.question.said import said

_ORDERS = said("scope.orders")
_ASKED = (said("parts.asking"), said("verdicts.yes_no"), said("asks.figure"), said("asks.date"))
_MARK = re.compile("[?？]")
_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;\n]*")
_ASKING = frozenset({Act.QUESTION, Act.HOW_TO})
_SHORTEST = 2  # characters of a sentence that says something


class FrontDoor:
    """Takes what is said for what it is.

    Args:
        embed: gives a text's vector.
        known: gives what is learnt of examples; called when something is said first.
        is_pinyin: tells whether a text is Chinese in Latin letters; no example is.
    """

    def __init__(
        self,
        embed: Callable[[str], NDArray[np.float32]],
        known: Callable[[], ActClassifier],
        *,
        is_pinyin: Callable[[str], bool] = lambda _: False,
    ) -> None:
        self._embed, self._make, self._lock, self._is_pinyin = embed, known, Lock(), is_pinyin
        self._learnt: ActClassifier | None = None

    def take(self, text: str) -> Taken:
        """Return what a text is taken for; where several things are said and one of them asks, it is a question.

        A bare courtesy and an order to the program are known by their words, all else by what is learnt of examples.
        """
        courtesy = only_courtesy(text)
        if courtesy:
            return Taken(courtesy.act, is_sure=True)
        if _ORDERS.found(as_compared(text)):
            return Taken(Act.ORDER, is_sure=True)
        if self._is_pinyin(without_courtesy(text)):
            return A_QUESTION
        taken = self._near(text)
        sentences = [one for one in _SENTENCE.findall(without_courtesy(text)) if len(one.strip()) > _SHORTEST]
        if not taken.gets_reply or len(sentences) == 1:
            return taken
        each = [self._near(one) for one in sentences]
        return next((one for one in each if one.act in _ASKING), taken)

    def _near(self, text: str) -> Taken:
        compared = as_compared(text)
        asks = bool(_MARK.search(text)) or any(words.found(compared) for words in _ASKED)
        return replace(self._known().take(compared, self._embed(compared)), asks=asks)

    def _known(self) -> ActClassifier:
        with self._lock:
            if self._learnt is None:
                self._learnt = self._make()
        return self._learnt
