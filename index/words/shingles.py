"""Texts that are nearly equal, by the clauses they share: of which held ones a new one is another form or edition."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

LEAST_SHARE = 0.5  # of either text's clauses; what shares less is another document on the same matter
# White space goes first: a text from a PDF breaks its lines inside of clauses. What is shorter stands in any report.
_CLAUSE = re.compile(r"[^，。；：、！？,.;:!?（）()《》“”\"【】\[\]|]{6,}")

_SIDES: tuple[Literal["left"], Literal["right"]] = ("left", "right")


class NearEqual(NamedTuple):
    """A held document that shares much with a text; both shares count characters of clauses, from 0 to 1."""

    doc_id: str
    of_new: float  # how much of the text stands in the document
    of_held: float  # how much of the document stands in the text


class HeldTexts:
    """The clauses of texts, and which texts hold each: twelve bytes a clause, as many documents are held at once."""

    def __init__(self) -> None:
        self._doc_ids: list[str] = []
        self._lengths: list[int] = []
        self._held: list[tuple[NDArray[np.int64], NDArray[np.int32]]] = []  # clauses, ascending, and their texts

    @classmethod
    def of(cls, texts: Iterable[tuple[str, str]]) -> Self:
        """Return the clauses of texts, each given with the id of its document."""
        held = cls()
        for doc_id, text in texts:
            held.add(doc_id, text)
        return held

    def add(self, doc_id: str, text: str) -> None:
        """Hold one more text."""
        clauses, lengths = _clauses(text)
        of = np.full(len(clauses), len(self._doc_ids), np.int32)
        self._doc_ids.append(doc_id)
        self._lengths.append(int(lengths.sum()))
        self._held.append((clauses, of))
        while len(self._held) > 1 and 2 * len(self._held[-1][0]) > len(self._held[-2][0]):  # few to look through
            last, before = self._held.pop(), self._held.pop()
            clauses, of = np.concatenate([before[0], last[0]]), np.concatenate([before[1], last[1]])
            order = np.argsort(clauses, kind="stable")
            self._held.append((clauses[order], of[order]))

    def near(self, text: str) -> tuple[NearEqual, ...]:
        """Return which texts are nearly equal to one, the nearest first, ties as they were added.

        Example:
            >>> held = HeldTexts.of([("a", "新增公办学位3200个，新建学校4所并投入使用。")])
            >>> held.near("新增公办学位3200个，新建学校5所并投入使用。")
            (NearEqual(doc_id='a', of_new=0.5, of_held=0.5),)
        """
        clauses, lengths = _clauses(text)
        whole, shared = int(lengths.sum()), np.zeros(len(self._doc_ids), np.int64)
        for held, of in self._held:
            first, last = (np.searchsorted(held, clauses, side) for side in _SIDES)
            for clause in np.flatnonzero(last > first):
                shared[of[first[clause] : last[clause]]] += lengths[clause]  # a text holds a clause once
        found = [
            NearEqual(self._doc_ids[number], round(n / whole, 3), round(n / self._lengths[number], 3))
            for number, n in enumerate(shared.tolist())
            if n and n >= LEAST_SHARE * min(whole, self._lengths[number])
        ]
        return tuple(sorted(found, key=lambda one: -max(one.of_new, one.of_held)))


def _clauses(text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the clauses of a text by their hashes, ascending, each once, and the length in characters of each."""
    lengths = {hash(clause): len(clause) for clause in _CLAUSE.findall("".join(text.split()))}
    clauses = np.fromiter(lengths, np.int64, len(lengths))
    order = np.argsort(clauses)
    return clauses[order], np.fromiter(lengths.values(), np.int64, len(lengths))[order]
