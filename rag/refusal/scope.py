"""What the documents are not about, whatever they hold: orders to the program, idle talk, other places and levels."""

import math
import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from index.places.gazetteer import LONGEST, gazetteer
from index.records import Unit
from index.words.clauses import CLAUSE_END, SUBJECT_END, clauses
from index.words.kept import unit_fold
from index.words.terms import fold
from rag.question.answer_form import FIGURE, Expected
from rag.question.idle import OFF_TOPIC
from rag.question.part_of_place import kindless
from rag.question.said import said
from rag.question.understand import Understood
from rag.question.wording import content

OF_MATTER = 0.5  # of the weight of what is asked, in a clause that names a part of a held place
CALLED = 3  # characters behind the name of a place that make a name of another thing
_ORDERS, _YES_NO = said("scope.orders"), said("verdicts.yes_no")
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
    matter = [term for term in weights if term not in place and place not in term]
    of_matter = {term: weights[term] for term in matter}
    is_told = question.is_elsewhere_within and _tells_of_part(name, of_matter, folded[:1], question.expected)
    is_open = bool(matter) and not question.expected.forms and not _YES_NO.found(question.asked)
    if is_told or (question.is_elsewhere_within and is_open):
        return "" if is_told else place
    names = [longer for longer in (called, within) if longer]
    if not question.expected.forms or any(longer in text for longer in names for text in folded):
        return "" if any(name in text for text in folded) else place
    is_told = any(_tells_of(name, matter, text, question.expected) for text in folded[:1])
    return "" if is_told else place


def _tells_of_part(name: str, matter: Mapping[str, float], folded: Sequence[str], expected: Expected) -> bool:
    """Return whether a clause names a part of a held place with most of what is asked, or some and a figure.

    Where no form is asked, a word of that may stand anywhere in the text.
    """
    named = [clause for text in folded for clause in clauses(text, CLAUSE_END) if name in clause]
    shares = [math.fsum(weight for term, weight in matter.items() if term in clause) for clause in named]
    is_of_matter = max(shares, default=0.0) >= OF_MATTER * math.fsum(matter.values())
    forms = [form for form in expected.forms if form.name != FIGURE]
    has_form = any(share and any(f.search(one) for f in forms) for share, one in zip(shares, named, strict=True))
    is_of_text = not expected.forms and any(term in text for term in matter for text in folded)
    return bool(named) and (is_of_matter or has_form or is_of_text)


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
