"""The verdict on a question that wants a yes or a no, or a reason: only as far as what is quoted supports one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.records import Status, Unit
from index.words.clauses import CLAUSE_END, clauses
from index.words.kept import unit_fold, unit_terms
from index.words.terms import terms
from rag.answer.finding import Finding, Verdict
from rag.answer.named import names_of, phrase_in, words_of
from rag.answer.remarks import without_remarks
from rag.answer.verdict_beside import on_comparison
from rag.answer.verdict_direction import on_direction
from rag.answer.verdict_otherwise import AROUND_CLAUSE, LONGEST_TOLD, has_rarest, of_matter, on_coverage, on_title
from rag.answer.verdict_progress import (
    SAME_MATTER,
    asks_existence,
    is_all_done,
    is_none,
    on_aim,
    on_existence,
    on_progress,
    share_of,
)
from rag.answer.verdict_rank import on_rank
from rag.answer.verdict_than_whole import on_whole
from rag.figures.claim import Agreement, Stated, claims, stated
from rag.figures.compare import asks_computed
from rag.figures.which_way import Way
from rag.question.said import said
from rag.question.understand import Understood, Wants
from rag.records import Language

_YES_NO, _WHY, _HOW_MUCH = said("verdicts.yes_no"), said("verdicts.why"), said("verdicts.how_much")
_CAUSE, _MAY_BE_CAUSE, _NOT_SO = said("verdicts.cause"), said("verdicts.may_be_cause"), said("verdicts.not_so")
_ASKS_DONE, _ASKS_BEGUN, _OF_NOW = said("verdicts.asks_done"), said("verdicts.asks_begun"), said("verdicts.of_now")
_NAMES_WHAT, _REACHED, _PRESUMES = said("verdicts.names_what"), said("verdicts.reached"), said("verdicts.presumes")
_RISES, _FALLS, _TAG = said("verdicts.rises"), said("verdicts.falls"), said("verdicts.tag")
_COMPARES = said("against.sign")
_STATED_OPEN, _ASKS_WON = said("verdicts.stated_open"), said("verdicts.asks_won")
_CLAIMS, _DATED, _REMARK = said("verdicts.claims"), said("times.dated"), said("verdicts.remark")

_FIRST_OF_ALL, _EXTENDS = said("verdicts.first_of_all"), said("verdicts.extends")
_ITEM_MARK = re.compile(r"^[\W\d_①-⑳㉑-㉟]+")
_ENOUGH, _LACKING = said("verdicts.enough"), said("verdicts.lacking")

NAMED = 2  # terms of a question in a clause that names its matter
TOLD = 0.4  # of the question's term weight in a result: then it is on record, though in other words


def verdict(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return the verdict on a question, or None where none is asked or the quotes do not tell.

    Args:
        question: what was asked.
        units: that are quoted, the most important first.
        weights: the question's terms, each with its weight.
    """
    if not units or asks_computed(question) or _asks_unsaid_enough(question, units[0]):
        return None
    question, weights = without_remarks(question, units, weights)
    if not _wants_more(question):
        compared = on_comparison(question, units, weights) or on_whole(question, units, weights)
        if compared:
            return compared
    if question.both_sides and len({unit.period for unit in units}) > 1:
        return _on_outcome(question, units, weights)
    if _YES_NO.found(question.asked) or _only_claims(question) or _ends_open(question):
        return _on_yes_or_no(question, units, weights)
    if _PRESUMES.found(question.asked) and (presumed := _on_presumed(question, units, weights)):
        return presumed
    return _on_reason(question, units, weights) if _WHY.found(question.asked) else None


def _asks_unsaid_enough(question: Understood, first: Unit) -> bool:
    """Return whether it is asked if there is enough, and a unit says no more than that there is some, or too little."""
    text = unit_fold(first.text)
    is_said = _ENOUGH.found(text) and not _LACKING.found(text)
    return _ENOUGH.found(question.asked) and not claims(question) and not is_said


