"""English words with one typing error → the word that was meant: the commonest that is one stroke away."""

from collections.abc import Callable, Iterator
from string import ascii_lowercase

FEWEST_LETTERS = 3
SHORT = 4  # letters of a word that too many others are near to: an exchange, or a function word, or none
LEAST_COUNT = 3  # in the glosses: a word that they have once or twice is a name or itself mistyped
_ENDINGS = (("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ies", "y"), ("ly", ""),
            ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"))  # fmt: skip


def spelled(word: str, count: Callable[[str], int], is_function: Callable[[str], bool]) -> str:
    """Return a lower-case word as it was meant; the word itself where it is known or nothing known is near.

    One stroke: two letters exchanged, one left out, one too many, one for another. The first letter is right, unless it
    is exchanged with the second. A slip is meant before any other stroke: letters exchanged, a double one typed once, a
    single one twice. (Damerau 1964: four of five typing errors are one of these.)

    Args:
        word: as it was typed.
        count: how often English texts have a word, 0 for one that is none.
        is_function: whether a word is one of asking and grammar; those are the commonest.
    """
    if len(word) < FEWEST_LETTERS or is_function(word) or any(count(form) >= LEAST_COUNT for form in _forms(word)):
        return word
    exchanged = {word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)}
    near = exchanged | set(_one_stroke_away(word))
    if meant := sorted(other for other in near if is_function(other) and len(other) >= FEWEST_LETTERS):
        return meant[0]
    slips = exchanged if len(word) <= SHORT else exchanged | set(_doubled(word))
    of_slips = sorted((-max(map(count, _inflected(other))), other) for other in slips)
    if of_slips and -of_slips[0][0] >= LEAST_COUNT:
        return of_slips[0][1]
    counted = sorted((-count(other), other) for other in (exchanged if len(word) <= SHORT else near))
    if counted and -counted[0][0] >= LEAST_COUNT:
        return counted[0][1]
    one = word.removesuffix("s")
    return word if one == word or (meant_one := spelled(one, count, is_function)) == one else f"{meant_one}s"


def _inflected(word: str) -> Iterator[str]:
    """Yield a word, and what it may be the plural or the past of: techer is no form of tech that anybody means."""
    yield word
    yield from (word.removesuffix(ending) for ending in ("s", "ed") if word.endswith(ending))


def _forms(word: str) -> Iterator[str]:
    """Yield a word, and what it may be a form of."""
    yield word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield word.removesuffix(ending) + instead


def _doubled(word: str) -> Iterator[str]:
    """Yield what a word is with a letter typed once more where it stands, or once less where it stands twice."""
    for at, letter in enumerate(word):
        yield word[:at] + letter + word[at:]
        if word[at + 1 : at + 2] == letter:
            yield word[:at] + word[at + 1 :]


def _one_stroke_away(word: str) -> Iterator[str]:
    """Yield what a word is with a letter less, another or one more; the first letter stays."""
    for at in range(len(word)):
        before, behind = word[:at], word[at:]
        if at:
            yield before + behind[1:]
            yield from (before + letter + behind[1:] for letter in ascii_lowercase)
            yield from (before + letter + behind for letter in ascii_lowercase)
    yield from (word + letter for letter in ascii_lowercase)
