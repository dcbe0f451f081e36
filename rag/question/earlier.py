"""What a question takes from the questions before it: a correction of them, and the words it takes over."""

import re
from collections.abc import Sequence

from index.words.script import simplify
from rag.question.asked_years import years_in
from rag.question.part_matter import label
from rag.question.place import Places
from rag.question.said import said

_CORRECTS, _MEANT = said("follow_ups.corrects"), said("follow_ups.meant")
_DENIED, _DATED = said("asks.denied"), said("times.dated")
_ASKING = said("parts.asking")
_PLAN, _RESULT = said("plans.plan"), said("plans.result")
_STOPS = " ，,、。；;：:！!？?\n."


def corrected(folded: str) -> str:
    """Return what a folded text puts in the place of what was understood before it, or an empty string.

    Example:
        >>> corrected("不对,我问的是2030年的"), corrected("i meant the plan, not the result"), corrected("2030年呢")
        ('2030年的', 'the plan', '')
    """
    opening = _CORRECTS.match(folded)
    meant = _MEANT.search(folded)
    told = folded[opening.end() if opening else 0 : meant.start()] if meant else ""
    if meant and not _ASKING.found(told):  # else it is its own question that it says more of
        rest = folded[meant.end() :]
    elif opening and opening.end() < len(folded):
        rest = folded[opening.end() :]
    else:
        return ""
    return _DENIED.sub("", rest).strip(_STOPS)


def without_other_side(topic: str, asked: str) -> str:
    """Return the matter of earlier questions without the word for plan where a result is asked now, and the reverse."""
    plan, result = _PLAN.found(asked), _RESULT.found(asked)
    if plan == result:
        return topic
    return " ".join((_PLAN if result else _RESULT).sub(" ", topic).split())


def without_places(topic: str, places: Places) -> str:
    """Return the folded matter of earlier questions without the places they name: another one is asked about now."""
    for start, end in reversed(places.spans(topic)):
        topic = f"{topic[:start]} {topic[end:]}"
    return " ".join(topic.split())


def words_taken(
    earlier: Sequence[str], places: Places, *, matter: str, years: Sequence[int], takes_places: bool
) -> tuple[str, ...]:
    """Return what is taken over, in the words of the earlier questions: the matter, the years, the places.

    Args:
        earlier: questions as they were typed, oldest first.
        places: that can be named.
        matter: the question that names the matter, as typed; empty where that is not taken.
        years: that are taken.
        takes_places: whether its places are.
    """
    found = [label(matter)] if matter else []
    for year in years:
        said_in = (one[0] for text in reversed(earlier) for one in _DATED.finditer(text) if year in years_in(one[0]))
        found.append(next(said_in, str(year)))
    if takes_places:
        spans = ((text, places.spans(_alike(text))) for text in reversed(earlier))
        text, named = next(((text, named) for text, named in spans if named), ("", ()))
        found += [text[slice(*span)] for span in named]
    return tuple(dict.fromkeys(word for word in found if not re.fullmatch(r"\W*", word)))


def named_in(typed: str, taken_over: Sequence[str], places: Places) -> tuple[str, ...]:
    """Return the places that a question names, as it is typed; else those among the words that it takes over."""
    for text in (typed, *taken_over):
        found = tuple(dict.fromkeys(text[slice(*span)] for span in places.spans(_alike(text))))
        if found:
            return found
    return ()


def _alike(text: str) -> str:
    """Return a text in Simplified and lower case, character for character."""
    simple = simplify(text).lower()
    return simple if len(simple) == len(text) else text.lower()
