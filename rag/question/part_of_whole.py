"""What is asked of a part of a whole: 引进的团队里面名家团队有几个 asks how many 名家团队 there are."""

from collections.abc import Mapping

from index.words.terms import terms
from rag.question.said import said
from rag.question.understand import Understood
from rag.question.wording import content

_WITHIN, _HOW_MANY = said("asks.within"), said("asks.how_many")
_SHORTEST = 2  # characters that name a part


def whole_and_part(text: str) -> tuple[str, str]:
    """Return what a folded text says of a whole, and of the part of it that is asked; no whole where it names no part.

    Example:
        >>> whole_and_part("引进的团队里面名家团队有几个"), whole_and_part("里面有几个")
        (('引进的团队', '名家团队有几个'), ('', '里面有几个'))
    """
    found = max(_WITHIN.finditer(text), key=lambda match: match.start(), default=None)
    if not found:
        return "", text
    whole, part = text[: found.start()], text[found.end() :].lstrip("的,， ")
    names = ["".join(content(_HOW_MANY.sub(" ", side)).split()) for side in (whole, part)]
    return (whole, part) if all(len(name) >= _SHORTEST for name in names) else ("", text)


def of_part(question: Understood, weights: Mapping[str, float]) -> Mapping[str, float]:
    """Return the question's terms, each with its weight, without those that only the whole has."""
    whole, part = whole_and_part(question.asked)
    only = set(terms(whole)) - set(terms(part))
    return {term: weight for term, weight in weights.items() if term not in only} if only else weights
