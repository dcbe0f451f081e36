"""When two questions are the same: their wording without script, width, case, white space and punctuation."""

import re
from hashlib import sha256

from index.words.terms import fold
from rag.personal.mask import mask

_TOKEN = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+")


def normalised(text: str) -> str:
    """Return a text as it is compared: folded, punctuation and white space gone, words and figures kept apart.

    Example:
        >>> normalised("羅湖 2024年，有幾間學校？") == normalised("罗湖2024年有几间学校")
        True
        >>> normalised("1+7"), normalised("17")
        ('1 7', '17')
    """
    joined = ""
    for token in _TOKEN.findall(fold(text)):
        apart = joined and joined[-1].isascii() and token[0].isascii()
        joined += f" {token}" if apart else token
    return joined


def question_key(question: str, topic: str = "", years: tuple[int, ...] = ()) -> str:
    """Return the key under which an answer to this question is withheld; equal for questions that ask the same.

    Args:
        question: as it was typed; masked here, so that two people's numbers make no difference.
        topic: what a follow-up leaves out; empty for a question that stands alone, whatever was asked before it.
        years: those it is about, also when they come from an earlier question.
    """
    parts = (normalised(mask(question)), normalised(mask(topic)), ",".join(map(str, sorted(years))))
    return sha256("\n".join(parts).encode()).hexdigest()[:32]
