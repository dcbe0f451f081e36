"""The verdict on what the quotes tell in other words than it is asked in: each has what covers all, a title is won."""

import re
from collections.abc import Mapping
from dataclasses import replace

from index.records import Status, Unit
from index.words.clauses import CLAUSE_END, clauses
from index.words.kept import unit_fold, unit_terms
from index.words.terms import terms
from rag.answer.finding import Finding, Verdict
from rag.answer.named import names, names_of, words_of
from rag.answer.verdict_progress import SAME_MATTER, share_of
from rag.question.said import said
from rag.question.understand import Understood
from rag.records import Language

_YES_NO, _OF_NOW, _CLAIMS = said("verdicts.yes_no"), said("verdicts.of_now"), said("verdicts.claims")
_ASKS_WON, _TOLD_WON, _IN_PART = said("verdicts.asks_won"), said("verdicts.told_won"), said("verdicts.told_in_part")
_EACH_ONE, _ALL_COVERED = said("verdicts.each_one"), said("verdicts.all_covered")
_NOT_SO = said("verdicts.not_so")
_OTHERWISE = re.compile(r"[\u4e00-\u9fff][(（]([\u4e00-\u9fff])[)）]")

LONGEST_TOLD = 40  # characters of the clause that says it: a longer one is only quoted
AROUND_CLAUSE = " ，,、；;。.：:"
COMMONER = 0.75  # of the weight of the rarest term held: what is less may be said otherwise, as 公司 is


def on_coverage(question: Understood, first: Unit) -> Verdict | None:
    """Return the clause that says a thing covers all, where each of some places is asked to have it."""
    if not _EACH_ONE.found(question.asked) or not _is_said_of(first, question):
        return None
    words = words_of(question, (_YES_NO, _OF_NOW, _CLAIMS, _EACH_ONE))
    for told in clauses(first.text, CLAUSE_END):
        clause = unit_fold(told)
        is_said = _ALL_COVERED.found(clause) and not _NOT_SO.found(clause)
        if is_said and any(names(one, text) for one in names_of(words) for text in (clause, _either_way(clause))):
            verbatim = told.strip(AROUND_CLAUSE)
            return Verdict(Finding.TOLD_OF, first.unit_id, told=verbatim) if len(verbatim) <= LONGEST_TOLD else None
    return None


def _is_said_of(unit: Unit, question: Understood) -> bool:
    """Return whether a unit tells a result of a year that a Chinese question asks about, which denies nothing."""
    if question.language is Language.ENGLISH or question.is_pinyin or _NOT_SO.found(_YES_NO.sub(" ", question.asked)):
        return False
    is_of_year = not question.years or bool(set(question.years) & set(unit.years))
    return unit.status is Status.RESULT and is_of_year


def _either_way(clause: str) -> str:
    """Return a clause with what is said in brackets for one character in its place: 服务站 of 服务所(站)."""
    return _OTHERWISE.sub(r"\1", clause)


def on_title(question: Understood, first: Unit, weights: Mapping[str, float]) -> Verdict | None:
    """Return that a title was won where one clause says so in whatever word, and lacks nothing that is rare."""
    asked = _ASKS_WON.search(question.asked)
    title = words_of(replace(question, asked=question.asked[asked.end() :]), (_YES_NO, _OF_NOW)) if asked else ()
    if not title or not _is_said_of(first, question):
        return None
    for clause in clauses(unit_fold(first.text), CLAUSE_END):
        won = _TOLD_WON.search(clause)
        asked_of = of_matter(question, clause, weights)
        is_same = share_of(clause, asked_of) >= SAME_MATTER and has_rarest(clause, asked_of, is_strict=True)
        if won and is_same and not (_IN_PART.found(clause) or _NOT_SO.found(clause)):
            return Verdict(Finding.DONE, first.unit_id, told=won[0])
    return None


def of_matter(question: Understood, text: str, weights: Mapping[str, float]) -> Mapping[str, float]:
    """Return the weights without the terms of words that ask whether a title was won, where a text tells it was."""
    if not _TOLD_WON.found(unit_fold(text)):
        return weights
    of_asking = set(terms(question.asked)) - set(terms(_ASKS_WON.sub(" ", question.asked)))
    return {term: weight for term, weight in weights.items() if term not in of_asking}


def has_rarest(text: str, weights: Mapping[str, float], *, is_strict: bool = False) -> bool:
    """Return whether a text lacks no term that is nearly as rare as the rarest it has, as 地铁 of 夜间地铁.

    It lacks none where two words meet that it has apart, unless `is_strict`: 院集 of 医院集团 in 医院管理集团.
    """
    held = unit_terms(text) & weights.keys()
    rarest = max((weights[term] for term in held), default=0.0)
    first, last = {term[0] for term in held}, {term[-1] for term in held}
    lacked = (
        term for term in weights if term not in held and (is_strict or not (term[0] in last and term[-1] in first))
    )
    return all(weights[term] < COMMONER * rarest for term in lacked)
