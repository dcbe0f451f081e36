"""What is learnt of examples of what people say: a regression, and the margins of questions that it has not seen."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from rag.question.acts.act import is_searched
from rag.question.acts.classifier import ASKED, Vectors, Weights, best_and_margin
from rag.question.acts.grams import BUCKETS, bag, rarities, weighed
from rag.question.acts.utterances import Utterance

# Chosen on the examples, each told by what is learnt without its quarter: .786 are taken rightly, .656 by the nearest
# two of a kind; between half and twice of either nothing moves by a hundredth. At a tenfold tolerance four examples
# worded otherwise move the log-odds of a text by 0.7, at this one by 0.1; at a tenth of it by no less.
_INVERSE_PENALTY = 30.0
_OF_GRAMS = 0.45  # length of the row of n-grams beside the vector, which is 1
_MOST_ROUNDS, _CLOSE = 1000, 1e-4
_FOLDS = 3
# Of the questions among the examples, each told by what is learnt without its fold, no more than this share are
# likelier something else by the margin that makes it likely, by the one that makes it sure: one question decides none.
_LIKELY, _SURE = 0.05, 0.002


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
    return Weights(
        names, of_vector, np.float32(_OF_GRAMS) * of_grams, bias, rarity, _margins(rows, kinds, _folds(examples))
    )


def _fitted(rows: csr_matrix, kinds: NDArray[np.str_]) -> LogisticRegression:
    return LogisticRegression(C=_INVERSE_PENALTY, max_iter=_MOST_ROUNDS, tol=_CLOSE).fit(rows, kinds)


def _margins(rows: csr_matrix, kinds: NDArray[np.str_], folds: NDArray[np.int64]) -> tuple[float, float, float]:
    """Return the margins of likely, of surely no question where that gets a reply, and of surely none."""
    margins, of_replies = [], []
    for fold in range(_FOLDS):
        learnt, left = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        model = _fitted(rows[learnt], kinds[learnt])
        names = tuple(map(str, model.classes_))
        questions = left[kinds[left] == ASKED]
        for shares in model.predict_proba(rows[questions]).astype(np.float32) + np.finfo(np.float32).tiny:
            kind, margin = best_and_margin(names, shares)
            margins.append(margin)
            of_replies.append(0.0 if is_searched(kind) else margin)
    likely, sure = (max(0.0, float(np.quantile(margins, 1 - share))) for share in (_LIKELY, _SURE))
    return likely, max(0.0, float(np.quantile(of_replies, 1 - _SURE))), sure


def _folds(examples: Sequence[Utterance]) -> NDArray[np.int64]:
    """Return the fold of each example, by its text alone: another example moves none."""
    digests = (hashlib.sha256(example.text.encode()).digest() for example in examples)
    return np.array([int.from_bytes(digest[:8]) % _FOLDS for digest in digests])
