"""Which figure of a quote answers: the one of the expected form whose clause agrees most with the question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.figures.stated import Figure, figures
from index.records import Role, Status, Unit
from index.words.clauses import CLAUSE_END, FULL_STOPS
from index.words.figures import WORDS
from index.words.kept import unit_terms
from index.words.lists import any_of
from index.words.measures import COUNTING
from index.words.terms import fold
from rag.figures.candidate import Candidate
from rag.figures.compare import asks_computed
from rag.figures.counted import counts_another, is_asked_with, is_no_amount, records_by_start
from rag.figures.decide import ASKS_CHANGE, CLEARLY, Spans, decided
from rag.figures.matter import acts_in
from rag.figures.named import is_unnamed
from rag.figures.namesake import is_of_namesake
from rag.figures.row import of_the_columns
from rag.figures.thing import Kin, kin_of
from rag.question.answer_form import DATE, TIME, Expected, Form
from rag.question.said import said
from rag.question.understand import Understood, Wants
from rag.records import ChosenBy, Language

_TITLE = re.compile(r"《[^》]*》")  # a figure in a title is its name
_ITEM_MARK = re.compile(r"^[①-⑳㉑-㉟]\s*")
LIST_END = re.compile("、")  # ends a clause only where each part has its own figure: it mostly joins names
_WHOLE, _ADDED = said("computes.whole"), re.compile(rf"\s*(?:{any_of(WORDS['verbs'])})")
_ASKED_FOR = said("asks.amounts")
_COUNTED_THING, _THING_ENDS = re.compile(r"\s*的?([\u4e00-\u9fff]{2})"), 5  # characters behind a figure
_NO_SUBJECT = re.compile(rf"[\s①-⑳㉑-㉟]*(?:{any_of(said('figures.no_subject').words)})*[\s]*$")
_DEFINING = (Role.GLOSSARY, Role.FOOTNOTE)
WORDY = frozenset(("procedure", "person", "address", "company", "casualties", "hours"))  # told in words, not figures

INHERITED = 0.5  # of the weight of a word that stands in an earlier clause of the same sentence
MORE = (
    0.05  # of the question's term weight, by which a clause behind tells what is asked rather than the one that leads
)
LONGEST = 32  # characters of a key; beyond, the quote itself says it as well


def candidates(unit: Unit, weights: Mapping[str, float], list_end: re.Pattern[str] = LIST_END) -> tuple[Candidate, ...]:
    """Return the figures and dates of a unit, clause by clause.

    Args:
        unit: what is quoted.
        weights: the question's terms, each with its weight.
        list_end: what ends a clause only where each part has its own figure.
    """
    found = figures(unit.text)
    clauses = _clauses(unit.text, found, list_end)
    agreements = _agreements(unit.text, clauses, found, weights)
    return tuple(
        Candidate(figure, clause, agreement)
        for clause, agreement in zip(clauses, agreements, strict=True)
        for figure in found
        if clause[0] <= figure.start < clause[1]
    )


@dataclass(frozen=True)
class Led:
    """A figure or date that answers, verbatim, why it is the one, and the others of its unit that might have been."""

    text: str
    chosen_by: ChosenBy
    instead_of: tuple[str, ...] = ()


def led(unit: Unit, question: Understood, weights: Mapping[str, float]) -> tuple[Led, ...]:
    """Return the figures or dates of a unit that answer, verbatim, in its order; one for each form that is asked.

    Where more than one figure of a form competes and neither clauses nor measures decide, none does; where each of
    several is asked, it is the shortest stretch of whole clauses that holds them. Empty when no figure or date is
    asked, or the unit has none of the form.

    Args:
        unit: what is quoted.
        question: with the forms that are expected.
        weights: the question's terms, each with its weight.
    """
    titles = [title.span() for title in _TITLE.finditer(unit.text)]
    found = tuple(
        item
        for item in candidates(unit, weights)
        if not any(start < item.figure.start < end for start, end in titles)
        and not is_asked_with(item.figure, question)
    )
    fitting = {
        form: [item for item in found if fits(item.figure, form) and not is_no_amount(item.figure, form, question)]
        for form in question.expected.forms
        if form.name not in WORDY
    }
    fitting = dict(of_the_columns(unit, fitting, question))
    asks_each = len(question.years) < 2 and not question.both_sides
    spans = _one_each(unit, tuple(fitting.values()), question) if asks_each else {}
    for form, of_form in fitting.items() if not spans else ():
        chosen = decided(unit.text, of_form, form, question, weights) or _of_the_very_thing(
            unit, of_form, question, weights
        )
        spans |= {
            at: by
            for at, by in chosen.items()
            if not _counts_another(unit, at, of_form, form, question)
            and not is_of_another_thing(unit, at, question, weights)
            and not _is_told_behind(found, at, question, weights)
            and not is_unnamed(unit, at, of_form, question, weights)
            and not is_of_namesake(unit, at, of_form, question)
        }
    others = [item.figure for of_form in fitting.values() for item in of_form]
    answers: dict[str, Led] = {}
    for start, end in _apart(spans):
        text = _ITEM_MARK.sub("", unit.text[start:end].strip())
        if len(text) <= LONGEST and _differs(text, unit.text):
            behind = tuple(dict.fromkeys(figure.text for figure in others if not start <= figure.start < end))
            answers.setdefault(text, Led(text, spans[start, end], behind))
    return tuple(answers.values())


def _counts_another(
    unit: Unit, at: tuple[int, int], fitting: Sequence[Candidate], form: Form, question: Understood
) -> bool:
    """Return whether a stretch holds a figure that is surely none of what is asked."""
    return any(
        counts_another(unit, fold(unit.text[slice(*item.clause)]), item.figure, form, question)
        for item in fitting
        if at[0] <= item.figure.start < at[1]
    )


def is_of_another_thing(unit: Unit, at: tuple[int, int], question: Understood, weights: Mapping[str, float]) -> bool:
    """Return whether a stretch holds a figure of something else, or narrower, than the question names."""
    records = records_by_start(unit)
    kins = [kin_of(unit, records[start], records, question, weights) for start in records if at[0] <= start < at[1]]
    return any(kin in (Kin.OTHER, Kin.NARROWER) for kin in kins)


def _of_the_very_thing(
    unit: Unit, fitting: Sequence[Candidate], question: Understood, weights: Mapping[str, float]
) -> Spans:
    """Return the one figure whose subject is the very thing that a question names, where clauses decide nothing.

    By how much it grew is told only where that, or an aim, is asked.
    """
    asks_change = ASKS_CHANGE.found(question.text) or question.status is Status.PLAN
    records = records_by_start(unit)
    named = [
        (item.figure.start, item.figure.end)
        for item in fitting
        if item.figure.start in records
        and (asks_change or not item.figure.is_change)
        and kin_of(unit, records[item.figure.start], records, question, weights) is Kin.SAME
    ]
    return {named[0]: ChosenBy.CLAUSE} if len(named) == 1 else {}


def _is_of_other(unit: Unit, figure: Figure, question: Understood, weights: Mapping[str, float]) -> bool:
    """Return whether a figure is of something else than the question names, so that another unit may tell it."""
    records = records_by_start(unit)
    record = records.get(figure.start)
    return bool(record) and kin_of(unit, records[figure.start], records, question, weights) is Kin.OTHER


def _is_told_behind(
    found: Sequence[Candidate], at: tuple[int, int], question: Understood, weights: Mapping[str, float]
) -> bool:
    """Return whether a clause behind agrees better than all up to a figure: 外资9亿元，其中制造业外资占40%."""
    if question.topic or asks_several_amounts(question):
        return False
    own = max((item.agreement for item in found if item.figure.start < at[1]), default=0.0)
    end = max((item.clause[1] for item in found if at[0] <= item.figure.start < at[1]), default=0)
    behind = [item for item in found if item.clause[0] >= end and item.figure.measure and not item.figure.is_date]
    return max((item.agreement for item in behind), default=0.0) > own + MORE * (sum(weights.values()) or 1.0)


def lead_keys(
    units: Sequence[Unit], question: Understood, weights: Mapping[str, float]
) -> tuple[tuple[Unit, tuple[Led, ...]], ...]:
    """Return the keys that an answer begins with: each asked form from the first unit that has figures of it.

    A unit whose figures compete leaves its form without a key: one further down would be of something else. Empty where
    less than is asked would lead: one figure of two, or of one of two periods; and where a definition is quoted.
    """
    if (
        asks_computed(question)
        or question.wants is Wants.RESPONSIBLE
        or question.both_sides
        or len(question.years) > 1
        or any(unit.role in _DEFINING for unit in units[:1])
    ):
        return ()
    if question.document_years and not question.years:  # of another year than its own a document tells only beside
        units = sorted(units, key=lambda unit: not set(unit.years) & set(question.document_years))
    leading: list[tuple[Unit, tuple[Led, ...]]] = []
    open_forms = tuple(form for form in question.expected.forms if form.name not in WORDY)
    for unit in units if question.topic or len(open_forms) > 1 else _nearest_first(units, open_forms, weights):
        of_unit = [figure for figure in figures(unit.text) if not _is_of_other(unit, figure, question, weights)]
        held = [form for form in open_forms if any(fits(figure, form) for figure in of_unit)]
        found = led(unit, replace(question, expected=Expected(tuple(held))), weights) if held else ()
        if _is_part(found, unit, question):
            return ()
        if question.years and not set(unit.years) & set(question.years):
            return ()
        if found:
            leading.append((unit, found))
        open_forms = tuple(form for form in open_forms if form not in held)
    n_led = sum(len(figures(item.text)) for _, found in leading for item in found)
    return tuple(leading) if n_led >= _ASKED_FOR.count(question.asked) else ()


def asks_several_amounts(question: Understood) -> bool:
    """Return whether a question asks how much or how many more than once."""
    return _ASKED_FOR.count(question.asked) > 1


def _is_part(found: Sequence[Led], unit: Unit, question: Understood) -> bool:
    """Return whether figures tell what was added, where all that there are is asked: 一共有多少所学校."""
    if not _WHOLE.found(question.text) or acts_in(question.text):
        return False
    starts = (
        max((0, *(m.end() for m in CLAUSE_END.finditer(unit.text, 0, unit.text.find(one.text))))) for one in found
    )
    return any(_ADDED.match(unit.text, start) for start in starts)


def _nearest_first(units: Sequence[Unit], forms: Sequence[Form], weights: Mapping[str, float]) -> list[Unit]:
    """Return the units in order, one in front whose figures agree clearly better with the question than the first's.

    Where figures have the very measure that is asked with, those of one like it count for nothing: 71座 before 6个.
    """
    fitting = [
        [item for item in candidates(unit, weights) if any(fits(item.figure, form) for form in forms)] for unit in units
    ]
    asked = {form.name for form in forms}
    has_measure = any(item.figure.measure in asked for of_unit in fitting for item in of_unit)
    agreements = [
        max((item.agreement for item in of_unit if not has_measure or item.figure.measure in asked), default=0.0)
        for of_unit in fitting
    ]
    first = agreements[0] if has_measure else next((agreement for agreement in agreements if agreement), 0.0)
    best = max(agreements, default=0.0)
    if best <= first + CLEARLY * (sum(weights.values()) or 1.0):
        return list(units)
    at = agreements.index(best)
    return [units[at], *units[:at], *units[at + 1 :]]


def _one_each(unit: Unit, fitting: Sequence[Sequence[Candidate]], question: Understood) -> Spans:
    """Return all fitting figures when several are asked and there are as many, as 筹集了多少套 and 供应了多少套."""
    if not all(fitting):  # two of one form are not one of each
        return {}
    asked = [item for of_form in fitting for item in of_form if not _counts_unasked(unit, item, question)]
    spans = {(item.figure.start, item.figure.end) for item in asked}
    return dict.fromkeys(spans, ChosenBy.EACH) if 1 < len(spans) == _ASKED_FOR.count(question.asked) else {}


def _counts_unasked(unit: Unit, item: Candidate, question: Understood) -> bool:
    """Return whether a figure counts things that a question does not name: 上限为6000元，全港13万家企业受惠."""
    measure = item.figure.measure
    behind = _COUNTED_THING.match(fold(unit.text[item.figure.end :][:_THING_ENDS]))
    is_asked = any(form.name == measure for form in question.expected.forms)
    if question.language is Language.ENGLISH or is_asked or measure not in COUNTING or not behind:
        return False
    return behind[1] not in question.asked


def fits(figure: Figure, form: Form) -> bool:
    """Return whether a figure or date is of an expected form."""
    if figure.is_date:
        return form.name in (DATE, TIME)
    return form.name not in (DATE, TIME) and form.search(fold(figure.core))


def _apart(spans: Spans) -> list[tuple[int, int]]:
    """Return the spans in order without those that lie within another."""
    return sorted(
        one for one in spans if not any(one != other and other[0] <= one[0] and one[1] <= other[1] for other in spans)
    )


def _clauses(text: str, found: Sequence[Figure], list_end: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return the clauses as [start, end) without what ends them."""
    inside = [(figure.start, figure.end) for figure in found]
    ends = [mark.span() for mark in CLAUSE_END.finditer(text)]
    at = 0
    for mark in list_end.finditer(text):
        at = max([at, *(end for _, end in ends if end <= mark.start())])
        if any(at <= start and end <= mark.start() for start, end in inside):
            ends.append(mark.span())
    clauses, start = [], 0
    for end, following in (*sorted(ends), (len(text), len(text))):
        if any(first < end < last for first, last in inside):
            continue
        if start < end:
            clauses.append((start, end))
        start = following
    return clauses


def _agreements(
    text: str, clauses: Sequence[tuple[int, int]], found: Sequence[Figure], weights: Mapping[str, float]
) -> list[float]:
    """Return for each clause the weight of the question's terms in it, and a share of those in clauses before it.

    A clause that begins with its figure (增长3.4%) speaks of what the clause before it names, and has its terms whole.
    """
    agreements: list[float] = []
    inherited: dict[str, float] = {}
    subject: dict[str, float] = {}
    for start, end in clauses:
        if start and text[start - 1] in FULL_STOPS:
            inherited, subject = {}, {}
        own = {term: weights[term] for term in unit_terms(text[start:end]) if term in weights}
        first = next((figure.start for figure in found if start <= figure.start < end), end)
        if _NO_SUBJECT.match(text[start:first]):
            own = {**subject, **own}
        held = {**{term: INHERITED * weight for term, weight in inherited.items()}, **own}
        agreements.append(sum(held.values()))
        inherited |= own
        subject = own
    return agreements


def _differs(text: str, quote: str) -> bool:
    """Return whether a key is not the whole quote, marks aside."""
    return len(re.sub(r"\W", "", text)) < len(re.sub(r"\W", "", quote))
