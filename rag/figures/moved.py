"""Amounts that are asked of things of which only the change is stated, or none: 接待游客多少人次 of 接待游客增长10%."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from index.figures.amount import PERCENT
from index.figures.record import FigureRecord
from index.figures.stated import figures
from index.records import Unit
from index.words.clauses import CLAUSE_END, clauses
from index.words.kept import unit_fold, unit_terms
from rag.figures.thing import LONGEST, Kin, asked_thing, kin_of, without_tail
from rag.question.said import said
from rag.question.understand import Understood, Wants
from rag.records import Language

FiguresOf = Callable[[str], Sequence[FigureRecord]]

_CHANGE, _MORE = said("asks.change"), said("asks.more")
_SHARES = ("5%", "增长5%", "2倍")
_SHORTEST = 4  # characters of a name that surely is that of the asked thing
_LOOKED_AT = 2  # units: the first that are cited
_LEAST = 0.5  # of the terms of a subject, as an English word brings them


def tells_only_change(
    question: Understood, units: Sequence[Unit], figures_of: FiguresOf, weights: Mapping[str, float]
) -> bool:
    """Return whether an amount is asked, and of the asked thing only how much it grew, or what share it has, is stated.

    Args:
        question: what is asked.
        units: that would be cited, best first.
        figures_of: gives the stated figures of a unit.
        weights: the terms of the question, each with its weight.
    """
    if not _asks_amount(question):
        return False
    of_thing: list[FigureRecord] = []
    for unit in units[:_LOOKED_AT]:
        records = figures_of(unit.unit_id)
        beside = {record.start: record for record in records}
        of_thing += [one for one in records if _is_of(unit, one, beside, question, weights)]
    fitting = (one for one in of_thing if any(form.search(one.text) for form in question.expected.forms))
    has_moved = all(one.is_change or one.unit == PERCENT for one in of_thing)
    if not of_thing:
        return _is_only_named(question, units[0], figures_of)
    return has_moved and not (_MORE.found(question.asked) and any(fitting))


def _is_only_named(question: Understood, unit: Unit, figures_of: FiguresOf) -> bool:
    """Return whether a unit names the asked thing with no figure there or right behind; all it has are of others."""
    thing = without_tail(asked_thing(question))
    if question.topic or question.language is Language.ENGLISH or not _SHORTEST <= len(thing) <= LONGEST:
        return False
    keys = [record.key for record in figures_of(unit.unit_id)]
    parted = clauses(unit_fold(unit.text), CLAUSE_END)
    near = [(clause, behind) for clause, behind in pairwise([*parted, ""]) if thing in clause]
    named = [
        clause if any(_names_own(behind, key) for key in keys) else f"{clause}，{behind}" for clause, behind in near
    ]
    is_bare = bool(named) and not any(map(figures, named))
    return is_bare and bool(keys) and not any(unit_terms(thing) & unit_terms(key) for key in keys)


def _asks_amount(question: Understood) -> bool:
    """Return whether a question asks how much there is of something, and no share or change would do."""
    forms = question.expected.forms
    is_amount = bool(forms) and not any(form.search(share) for form in forms for share in _SHARES)
    return question.wants is Wants.FIGURE and is_amount and not _CHANGE.found(question.asked)


def _is_of(
    unit: Unit,
    record: FigureRecord,
    beside: Mapping[int, FigureRecord],
    question: Understood,
    weights: Mapping[str, float],
) -> bool:
    """Return whether a figure is of the asked thing, or may be where it is an amount of the asked form."""
    kin = kin_of(unit, record, beside, question, weights)
    own = unit_terms(record.key)
    shares = len(own & weights.keys()) >= _LEAST * len(own) > 0
    if question.language is Language.ENGLISH:
        return bool(own & weights.keys())
    thing = without_tail(asked_thing(question))
    if record.unit == PERCENT and len(thing) >= _SHORTEST and thing in record.key:
        return True  # 常住人口城镇化率 is a share of 常住人口
    is_fitting = any(form.search(record.text) for form in question.expected.forms)
    return kin is Kin.SAME or (is_fitting and shares and kin is not Kin.OTHER)


def _names_own(clause: str, key: str) -> bool:
    """Return whether a clause names the subject of its figure itself: 单项目投资额度不超过3万元, and no 标准达3万元."""
    return len(key) >= _SHORTEST and key[:_SHORTEST] in clause
