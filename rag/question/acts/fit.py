"""What is learnt of examples of what people say: a regression, and the margins of questions that it has not seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold

from rag.question.acts.act import is_searched
from rag.question.acts.classifier import ASKED, Vectors, Weights, best_and_margin
from rag.question.acts.grams import BUCKETS, bag, rarities, weighed
from rag.question.acts.utterances import Utterance

# Chosen on the examples, each told by what is learnt without its quarter: .786 are taken rightly, .656 by the nearest
# two of a kind; between half and twice of either nothing moves by a hundredth.
_INVERSE_PENALTY = 30.0
_OF_GRAMS = 0.45  # length of the row of n-grams beside the vector, which is 1
_MOST_ROUNDS, _CLOSE = 300, 1e-3
_FOLDS = 3
# Of the questions among the examples, each told by what is learnt without its fold, no more than this share are
# likelier something else by the margin that makes it likely, and none by the one that makes it sure.
_LIKELY = 0.05


def learn(examples: Sequence[Utterance], vectors: Vectors) -> Weights:
    """Return the weights that tell the kinds of examples, and the margins of their questions.

    Args:
        examples: of three kinds or more, questions among them.
        vectors: of the examples, shape (n, dimension), rows of length 1.
    """
    bags = [bag(example.text) for example in examples]
    rarity = rarities(bags)
    columns = np.concatenate([buckets for buckets, _ in bags])
    starts = np.cumsum([0, *(len(buckets) for buckets, _ in bags)])
    values = np.float32(_OF_GRAMS) * np.concatenate([weighed(one, rarity) for one in bags])
    rows = hstack([csr_matrix(vectors), csr_matrix((values, columns, starts), shape=(len(bags), BUCKETS))]).tocsr()
    kinds = np.array([example.kind for example in examples])
    model = _fitted(rows, kinds)
    names = tuple(map(str, model.classes_))
    of_vector, of_grams = np.split(model.coef_.astype(np.float32), [vectors.shape[1]], axis=1)
    bias = model.intercept_.astype(np.float32)
    return Weights(names, of_vector, np.float32(_OF_GRAMS) * of_grams, bias, rarity, _margins(rows, kinds))


def _fitted(rows: csr_matrix, kinds: NDArray[np.str_]) -> LogisticRegression:
    return LogisticRegression(C=_INVERSE_PENALTY, max_iter=_MOST_ROUNDS, tol=_CLOSE).fit(rows, kinds)


def _margins(rows: csr_matrix, kinds: NDArray[np.str_]) -> tuple[float, float, float]:
    """Return the margins of likely, of surely no question where that gets a reply, and of surely none."""
    margins, of_replies = [], []
    for learnt, left in KFold(_FOLDS, shuffle=True, random_state=0).split(kinds):
        model = _fitted(rows[learnt], kinds[learnt])
        names = tuple(map(str, model.classes_))
        questions = left[kinds[left] == ASKED]
        for shares in model.predict_proba(rows[questions]).astype(np.float32) + np.finfo(np.float32).tiny:
            kind, margin = best_and_margin(names, shares)
            margins.append(margin)
            of_replies += [] if is_searched(kind) else [margin]
    likely = float(np.quantile(margins, 1 - _LIKELY))
    return max(0.0, likely), max(0.0, *of_replies), max(0.0, *margins)
