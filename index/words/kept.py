"""Terms and folded text of what the corpus holds, kept: the same units are looked at for question after question."""

from functools import lru_cache

from index.words.terms import fold, terms


@lru_cache(maxsize=50_000)
def unit_terms(text: str) -> frozenset[str]:
    """Return the different search terms of a text of the corpus."""
    return frozenset(terms(text))


@lru_cache(maxsize=50_000)
def unit_fold(text: str) -> str:
    """Return a text of the corpus as it is compared."""
    return fold(text)
