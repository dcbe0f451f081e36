"""Whether a figure is of another thing of the kind that a question names: of 乙机场 where 甲机场 is asked of."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from index.records import Unit
from index.words.kept import unit_fold
from index.words.terms import terms
from rag.figures.candidate import Candidate
from rag.question.understand import Understood
from rag.records import Language

SHORTEST, HEAD = 4, 2  # characters of a name, and of the kind at its end
_HAN = re.compile("[\u4e00-\u9fff]+")


def is_of_namesake(unit: Unit, at: tuple[int, int], fitting: Sequence[Candidate], question: Understood) -> bool:
    """Return whether a clause up to its figure names another of a kind, and one beside it the one that is asked of.

    A clause that has any other word of the question is of what is asked.

    Args:
        unit: that states the figure.
        at: the [start, end) of what would stand in front.
        fitting: the figures of the unit that might answer.
        question: what is asked.
    """
    if question.language is Language.ENGLISH or question.is_pinyin:
        return False
    text = unit_fold(unit.text)
    inside = [item for item in fitting if at[0] <= item.figure.start < at[1]]
    clauses = [(text[item.clause[0] : item.figure.start], text[slice(*item.clause)]) for item in inside]
    return any(
        name not in clause and _names_another(front, name, question.asked)
        for name in _shared(question.asked, text)
        for front, clause in clauses
    )


def _shared(asked: str, text: str) -> Iterator[str]:
    """Yield the names that a question and a text have in common."""
    for match in SequenceMatcher(None, asked, text, autojunk=False).get_matching_blocks():
        name = asked[match.a : match.a + match.size]
        if match.size >= SHORTEST and _HAN.fullmatch(name):
            yield name


def _names_another(front: str, name: str, asked: str) -> bool:
    others = set(terms(asked.replace(name, " "))) & set(terms(front))
    return name[-HEAD:] in front[HEAD:] and not others