def _on_outcome(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return what came of something that is asked to be done, where its plan is quoted as well; None if unsure."""
    is_asked = _YES_NO.found(question.asked) and _ASKS_DONE.found(question.asked) and not claims(question)
    return on_progress(question, units, weights) if is_asked and not _wants_more(question) else None


def _on_presumed(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return that what a question takes for true is otherwise, or only planned; None where it is so, or unsure."""
    if other := _other_figure(question, units, weights):
        return _of_other(other, Finding.OTHER_FIGURE)
    if not _of_now(question):
        return None
    found = [one for claim in claims(question) if (one := stated(claim, question, units, weights))]
    planned = next((one for one in found if one.unit.status is Status.PLAN), None)
    if planned:
        return Verdict(Finding.PLANNED_FIGURE, planned.unit.unit_id, planned.text)
    told = on_progress(question, units, weights) if _ASKS_DONE.found(question.asked) and not found else None
    return told if told and told.finding in (Finding.PLANNED, Finding.UNFINISHED) else None


def _only_claims(question: Understood) -> bool:
    """Return whether a text states a figure of something and asks nothing by its words: it wants to be confirmed."""
    is_open = question.wants in (Wants.OTHER, Wants.FIGURE) and not (
        _WHY.found(question.asked) or _PRESUMES.found(question.asked)
    )
    return (
        is_open and _CLAIMS.found(question.asked) and not _NAMES_WHAT.found(question.asked) and bool(claims(question))
    )


def _ends_open(question: Understood) -> bool:
    """Return whether a text states something as done and a question mark stands behind it: 评上了？."""
    asks_more = _wants_more(question) or _WHY.found(question.asked) or _PRESUMES.found(question.asked)
    return _STATED_OPEN.found(question.asked) and not asks_more


def _on_yes_or_no(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return the verdict on what is asked to be confirmed: figures first, then aims, progress, words."""
    if _OF_NOW.found(question.asked):  # what came of it before what was planned of it
        units = sorted(units, key=lambda unit: unit.status is Status.PLAN)
    found = [stated(claim, question, units, weights) for claim in claims(question)]
    other = next((one for one in found if one and one.agreement is Agreement.OTHER), None)
    if other:
        return _on_other_figure(other, question)
    if _wants_more(question):
        return _on_record(_without_count(question), units[0], weights)
    is_of_progress = _of_now(question) and (_ASKS_DONE.found(question.asked) or _ASKS_BEGUN.found(question.asked))
    if any(found):
        told = _on_figures([one for one in found if one], len(found), question)
        return _of_progress(told, question, units, weights) if told and is_of_progress else told
    if _REACHED.found(question.asked):
        return on_aim(question, units, weights)
    if is_of_progress:  # a figure that no unit states of the matter may be part of its name: 这12项工程
        told = on_direction(question, units, weights) or on_progress(question, units, weights)
        return (
            told
            or (on_title(question, units[0], weights) if _is_plain(question) else None)
            or _on_record(question, units[0], weights)
        )
    return None if found else _on_statement(question, units, weights)


def _on_statement(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return the verdict on what is asked to be confirmed and is neither a figure nor an aim, done or begun."""
    went = on_rank(question, units, weights) or on_direction(question, units, weights) or on_existence(question, units)
    told = went or on_coverage(question, units[0]) or _on_words(question, units, weights) or _on_plan(question, units)
    return told or _on_record(question, units[0], weights)


def _of_progress(
    told: Verdict, question: Understood, units: Sequence[Unit], weights: Mapping[str, float]
) -> Verdict | None:
    """Return the verdict on figures of something that is asked to be done: that they are the same is not enough."""
    if told.finding is not Finding.SAME_FIGURE:
        return told
    return on_progress(question, units, weights) or (told if is_all_done(told.unit_id, units) else None)


def _other_figure(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Stated | None:
    """Return the stated figure that is another than the question takes for true."""
    found = (stated(claim, question, units, weights) for claim in claims(question))
    return next((one for one in found if one and one.agreement is Agreement.OTHER), None)


def _wants_more(question: Understood) -> bool:
    """Return whether a question asks for more than a yes or a no: who, what, which, how."""
    asked = _without_asking(question)
    return question.wants not in (Wants.FIGURE, Wants.OTHER) or bool(_NAMES_WHAT.found(asked))


def _without_count(question: Understood) -> Understood:
    """Return a question without the clause that asks how many there are, where another asks whether it is so."""
    parted = clauses(question.asked)
    counting = [clause for clause in parted if _NAMES_WHAT.found(clause)]
    asks_both = question.wants is Wants.FIGURE and len(counting) == 1 and not _YES_NO.found(counting[0])
    if not asks_both:
        return question
    rest = "，".join(clause for clause in parted if clause not in counting)
    return replace(question, asked=rest, wants=Wants.OTHER)


def _without_asking(question: Understood) -> str:
    """Return the folded question without remarks and the words that want a yes or a no, a tag as a whole."""
    return _YES_NO.sub(" ", _TAG.sub(" ", _REMARK.sub(" ", question.asked)))


def _is_plain(question: Understood) -> bool:
    """Return whether a yes or a no is all that is asked, in one clause, remarks aside."""
    asked = _without_asking(question)
    return not _wants_more(question) and len(clauses(asked)) == 1


def _of_now(question: Understood) -> bool:
    """Return whether a question is about what has happened by now, and speaks of no plan."""
    return _OF_NOW.found(question.asked) and question.status is not Status.PLAN


def _on_reason(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return that what a reason is asked for is otherwise; or that none is given for a figure, where none is."""
    other = _other_figure(question, units, weights) or on_direction(question, units, weights)
    if other:
        return other if isinstance(other, Verdict) else _of_other(other, Finding.OTHER_FIGURE)
    is_of_figure = question.leans and question.wants is Wants.FIGURE
    if not (is_of_figure or _HOW_MUCH.found(_DATED.sub(" ", question.asked))):
        return None
    texts = [unit_fold(unit.text) for unit in units]
    may_say = any(words.found(text) for words in (_CAUSE, _MAY_BE_CAUSE) for text in texts)
    return None if may_say else Verdict(Finding.NO_CAUSE)


def _on_other_figure(other: Stated, question: Understood) -> Verdict:
    if other.unit.status is Status.PLAN and _of_now(question):
        finding = Finding.PLANNED_FIGURE
    else:
        finding = Finding.NOT_SO if _is_plain(question) else Finding.OTHER_FIGURE
    return _of_other(other, finding)


def _of_other(other: Stated, finding: Finding) -> Verdict:
    """Return a verdict on a figure that is another than is claimed, or went the other way."""
    went = {Way.DOWN: Finding.NO_FALL, Way.UP: Finding.NO_RISE}
    return Verdict(went[other.not_way] if other.not_way else finding, other.unit.unit_id, other.text)


def _on_figures(found: Sequence[Stated], n_claims: int, question: Understood) -> Verdict | None:
    """Return that the figures are as claimed, where each of them is."""
    if len(found) < n_claims or any(one.agreement is Agreement.UNSURE for one in found):
        return None
    first = found[0]
    if _FIRST_OF_ALL.found(question.asked) and not _FIRST_OF_ALL.found(unit_fold(first.unit.text)):
        return None  # 第一个建成500米充电圈的: the 500 metres are not what is claimed
    is_outcome = first.unit.status is Status.PLAN and question.status is not Status.PLAN
    return Verdict(Finding.PLANNED_FIGURE if is_outcome else Finding.SAME_FIGURE, first.unit.unit_id, first.text)


def _on_plan(question: Understood, units: Sequence[Unit]) -> Verdict | None:
    """Return that what is asked, and not as a plan, is only planned, where plans are all that is quoted."""
    is_planned = question.status is not Status.PLAN and all(unit.status is Status.PLAN for unit in units)
    is_asked = _is_plain(question) and not asks_existence(question) and not _COMPARES.found(question.asked)
    is_new = is_planned and is_asked and not _is_widened(question, units[0])
    return Verdict(Finding.PLANNED, units[0].unit_id) if is_new else None


def _is_widened(question: Understood, unit: Unit) -> bool:
    """Return whether a clause begins with what is done to a thing that there is, and names that of the question."""
    asked = set(terms(" ".join(words_of(question, (_YES_NO, _OF_NOW)))))
    parted = (_ITEM_MARK.sub("", clause) for clause in clauses(unit_fold(unit.text)))
    return any(_EXTENDS.match(clause) and len(asked & unit_terms(clause)) >= NAMED for clause in parted)


def _on_record(question: Understood, first: Unit, weights: Mapping[str, float]) -> Verdict | None:
    """Return that the documents tell of the matter, where a result does and denies nothing: the quote says what."""
    is_english = question.language is Language.ENGLISH
    told = [clause for clause in clauses(unit_fold(first.text)) if share_of(clause, weights)]
    asked = _OF_NOW.sub(" ", _YES_NO.sub(" ", question.asked))
    is_denied = any(map(_NOT_SO.found, told)) or (not is_english and _NOT_SO.found(asked))
    is_of_status = first.status is not Status.PLAN or question.status is Status.PLAN  # 是不是说要建 asks of a plan
    is_told = is_of_status and share_of(first.text, weights) >= TOLD
    is_same = is_told and has_rarest(first.text, of_matter(question, first.text, weights))
    is_same = is_same and not _says_unheld(question, first, weights)
    # What is told of it need not be the thing, nor which way it went, nor what is only to be confirmed: 七连冠对吧.
    is_more = asks_existence(question) or _takes_a_way(question.asked) or _TAG.found(question.asked)
    is_asked = _is_plain(question) and not is_more
    if not (is_same and is_asked) or is_denied:
        return None
    clause = max(clauses(first.text), key=lambda one: share_of(one, weights)).strip(AROUND_CLAUSE)
    return Verdict(Finding.TOLD_OF, first.unit_id, told=clause) if len(clause) <= LONGEST_TOLD else None


def _says_unheld(question: Understood, unit: Unit, weights: Mapping[str, float]) -> bool:
    """Return whether a Chinese question says a word that nothing holds, nor the unit a character of it: 罚款."""
    text = unit_fold(unit.text)
    unheld = {
        term for word in words_of(question, (_YES_NO, _OF_NOW, _ASKS_WON)) for term in terms(word)
    } - weights.keys()
    is_chinese = not question.is_pinyin and question.language is not Language.ENGLISH
    return is_chinese and any(not any(one in text for one in term) for term in unheld if len(term) > 1)


def _takes_a_way(folded: str) -> bool:
    """Return whether a folded text takes something to have risen or fallen."""
    return _RISES.found(folded) or _FALLS.found(folded)


def _on_words(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Verdict | None:
    """Return yes where one clause says every word of the question in order, and nothing says that it is not so."""
    if question.language is Language.ENGLISH or question.is_pinyin:
        return None
    words, first = words_of(question, (_YES_NO, _OF_NOW)), units[0]
    if is_none(question, first):
        return Verdict(Finding.NONE, first.unit_id)
    ways = (found[0] for way in (_RISES, _FALLS) for found in way.finditer(question.asked))
    is_way_lost = any(not any(way in word for word in words) for way in ways)  # 降 of 是降的吧 is no word of two
    if words and not (is_way_lost or _NOT_SO.found(" ".join(words)) or asks_existence(question)):
        for clause in clauses(unit_fold(first.text), CLAUSE_END):
            is_said = any(phrase_in(one, clause, most_between=len(clause)) for one in names_of(words))
            if is_said and not _NOT_SO.found(clause):
                is_asked_of_now = _of_now(question) and first.status is Status.PLAN
                return Verdict(Finding.PLANNED if is_asked_of_now else Finding.YES, first.unit_id)
    return Verdict(Finding.UNSAID) if _is_plain(question) and share_of(first.text, weights) < SAME_MATTER else None
