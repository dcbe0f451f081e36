"""A question without what the asker remarks behind it: clauses that ask nothing and of which no quote has a word."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from index.figures.stated import figures
from index.records import Unit
from index.words.clauses import CLAUSE_END
from index.words.kept import unit_terms
from index.words.terms import terms
from rag.question.said import said
from rag.question.understand import Understood
from rag.records import Language

_ASKING = tuple(map(said, ("verdicts.yes_no", "verdicts.names_what", "verdicts.why", "asks.figure", "asks.date")))
_OF_TIME = said("times.dated")
_NARROWING = "的"  # a clause that ends so tells which: 公办的


def without_remarks(
    question: Understood, units: Sequence[Unit], weights: Mapping[str, float]
) -> tuple[Understood, Mapping[str, float]]:
    """Return a Chinese question, and its terms' weights, without the remarks behind the first clause that tells.

    Args:
        question: that is asked.
        units: that are quoted.
        weights: the question's terms, each with its weight.
    """
    if question.language is Language.ENGLISH or question.is_pinyin:
        return question, weights
    held = {term for unit in units for term in unit_terms(unit.text)}
    kept, is_open = "", True
    for clause in _with_ends(question.asked):
        tells = _tells(clause, held)
        if is_open or tells:
            kept += clause
        is_open = is_open and not tells
    remarked = set(terms(question.asked)) - set(terms(kept))
    return replace(question, asked=kept), {term: weights[term] for term in weights if term not in remarked}


def _with_ends(text: str) -> list[str]:
    """Return the clauses of a text, each with what ends it."""
    bounds = [0, *(end.end() for end in CLAUSE_END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(bounds) if start < end]


def _tells(clause: str, held: set[str]) -> bool:
    """Return whether a clause asks, narrows what is asked, or has a figure, a date or a term of the quotes."""
    is_asking = any(words.found(clause) for words in _ASKING)
    narrows = CLAUSE_END.sub("", clause).rstrip().endswith(_NARROWING)
    return bool(is_asking or narrows or figures(clause) or _OF_TIME.found(clause) or held & set(terms(clause)))
