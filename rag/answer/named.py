"""Whether a text names what a question asks about: all of its words, in pieces that stand in the text."""

import re
from collections.abc import Sequence

from index.words.kept import unit_fold
from rag.question.named_place import without
from rag.question.said import Said, said, tables
from rag.question.understand import Understood
from rag.question.wording import content

_DATED = said("times.dated")
SHORTEST = 2  # characters of a piece: one alone stands anywhere
TELLING = 4  # characters of a word that tells by itself what is meant
LONGEST_ABBREVIATION, MOST_LEFT_OUT = 3, 3  # characters of it, and of the name between two of them
MOST_NARROWING = 8  # characters that narrow a name, between its pieces
_NO_END = '、，,；;。：:！？!?“”"《》（）()'


def words_of(question: Understood, asking: Sequence[Said]) -> tuple[str, ...]:
    """Return the words that name what a Chinese question asks about, without years, places and words of asking.

    Args:
        question: that is asked.
        asking: the words that say how it is asked, which name nothing.
    """
    asked = without(question.text, question.own)
    for words in (*asking, _DATED):
        asked = words.sub(" ", asked)
    found = re.findall(r"\w+", content(asked))
    return tuple(word for word in found if len(word) >= SHORTEST)


def names_of(words: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the words as they are asked, then as reports write them."""
    official = tuple(map(_official, words))
    return (tuple(words),) if official == tuple(words) else (tuple(words), official)


def _official(word: str) -> str:
    for table in tables("official"):
        for key in sorted(table, key=len, reverse=True):
            word = word.replace(key, table[key][0]) if len(key) >= SHORTEST else word
    return word


def pieces_in(word: str, text: str) -> tuple[str, ...]:
    """Return the fewest pieces of a word, each of two characters or more, that all stand in a folded text; else none.

    Example:
        >>> pieces_in("港式医院", "首家港式口岸综合医院投用"), pieces_in("儿童医院", "人民医院")
        (('港式', '医院'), ())
    """
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(SHORTEST, len(word) + 1):
        for start in range(end - SHORTEST + 1):
            before = best[start]
            if before is not None and word[start:end] in text:
                held = (*before, word[start:end])
                shortest = best[end]
                best[end] = held if shortest is None or len(held) < len(shortest) else shortest
    return best[-1] or ()


def names(words: Sequence[str], text: str) -> bool:
    """Return whether a folded text names all of the words; none names nothing.

    Beside a word that it names and that is long enough, it may name a short one by what that abbreviates.

    Example:
        >>> names(("一外", "寄宿制高中"), "第一外国语学校寄宿制高中"), names(("一外",), "第一外国语学校")
        (True, False)
    """
    named = [bool(pieces_in(word, text)) for word in words]
    is_sure = any(is_named and len(word) >= TELLING for word, is_named in zip(words, named, strict=True))
    return bool(words) and all(
        is_named or (is_sure and _abbreviates(word, text)) for word, is_named in zip(words, named, strict=True)
    )


def _abbreviates(word: str, text: str) -> bool:
    """Return whether a short word is made of characters of a longer name in a text, in order: 市一院 of 市第一医院."""
    between = f"[\u4e00-\u9fff]{{0,{MOST_LEFT_OUT}}}"
    return len(word) <= LONGEST_ABBREVIATION and bool(re.search(between.join(map(re.escape, word)), text))


def rest_of(words: Sequence[str], text: str) -> str:
    """Return a folded text with blanks where it names the words."""
    for word in words:
        for piece in sorted(pieces_in(word, text), key=len, reverse=True):
            text = text.replace(piece, " ")
    return text


def phrase_in(words: Sequence[str], text: str, *, most_between: int = MOST_NARROWING) -> re.Match[str] | None:
    """Return where a folded text has the words in order, no more characters between than such as narrow them."""
    pieces = [piece for word in words for piece in pieces_in(word, text)]
    if not names(words, text):
        return None
    return re.search(f"[^{re.escape(_NO_END)}\\d]{{0,{most_between}}}?".join(map(re.escape, pieces)), unit_fold(text))
