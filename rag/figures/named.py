"""Whether the words about a figure name the thing that a question asks the amount of, where it names one shortly."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from index.figures.row import row_of
from index.records import Unit
from index.words.clauses import FULL_STOPS
from index.words.figures import WORDS
from index.words.kept import unit_fold, unit_terms
from index.words.lists import any_of
from index.words.terms import terms
from rag.figures.candidate import Candidate
from rag.figures.compute.operands import names_of
from rag.figures.counted import records_by_start
from rag.figures.decide import is_other_of
from rag.figures.thing import asked_thing
from rag.question.said import said
from rag.question.theme import asks_overview
from rag.question.understand import Understood, Wants
from rag.records import Language

# Chosen on dev: of 78 questions with such a name that are answered right, four have less of both by every figure, of 12
# that are answered and should not be, nine. Of nine or ten characters in one piece, four of those that should not be.
SHORTEST, LONGEST = 3, 8  # characters of a name that is neither too common to tell nor a clause
LONGEST_IN_ONE = 10  # where the question has no 的: 社会消费品零售总额
LEAST = 0.4  # of the weight of its terms
LEAST_CHARACTERS = 0.5  # of its characters, more than which stand there where it is put in other words
_PER = re.compile("[人户]均|每[百千万亿]")
_ASKS_FIGURE, _ASKED_CLAUSE_END = said("asks.figure"), re.compile("[，,。；;?？!！]")
_SENTENCE_END = re.compile(f"[{FULL_STOPS}；;]")
_HEAD, _DONE = 2, re.compile(rf"^(?:{any_of(WORDS['verbs'])})+")
# Who goes somewhere is counted and not named by it; how long it took and what was done may be told in other words; a
# scale and a share tell how it is counted.
_NO_NAME = re.compile(
    rf"^(?:[去来到]+|[一二两三五十]年(?:以来|[来里间中])?)?(?:{any_of(WORDS['verbs'])})*|[百千万亿]+$|百分之$|[要会将需]$"
)


def is_named(
    names: Sequence[str], unit: Unit, item: Candidate, question: Understood, weights: Mapping[str, float]
) -> bool:
    """Return whether the sentence of a figure, up to it, names a thing by one of its names, and no other instead."""
    clause = unit_fold(unit.text[slice(*item.clause)])
    if is_other_of(clause, question):
        return False
    record = records_by_start(unit).get(item.figure.start)
    key = _DONE.sub("", record.key) if record else ""
    if len(key) >= _HEAD and any(name.endswith(key) for name in names):  # 提供岗位8个: of 就业岗位
        return True
    row = row_of(unit)  # all its cells tell of what stands in front
    clause = unit_fold(row.label) + clause if row else clause
    held = unit_terms(unit.text[: item.clause[1]] if row else _sentence_to(unit.text, item.clause[1]))
    return any(_has(held, clause, name, weights) for name in names)


def is_unnamed(
    unit: Unit, at: tuple[int, int], fitting: Sequence[Candidate], question: Understood, weights: Mapping[str, float]
) -> bool:
    """Return whether a stretch holds a figure, no date, whose sentence does not name the thing that is asked of."""
    names = names_asked(question)
    inside = [item for item in fitting if at[0] <= item.figure.start < at[1] and not item.figure.is_date]
    return bool(names) and any(
        is_for_each(unit, item, question) or not is_named(names, unit, item, question, weights) for item in inside
    )


def is_for_each(unit: Unit, item: Candidate, question: Understood) -> bool:
    """Return whether a figure is for each person or each so many, which is not asked."""
    return bool(_PER.search(unit_fold(unit.text[slice(*item.clause)]))) and not _PER.search(question.text)


def names_asked(question: Understood) -> tuple[str, ...]:
    """Return the name of the asked thing, as it is asked and as reports write it; none where it is not short."""
    if question.wants is not Wants.FIGURE or question.topic or question.is_pinyin:
        return ()
    if question.language is Language.ENGLISH or asks_overview(question):
        return ()
    if len(asked_thing(question)) > (LONGEST if "的" in question.asked else LONGEST_IN_ONE):
        return ()
    asking = [part for part in _ASKED_CLAUSE_END.split(question.asked) if _ASKS_FIGURE.found(part)]
    thing = _NO_NAME.sub("", asked_thing(replace(question, asked=asking[0]) if len(asking) == 1 else question))
    return tuple(names_of(thing)) if len(thing) >= SHORTEST else ()


def _has(held: AbstractSet[str], clause: str, name: str, weights: Mapping[str, float]) -> bool:
    """Return whether the terms of a sentence are enough of a name's that are known, or its clause's letters are."""
    of_name = {term: weights[term] for term in terms(name) if term in weights}
    told = sum(weight for term, weight in of_name.items() if term in held)
    n_told = sum(character in clause for character in name)
    return told >= LEAST * sum(of_name.values()) or n_told > LEAST_CHARACTERS * len(name)


def _sentence_to(text: str, end: int) -> str:
    """Return the sentence around a place in a text, up to it."""
    return text[max((0, *(found.end() for found in _SENTENCE_END.finditer(text, 0, end)))) : end]
