"""What the documents are not about, whatever they hold: orders to the program, idle talk, other places and levels."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from index.records import Unit
from index.words.terms import fold
from rag.question.idle import OFF_TOPIC
from rag.question.said import said
from rag.question.understand import Understood
from rag.question.wording import content

_ORDERS = said("scope.orders")
_PAIR, _WORD = re.compile("[\u4e00-\u9fff]{2}"), re.compile(r"[\u4e00-\u9fff]|[a-z]+")


def order_in(question: Understood) -> str:
    """Return the words that make a text an order to the program (a prompt injection), or ""."""
    found = _ORDERS.search(question.asked)
    return found.group() if found else ""


def whole_in(question: Understood) -> str:
    """Return the whole that a question asks about and the held places are parts of, or ""."""
    return question.asks_whole


def elsewhere_in(question: Understood, chosen: Sequence[Unit]) -> str:
    """Return the place a question is about when no document and none of the chosen units is, or ""."""
    place = question.elsewhere
    return "" if any(place in fold(unit.text) for unit in chosen) else place


@dataclass(frozen=True)
class Idle:
    """The idle talk in a question: its first words, and its share of the question's words, from 0 to 1."""

    words: str
    share: float


def idle_in(question: Understood, chosen: Sequence[Unit], known: Container[str]) -> Idle:
    """Return the idle talk in a question that is none of its evidence's, words of asking aside.

    A match is cut from longer words (作文 in 创作文艺) where the two characters across each of its ends, one its
    own, stand in the evidence; or across both ends in the corpus. A question that leaves its matter to those before it
    has none but its idle talk.

    Args:
        question: what is asked.
        chosen: the units that would be cited.
        known: the question's terms that the corpus holds.
    """
    asked = question.asked
    evidence = fold(" ".join(unit.text for unit in chosen))
    n_idle, words = 0, ""
    for found in OFF_TOPIC.finditer(asked):
        ends = (asked[max(0, at - 1) : at + 1] for at in found.span())
        across = [pair for pair in ends if _PAIR.fullmatch(pair)]
        is_cut = bool(across) and all(pair in evidence for pair in across)
        if not is_cut and not (len(across) == 2 and all(pair in known for pair in across)):
            n_idle += len(_WORD.findall(content(found[0]))) or 1
            words = words or found[0]
    if n_idle and question.topic:
        return Idle(words, 1.0)
    return Idle(words, min(1.0, n_idle / max(1, len(_WORD.findall(content(asked))))))
