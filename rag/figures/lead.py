"""Which figure of a quote answers: the one of the expected form whose clause agrees most with the question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.records import Role, Unit
from index.words.clauses import CLAUSE_END, FULL_STOPS
from index.words.kept import unit_terms
from index.words.lists import any_of
from index.words.measures import COUNTING, HEADS
from index.words.terms import fold
from rag.figures.stated import Figure, figures
from rag.question.answer_form import FIGURE, Expected, Form
from rag.question.said import said
from rag.question.understand import Understood
from rag.records import ChosenBy

_ITEM_MARK = re.compile(r"^[①-⑳㉑-㉟]\s*")
LIST_END = re.compile("、")  # ends a clause only where each part has its own figure: it mostly joins names
ASKS_CHANGE, _ASKED_FOR, _COUNTS_THINGS = said("asks.change"), said("asks.amounts"), said("asks.things")
_NO_SUBJECT = re.compile(rf"[\s①-⑳㉑-㉟]*(?:{any_of(said('figures.no_subject').words)})*[\s]*$")
_DEFINING = (Role.GLOSSARY, Role.FOOTNOTE)
_DATES = "date"
WORDY = frozenset(("procedure", "person", "address", "company", "casualties", "hours"))  # told in words, not figures

# Chosen on the dev part: of 159 answers with keys 145 had the right one, 2 a wrong one beside the right figure, and the
# others quoted a unit that does not answer. CLEARLY of 0.06 gives six more keys, half of them wrong; LEAST of 0.2 takes
# away one right key in six for one wrong one in four.
INHERITED = 0.5  # of the weight of a word that stands in an earlier clause of the same sentence
LEAST = 0.1  # of the question's term weight: below, the figure is of something else
CLEARLY = 0.12  # of the question's term weight, by which the best clause must be ahead
LONGEST = 32  # characters of a key; beyond, the quote itself says it as well


_Spans = dict[tuple[int, int], ChosenBy]  # [start, end) of a unit's text


@dataclass(frozen=True)
class Candidate:
    """A figure or date of a unit, the [start, end) of its clause, and the weight of the question's terms about it."""

    figure: Figure
    clause: tuple[int, int]
    agreement: float


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

    Where more than one figure of a form competes and the clauses do not decide, it is the shortest stretch of whole
    clauses that holds them. Empty when no figure or date is asked, or the unit has none of the form.

    Args:
        unit: what is quoted.
        question: with the forms that are expected.
        weights: the question's terms, each with its weight.
    """
    found = candidates(unit, weights)
    fitting = [
        [item for item in found if fits(item.figure, form)]
        for form in question.expected.forms
        if form.name not in WORDY
    ]
    spans = _one_each(fitting, question.asked) if len(question.years) < 2 else {}
    for of_form in fitting if not spans else ():
        spans |= _decided(_of_kind(of_form, question), sum(weights.values()) or 1.0)
    others = [item.figure for of_form in fitting for item in of_form]
    answers: dict[str, Led] = {}
    for start, end in _apart(spans):
        text = _ITEM_MARK.sub("", unit.text[start:end].strip())
        if len(text) <= LONGEST and _differs(text, unit.text):
            behind = tuple(dict.fromkeys(figure.text for figure in others if not start <= figure.start < end))
            answers.setdefault(text, Led(text, spans[start, end], behind))
    return tuple(answers.values())


def lead_keys(
    units: Sequence[Unit], question: Understood, weights: Mapping[str, float]
) -> tuple[tuple[Unit, tuple[Led, ...]], ...]:
    """Return the keys that an answer begins with: each asked form from the first unit that has figures of it.

    A unit whose figures compete leaves its form without a key: one further down would be of something else. Empty where
    less than is asked would lead: one figure of two, or of one of two periods; and where a definition is quoted.
    """
    if question.both_sides or len(question.years) > 1 or any(unit.role in _DEFINING for unit in units[:1]):
        return ()
    leading: list[tuple[Unit, tuple[Led, ...]]] = []
    open_forms = tuple(form for form in question.expected.forms if form.name not in WORDY)
    for unit in units:
        held = [form for form in open_forms if any(fits(figure, form) for figure in figures(unit.text))]
        found = led(unit, replace(question, expected=Expected(tuple(held))), weights) if held else ()
        texts = [figure.text for figure in found]
        if any(form.name == FIGURE for form in held) and not _is_told(texts, unit, question):
            return ()
        if found:
            leading.append((unit, found))
        open_forms = tuple(form for form in open_forms if form not in held)
    n_led = sum(len(figures(item.text)) for _, found in leading for item in found)
    return tuple(leading) if n_led >= _ASKED_FOR.count(question.asked) else ()


def _is_told(found: Sequence[str], unit: Unit, question: Understood) -> bool:
    """Return whether a question without a measure tells which it means: 多少学位 asks for what is counted, no rate."""
    if len({figure.measure for figure in figures(unit.text)}) < 2:
        return True
    measures = {figure.measure for text in found for figure in figures(text)}
    return _COUNTS_THINGS.found(question.text) and measures <= COUNTING | HEADS


def _one_each(fitting: Sequence[Sequence[Candidate]], asked: str) -> _Spans:
    """Return all fitting figures when several are asked and there are as many, as 筹集了多少套 and 供应了多少套."""
    spans = {(item.figure.start, item.figure.end) for of_form in fitting for item in of_form}
    return dict.fromkeys(spans, ChosenBy.EACH) if 1 < len(spans) == _ASKED_FOR.count(asked) else {}


def fits(figure: Figure, form: Form) -> bool:
    """Return whether a figure or date is of an expected form."""
    if figure.is_date:
        return form.name == _DATES
    return form.name != _DATES and form.search(fold(figure.core))


def _of_kind(fitting: Sequence[Candidate], question: Understood) -> Sequence[Candidate]:
    """Return the changes where a change is asked and the levels where not, as far as there are any."""
    asks_change = ASKS_CHANGE.found(question.text)
    return [item for item in fitting if item.figure.is_change == asks_change] or fitting


def _decided(fitting: Sequence[Candidate], total: float) -> _Spans:
    if not fitting:
        return {}
    best = max(item.agreement for item in fitting)
    if best < LEAST * total:
        return {}
    close = [item for item in fitting if item.agreement > best - CLEARLY * total]
    if len({fold(item.figure.text) for item in close}) == 1:
        chosen_by = ChosenBy.ALONE if len(close) == len(fitting) else ChosenBy.CLAUSE
        return {(close[0].figure.start, close[0].figure.end): chosen_by}
    return {(min(item.clause[0] for item in close), max(item.clause[1] for item in close)): ChosenBy.TOGETHER}


def _apart(spans: _Spans) -> list[tuple[int, int]]:
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
