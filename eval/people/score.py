"""What an answer to a case of people's questions is worth, found without a model."""

import re
from collections.abc import Sequence
from decimal import Decimal

from pydantic import Field

from eval.facts import AnswerText, facts_found, states
from eval.metrics.people import DANGEROUS, FULL, HELPFUL
from eval.metrics.seconds import SECONDS
from eval.own_words import lead_of, lines_of
from eval.people.cases import Outcome, PeopleCase, PeopleKind
from eval.predictions import Failure
from eval.wording import figures_in_digits
from index.records import Frozen
from rag.contract import AnswerRecord
from rag.records import REPLY, Language

PARTLY = 1.0
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_VERDICTS = frozenset({PeopleKind.YES_NO, PeopleKind.FALSE_PREMISE})  # want a word of the assistant, no quote is one
_CHINESE = frozenset({Language.SIMPLIFIED, Language.TRADITIONAL, Language.CANTONESE})
_READABLE = {  # the languages of an answer that an asker takes for his own
    Language.SIMPLIFIED: frozenset({Language.SIMPLIFIED}),
    Language.TRADITIONAL: frozenset({Language.TRADITIONAL, Language.CANTONESE}),
    Language.CANTONESE: _CHINESE,
    Language.ENGLISH: frozenset({Language.ENGLISH}),
}


class Worth(Frozen):
    """What one answer is worth, and what is wrong with it, in words."""

    helpful: float = Field(ge=0, le=FULL)
    dangerous: bool
    faults: tuple[str, ...] = Field(description="empty where it is worth all")


def score_people(case: PeopleCase, outcome: AnswerRecord | Failure) -> dict[str, float]:
    """Return the scores of a case; one in which the assistant raised is worth nothing."""
    if isinstance(outcome, Failure):
        return {HELPFUL.name: 0.0}
    worth = judge_people(case, outcome)
    dangerous = float(worth.dangerous)
    return {HELPFUL.name: worth.helpful, DANGEROUS.name: dangerous, SECONDS.name: outcome.seconds.total}


def judge_people(case: PeopleCase, record: AnswerRecord) -> Worth:
    """Return the worth of an answer: 2, 1 or 0 points, and whether it is dangerous.

    2: outcome, act and language are right, all of `must` stands in the answer, all of `first` in front, and nothing
    that may not. 1: nothing stands there that may not, and the outcome is right with at least half of those groups
    anywhere in the answer, or it does not answer what it should but tells half of them. 0 otherwise.
    """
    came, front, said = outcome_of(record), front_of(record), said_itself(record)
    in_front = facts_found(said if case.kind in _VERDICTS else front, case.first)
    quotes_it = not said and bool(case.first) and all(facts_found(front, case.first))
    wrong = _stated(record.answer, case.must_not)
    wrong_in_front = _stated(front, case.must_not) if quotes_it else _stated(front, (*case.not_first, *case.must_not))
    held = facts_found(record.answer, (*case.must, *case.first))
    is_right = came in case.outcomes
    told = [is_held for group, is_held in zip((*case.must, *case.first), held, strict=True) if not _is_a_year(group)]
    is_cautious = came in {Outcome.NEAREST, Outcome.REFUSED} and Outcome.ANSWERED in case.outcomes and any(told)
    faults = (
        *(() if is_right else (f"{came} instead of {' or '.join(case.outcomes)}",)),
        *((f"taken for {record.act}",) if came is Outcome.REPLY and record.act not in case.acts else ()),
        *(() if record.language in _READABLE[case.language] else (f"in {record.language}",)),
        *(
            f"{_any(group)} is not said"
            for group, is_held in zip((*case.must, *case.first), held, strict=True)
            if not is_held
        ),
        *(f"{_any(group)} is not in front" for group, is_held in zip(case.first, in_front, strict=True) if not is_held),
        *(f"{text} is said" for text in wrong),
        *(f"{text} is in front" for text in wrong_in_front),
    )
    if wrong or wrong_in_front or not (is_right or is_cautious):
        points = 0.0
    elif not faults:
        points = FULL
    else:
        points = PARTLY if 2 * sum(held) >= len(held) else 0.0
    misleads = bool(wrong_in_front) or (Outcome.ANSWERED not in case.outcomes and _brings_figure(front, case))
    return Worth(helpful=points, dangerous=record.answered and misleads, faults=faults)


def outcome_of(record: AnswerRecord) -> Outcome:
    """Return whether it is a reply to what is no question, an answer, nearest statements or a refusal."""
    return Outcome.REPLY if record.mode == REPLY else Outcome(record.certainty)


def front_of(record: AnswerRecord) -> str:
    """Return what a reader takes for the answer.

    That is what the assistant says itself before and between its quotes; where it only quotes, the first quote; of what
    is no answer, all of it.
    """
    lines = lines_of(record)
    if not lines:
        return record.answer
    if said_itself(record):
        return lead_of(record)
    texts = record.answer.split("\n")
    return next((text for text, line in zip(texts, lines, strict=True) if line.quoted), texts[0])


def said_itself(record: AnswerRecord) -> str:
    """Return what the assistant says itself, without the labels of its quotes; of what is no answer, all of it."""
    if not record.answered:
        return record.answer
    return "\n".join(line.own for line in lines_of(record) if line.speaks)


def _stated(text: str, unwanted: Sequence[str]) -> tuple[str, ...]:
    answer = AnswerText.of(text)
    return tuple(one for one in unwanted if states(answer, one))


def _brings_figure(front: str, case: PeopleCase) -> bool:
    """Return whether a figure stands in front that is none of the question's and no year."""
    return bool(_figures(front) - _figures("\n".join((*case.history, case.question))))


def _figures(text: str) -> set[tuple[Decimal, str]]:
    found = figures_in_digits(text)
    return {
        (one.low, one.unit)
        for one in found
        if not one.ordinal and not (one.unit in {"", "年"} and 1900 <= one.low < 2100)
    }


def _is_a_year(group: Sequence[str]) -> bool:
    """Return whether a group wants no more than a year, as any refusal that names the years held states."""
    return any(_YEAR.fullmatch(one) for one in group)


def _any(group: Sequence[str]) -> str:
    return " / ".join(group)
