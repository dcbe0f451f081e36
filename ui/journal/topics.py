"""Unanswered questions of like meaning, put together. Pure."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, PositiveInt

from index.records import Frozen
from ui.journal.unanswered import Unanswered

# Mean distance (1 - cosine) between two topics at which they are one no longer, once what all texts have in common is
# taken off. Tried on 150 unanswerable questions with the packaged model: at 0.3 wordings of one question part, at 0.5
# two thirds of the English ones are one topic.
APART = 0.4
_DOCUMENTS = 2  # named with a topic


class Topic(Frozen):
    """Questions that mean much the same; the first is the one nearest to all."""

    questions: tuple[Unanswered, ...] = Field(min_length=1)
    n: PositiveInt = Field(description="times they were asked")
    years: tuple[int, ...] = Field(description="for whose lack any of them was refused, in order")
    documents: tuple[str, ...] = Field(description="ids of those that are about what is nearest to it, two at most")


def topics_of(
    asked: Sequence[Unanswered], vectors: NDArray[np.float32], common: NDArray[np.float32]
) -> tuple[Topic, ...]:
    """Return the topics, the most asked first, ties by the newest question.

    Args:
        asked: the questions.
        vectors: `(n, dimension)`, row i for question i.
        common: `(dimension,)`, the mean of vectors of other texts: what all have in common, and tells nothing.
    """
    if not asked:
        return ()
    own = vectors - common
    own /= np.maximum(np.linalg.norm(own, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    groups: dict[int, list[int]] = {}
    for row, label in enumerate(_labels(own)):
        groups.setdefault(label, []).append(row)
    found = [_topic([asked[row] for row in rows], own[rows]) for rows in groups.values()]
    return tuple(sorted(found, key=lambda topic: (-topic.n, -max(item.number for item in topic.questions))))


def _labels(own: NDArray[np.float32]) -> Sequence[int]:
    if len(own) == 1:
        return [0]
    from sklearn.cluster import AgglomerativeClustering  # takes a second to import

    clustering = AgglomerativeClustering(n_clusters=None, metric="cosine", linkage="average", distance_threshold=APART)
    return [int(label) for label in clustering.fit_predict(own)]


def _topic(questions: Sequence[Unanswered], own: NDArray[np.float32]) -> Topic:
    nearness = own @ own.mean(axis=0)
    ordered = [questions[row] for row in sorted(range(len(questions)), key=lambda row: (-nearness[row], row))]
    votes: dict[str, float] = {}
    for item in questions:
        for rank, doc_id in enumerate(item.documents, 1):
            votes[doc_id] = votes.get(doc_id, 0.0) + item.n / rank
    named = sorted(votes, key=lambda doc_id: (-votes[doc_id], doc_id))
    return Topic(
        questions=tuple(ordered),
        n=sum(item.n for item in questions),
        years=tuple(sorted({year for item in questions for year in item.years})),
        documents=tuple(named[:_DOCUMENTS]),
    )
