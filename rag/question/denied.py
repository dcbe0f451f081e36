"""What a question says that it does not mean: 我问的是供应,不是筹集; 别给我2024年的数."""

from collections.abc import Mapping
from dataclasses import replace

from index.words.terms import terms
from rag.question.asked_years import years_in
from rag.question.said import said
from rag.question.understand import Understood

_DENIED, _BOTH_SIDES = said("asks.denied"), said("plans.both_sides")


def meant(question: Understood) -> Understood:
    """Return a question without the years that it names only to say that they are not meant."""
    kept = _DENIED.sub(" ", question.text)
    denied = {year for found in _DENIED.finditer(question.text) for year in years_in(found[0])} - set(years_in(kept))
    years = tuple(year for year in question.years if year not in denied)
    if not years or years == question.years:
        return question
    return replace(question, years=years, both_sides=_BOTH_SIDES.found(kept))


def without_denied_words(asked: str) -> str:
    """Return a folded question with a blank where it says what it does not mean."""
    return _DENIED.sub(" ", asked)


def without_denied(question: Understood, weights: Mapping[str, float]) -> Mapping[str, float]:
    """Return the question's terms without those that only what is not meant has, each with its weight."""
    denied = {term for found in _DENIED.finditer(question.text) for term in terms(found[0])}
    denied -= set(terms(_DENIED.sub(" ", question.text)))
    return {term: weight for term, weight in weights.items() if term not in denied} if denied else weights
