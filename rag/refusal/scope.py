"""What the documents are not about, whatever they hold: orders to the program, idle talk, other places and levels."""

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from index.places.gazetteer import LONGEST, gazetteer
from index.records import Unit
from index.words.clauses import SUBJECT_END, clauses
from index.words.kept import unit_fold
from index.words.terms import fold
from rag.question.answer_form import Expected
from rag.question.idle import OFF_TOPIC
from rag.question.part_of_place import kindless
from rag.question.said import said
from rag.question.understand import Understood
from rag.question.wording import content

CALLED = 3  # characters behind the name of a place that make a name of another thing
_ORDERS = said("scope.orders")
_PAIR, _WORD = re.compile("[\u4e00-\u9fff]{2}"), re.compile(r"[\u4e00-\u9fff]|[a-z]+")


def order_in(question: Understood) -> str:
    """Return the words that make a text an order to the program (a prompt injection), or ""."""
    found = _ORDERS.search(question.asked)
    return found.group() if found else ""


def whole_in(question: Understood) -> str:
    """Return the whole that a question asks about and the held places are parts of, or ""."""
    return question.asks_whole


def elsewhere_in(question: Understood, chosen: Sequence[Unit], weights: Mapping[str, float]) -> str:
    """Return the place a question is about when no document and none of the chosen units is, or "".

    A unit is where it names the place; if a figure or a date is asked, where the first one names it in front of one in
    the same sentence, with a word of what is asked: a report that names a town among those that were praised says
    nothing of the town's figures. What the question calls by the place's name (全国经济普查) is told of where it is
    named.

    Args:
        question: what is asked.
        chosen: the units that would be cited.
        weights: of the question's terms.
    """
    place = question.elsewhere
    if not place:
        return ""
    name, at = kindless(place), question.asked.find(place)
    called = question.asked[at:][: len(place) + CALLED] if at >= 0 and kindless(place) == place else ""
    within = question.asked[at - 1 : at + len(place)] if at > 0 and content(question.asked[at - 1]) else ""  # 古埃及
    folded = [unit_fold(unit.text) for unit in chosen]
    names = [longer for longer in (called, within) if longer]
    if not question.expected.forms or any(longer in text for longer in names for text in folded):
        return "" if any(name in text for text in folded) else place
    matter = [term for term in weights if term not in place and place not in term]
    is_told = any(_tells_of(name, matter, text, question.expected) for text in folded[:1])
    return "" if is_told else place


def _tells_of(place: str, matter: Sequence[str], folded: str, expected: Expected) -> bool:
    """Return whether a sentence names a place itself, no part of it, in front of a figure and a word of the matter."""
    for sentence in clauses(folded, SUBJECT_END):
        behind = sentence[sentence.find(place) + len(place) :] if place in sentence else ""
        is_part = any(not named.start for named in gazetteer().named_in(behind[:LONGEST]))
        is_of_matter = not matter or any(term in behind for term in matter)
        if behind and not is_part and is_of_matter and any(form.search(behind) for form in expected.forms):
            return True
    return False


def document_not_held_in(question: Understood, chosen: Sequence[Unit]) -> str:
    """Return the document a question names that is not held, unless what was chosen speaks of it; or ""."""
    name = question.document_not_held
    return "" if any(name in fold(unit.text) for unit in chosen) else name


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
