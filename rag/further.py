"""Asking on about an answer: what it did not show (还有吗), one of what it did (第二个), what came of it (要实际的),
whether it is so (真有这么多吗, 是两千个吗), and why.

A conversation holds questions only, so the question before is answered again and its units are looked through.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from index.records import Status, Unit
from index.words.kept import unit_terms
from index.words.numerals import number
from index.words.terms import fold
from rag.considered import Considered
from rag.evidence.picked import Picked
from rag.question.answer_form import Expected
from rag.question.asked_years import years_in
from rag.question.courtesy import without_courtesy
from rag.question.part_matter import label
from rag.question.said import said
from rag.question.understand import Understood
from rag.question.wording import written
from rag.records import Question, Reason
from rag.refusal.gate import Decision, Rule, Verdict

MOST = 3  # further units at a time
NEAR = 3.0  # log-odds of the ranker below the best unit

LONGEST = 60  # characters of what is asked on about

_COLON = re.compile("[：:]")
_MORE, _WHICH = said("further.more"), said("further.which")
_CHECKS, _WHY = said("further.checks"), said("further.why")
_STOPS = " ，,、。；;：:！!？?\n."
_NOTHING = Verdict(0.0, Reason.NO_EVIDENCE, Decision(Rule.NOTHING_FOUND))

Consider = Callable[[Question], Considered]


def asked_on(question: Question, consider: Consider) -> Considered | None:
    """Return what a question gets that asks on about the answer before it; None where it asks something else.

    Args:
        question: with its history.
        consider: answers the question before again.
    """
    which, is_more, is_same = _which(question.text), _asks_more(question.text), _asks_of_same(question.text)
    at = next((n for n, text in reversed(list(enumerate(question.history))) if not asks_on(text)), None)
    if at is None or not (which or is_more or is_same):
        return None
    text, before = question.history[at], question.history[:at]
    found = consider(question.model_copy(update={"text": text, "history": before}))
    if found.verdict.reason is not None:
        return found
    if is_same:
        return _of_same(found, question.text, text)
    if is_more:
        units = _further(found)[MOST * sum(map(_asks_more, question.history[at + 1 :])) :][:MOST]
    else:
        units = _one(found, which, question, consider)
    taken_over = tuple(dict.fromkeys((label(text), *found.understood.taken_over)))
    understood = replace(found.understood, expected=Expected(()), taken_over=taken_over)
    return Considered(
        replace(found.searched, question=understood),
        found.ranked,
        Picked("asked on", units),
        found.verdict if units else _NOTHING,
    )


def of_any_year(found: Considered) -> Understood | None:
    """Return the question for the newest result, where one is asked of a year that it only takes over; else None."""
    question = found.understood
    is_taken = bool(question.years) and not years_in(question.asked)
    if found.verdict.reason is not Reason.WRONG_PERIOD or question.status is not Status.RESULT or not is_taken:
        return None
    taken_over = tuple(word for word in question.taken_over if not years_in(word))
    return replace(question, years=(), asks_newest=True, taken_over=taken_over)


def asks_on(text: str) -> bool:
    """Return whether a text asks on about an answer before it, and names no matter."""
    return _asks_more(text) or bool(_which(text)) or _asks_of_same(text)


def _asks_of_same(text: str) -> bool:
    """Return whether a text asks why what was answered is so, or whether it is."""
    bare = _bare(text)
    return _CHECKS.fullmatch(bare) is not None or _WHY.fullmatch(bare) is not None


def _of_same(found: Considered, text: str, before: str) -> Considered:
    """Return what answered a question, for one that asks why it is so, or whether it is."""
    understood = found.understood
    asked = " ".join((fold(label(before)), _bare(text)))
    taken_over = tuple(dict.fromkeys((label(before), *understood.taken_over)))
    understood = replace(understood, asked=asked, leans=True, taken_over=taken_over)
    return replace(found, searched=replace(found.searched, question=understood))


def _asks_more(text: str) -> bool:
    return _MORE.fullmatch(_bare(text)) is not None


def _which(text: str) -> int:
    """Return which of the things shown a text asks about, counted from 1; -1 for the last, 0 where it does not."""
    found = _WHICH.fullmatch(_bare(text))
    if not found:
        return 0
    counted = found.groupdict().get("n") or ""
    return int(counted) if counted.isdigit() else number(counted) or _ORDINALS.get(counted, -1)


_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}


def _bare(text: str) -> str:
    return written(without_courtesy(text)).strip(_STOPS)


def _further(found: Considered) -> tuple[Unit, ...]:
    """Return the units that are nearly as good as the best and were not shown, best first."""
    shown = {unit.unit_id for unit in found.picked.units}
    least = found.ranked[0].score - NEAR
    near = (item for item in found.ranked if item.score >= least and item.features.year >= 0)
    return tuple(item.unit for item in near if item.unit.unit_id not in shown)


def _one(found: Considered, which: int, question: Question, consider: Consider) -> tuple[Unit, ...]:
    """Return one of the things shown, with what else is told of it; none where so many were not shown.

    A unit that stands alone shows what it lists.
    """
    units = found.picked.units
    items = units[1:] if len(units) > 1 and units[0].text.rstrip()[-1:] in "：:" else units
    members = _members(items[0].text) if len(items) == 1 else []
    texts = members or [unit.text for unit in items]
    if which > len(texts):
        return ()
    at = len(texts) - 1 if which < 0 else which - 1
    one = items[0] if members else items[at]
    about = consider(question.model_copy(update={"text": texts[at][:LONGEST], "history": ()}))
    shown = {unit.unit_id for unit in units}
    if members:
        own = unit_terms(texts[at])
        told = [item.unit for item in about.ranked if 2 * len(own & unit_terms(item.unit.text)) > len(own)]
    else:
        told = [unit for unit in about.picked.units if unit.doc_id == one.doc_id]
    return (one, *(unit for unit in told if unit.unit_id not in shown))[:MOST]


def _members(text: str) -> list[str]:
    """Return what a text lists behind its last colon, or all through it.

    Example:
        >>> _members("三园:东边的桃园、西边的李园、北边的杏园。")
        ['东边的桃园', '西边的李园', '北边的杏园']
    """
    listed = _COLON.split(text)[-1]
    for mark in ("；", ";", "、"):
        found = [one.strip(_STOPS) for one in listed.split(mark)]
        if len(found) > 1 and all(found):
            return found
    return []
