"""The act whose examples a text is nearest to, in the space of the embedder; with a margin below which it is asked."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rag.question.acts.act import A_QUESTION, Act, Taken, is_searched
from rag.question.acts.utterances import act_of

Vectors = NDArray[np.float32]

# Examples of a kind that a text is held against: on the held-out utterances .95, .96, .96, .96 are taken rightly by
# the nearest 1, 2, 3, 5.
NEAREST = 2
_ASKED = Act.QUESTION.value
# Of the questions among the examples, each held against the others, no more than the share of _LIKELY are nearer to
# another act by the margin that makes it likely, and none by the one that makes it sure: one for the acts that get a
# reply, one for those that are searched, as questions lie nearest to how-tos. So the margins suit any embedder; of the
# 1,173 questions of dev none that is answered is nearer to another act by the second.
_LIKELY = 0.05


class NearestActs:
    """Takes a text for what its nearest examples are.

    Args:
        kinds: of the examples; there are questions among them.
        vectors: of the examples, shape (n, dimension), rows of length 1.
    """

    def __init__(self, kinds: Sequence[str], vectors: Vectors) -> None:
        self._names = tuple(dict.fromkeys(kinds))
        of_kind = np.array([self._names.index(kind) for kind in kinds])
        self._rows = tuple(np.flatnonzero(of_kind == i) for i in range(len(self._names)))
        self._asked, self._vectors = self._names.index(_ASKED), vectors
        questions = [self._margin(self._near(vectors[row], leave_out=int(row))) for row in self._rows[self._asked]]
        margins = [margin for _, margin in questions]
        self.likely = max(0.0, float(np.quantile(margins, 1 - _LIKELY)))
        self.sure = max(0.0, *margins)
        self.sure_reply = max(0.0, *(margin for best, margin in questions if self._gets_reply(best)))

    def take(self, vector: Vectors) -> Taken:
        """Return what a text is taken for, by its vector of shape (dimension,)."""
        best, margin = self._margin(self._near(vector))
        if margin <= self.likely:
            return A_QUESTION
        kind = self._names[best]
        sure = self.sure_reply if self._gets_reply(best) else self.sure
        return Taken(act_of(kind), kind, margin, is_sure=margin > sure)

    def likely_of(self, act: Act, vector: Vectors) -> Taken | None:
        """Return what a text is likely, where its words tell its act; None where there is no example of the act."""
        near = self._near(vector)
        kinds = [kind for kind, name in enumerate(self._names) if act_of(name) is act]
        if not kinds:
            return None
        best = max(kinds, key=lambda kind: float(near[kind]))
        return Taken(act, self._names[best], float(near[best] - near[self._asked]))

    def _gets_reply(self, kind: int) -> bool:
        return not is_searched(self._names[kind])

    def _margin(self, near: Vectors) -> tuple[int, float]:
        """Return the kind that is nearest, questions aside, and how much nearer it is than questions are."""
        others = near.copy()
        others[self._asked] = -np.inf
        best = int(np.argmax(others))
        return best, float(near[best] - near[self._asked])

    def _near(self, vector: Vectors, *, leave_out: int = -1) -> Vectors:
        """Return how near each kind is: the mean cosine of its nearest examples, of which one may be left out."""
        cosines = self._vectors @ vector
        if leave_out >= 0:
            cosines[leave_out] = -1.0
        return np.array([np.sort(cosines[rows])[-NEAREST:].mean() for rows in self._rows], np.float32)
