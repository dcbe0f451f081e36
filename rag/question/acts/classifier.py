"""The act of a text: a regression over its vector and its characters, with margins below which it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rag.question.acts.act import A_QUESTION, Act, Taken, is_searched
from rag.question.acts.grams import bag, weighed
from rag.question.acts.utterances import act_of

Vectors = NDArray[np.float32]
ASKED = Act.QUESTION.value


@dataclass(frozen=True)
class Weights:
    """What is learnt of examples.

    `kinds` are the n acts or acts with their kind; `of_vector` has the shape (n, dimension), `of_grams` (n, BUCKETS),
    `bias` (n,); `rarity` (BUCKETS,) is that of n-grams. `margins` are those above which a text is likely no question,
    surely none that is asked of the documents, surely none.
    """

    kinds: tuple[str, ...]
    of_vector: Vectors
    of_grams: Vectors
    bias: Vectors
    rarity: Vectors
    margins: tuple[float, float, float] = (0.0, 0.0, 0.0)


class ActClassifier:
    """Takes a text for what is learnt of examples, and an example for what it is one of.

    Args:
        weights: what is learnt.
        examples: the kind of each example, by its text as it is compared.
    """

    def __init__(self, weights: Weights, examples: Mapping[str, str] | None = None) -> None:
        self.weights, self._examples = weights, examples or {}
        self.likely, self.sure_reply, self.sure = weights.margins

    def take(self, text: str, vector: Vectors) -> Taken:
        """Return what a text is taken for, by its characters and its vector of shape (dimension,)."""
        if known := self._examples.get(text):
            act = act_of(known)
            return A_QUESTION if act is Act.QUESTION else Taken(act, known, self.sure, is_sure=True)
        shares = self._shares(text, vector)
        kind, margin = best_and_margin(self.weights.kinds, shares)
        if margin <= self.likely:
            return A_QUESTION
        sure = self.sure if is_searched(kind) else self.sure_reply
        return Taken(act_of(kind), kind, margin, is_sure=margin > sure)

    def _shares(self, text: str, vector: Vectors) -> Vectors:
        learnt, found = self.weights, bag(text)
        scores = learnt.of_vector @ vector + learnt.bias
        scores += learnt.of_grams[:, found[0]] @ weighed(found, learnt.rarity)
        shares = np.exp(scores - scores.max())
        likely: Vectors = (shares / shares.sum() + np.finfo(np.float32).tiny).astype(np.float32)
        return likely


def best_and_margin(kinds: Sequence[str], shares: Vectors) -> tuple[str, float]:
    """Return the likeliest kind of the likeliest act, questions aside, and its act's log-odds against questions.

    Args:
        kinds: of the n shares.
        shares: how likely each kind is, shape (n,), all above zero.
    """
    of_act: dict[Act, float] = {}
    for kind, share in zip(kinds, shares, strict=True):
        of_act[act_of(kind)] = of_act.get(act_of(kind), 0.0) + float(share)
    asked = of_act.pop(Act.QUESTION)
    act = max(of_act, key=lambda one: of_act[one])
    best = max((at for at, kind in enumerate(kinds) if act_of(kind) is act), key=lambda at: float(shares[at]))
    return kinds[best], float(np.log(of_act[act]) - np.log(asked))
