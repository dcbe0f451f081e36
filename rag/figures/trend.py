"""The same figure through the years: which units tell it, and which of their figures it is."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.figures.stated import read_figure
from index.records import Role, Status, Unit
from index.words.clauses import COMMA, SUBJECT_END
from index.words.figures import WORDS
from index.words.kept import unit_terms
from index.words.lists import any_of
from index.words.measures import kind_of_measure
from index.words.terms import fold, unspaced
from rag.figures.candidate import Candidate
from rag.figures.compare import Keyed
from rag.figures.decide import ASKS_CHANGE
from rag.figures.lead import WORDY, candidates, fits
from rag.figures.matter import Matter
from rag.question.answer_form import NAMES
from rag.question.said import said
from rag.question.understand import Understood, Wants

# Shares of the question's term weight. English words bring several Chinese ones each, of which a clause has one.
SAME_COVERAGE = 0.65  # of the best clause's: below, it is of another matter
LEAST, LEAST_LISTED = 0.2, 0.15  # by the best clause: below, it is not certain what the matter is
CLEARLY = 0.12  # of a unit's best clause, by which its other figures are behind
ALIKE = 0.02  # by which two clauses that agree alike may differ
ENOUGH = 3  # years of the asked kind of figure, with which no other kind is looked for

_NO_QUOTES = (Role.HEADING, Role.GLOSSARY, Role.FOOTNOTE, Role.RESPONSIBLE, Role.FRONT)
_NO_ROW = (Wants.RESPONSIBLE, Wants.DEFINITION, Wants.DATE)
_LIST_END = re.compile(any_of(WORDS["joined"]))
_NAMED_BEHIND = re.compile(r"\s*[\u4e00-\u9fff]{2}")
_HAN = re.compile("[\u4e00-\u9fff]")
_IN_ALL = said("figures.in_all")


@dataclass(frozen=True)
class Kind:
    """What may be compared: figures of one measure, levels apart from changes, totals apart from what is added."""

    measure: str
    is_change: bool
    is_total: bool


@dataclass(frozen=True)
class _Told:
    unit: Unit
    found: Candidate
    kind: Kind
    agreement: float
    clause: str  # folded
    n_before: int  # characters that stand before the figure in its sentence and not in the question

    @property
    def when(self) -> tuple[int, bool]:
        """The year, and whether it is past: a plan stands before its result."""
        return self.unit.years[0], self.unit.status is not Status.PLAN


def timeline(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> tuple[Keyed, ...]:
    """Return the units that tell the asked figure, each with it, in order of time and plan before result.

    A period has one unit, or further ones where documents disagree, and where its figure of the asked kind stands
    apart from the kind (the growth) that most years have. Empty when no row of years is asked, the figure is held for
    fewer than two of them, or for fewer of the listed years than the units are of.

    Args:
        question: what is asked.
        units: those that may be quoted, the best first.
        weights: the question's terms, each with its weight.
    """
    if not question.year_span or question.wants in _NO_ROW or _asks_names(question):
        return ()
    of_status = [unit for unit in units if question.status in (unit.status, Status.OTHER)]
    for is_wide in (False, True):
        matter = Matter(question, weights, is_wide=is_wide)
        for among in (of_status, units):
            row = _row(question, among, matter, weights)
            if row:
                return row
    return ()


def _row(
    question: Understood, units: Sequence[Unit], matter: Matter, weights: Mapping[str, float]
) -> tuple[Keyed, ...]:
    told = _of_the_matter(question, units, matter, weights)
    rows = {kind: _one_a_period(kind, told) for kind in dict.fromkeys(item.kind for item in told)}
    if not rows:
        return ()
    asked = max(rows, key=lambda kind: (_is_asked(kind, rows[kind], question), _n_years(rows[kind])))
    widest = max(rows, key=lambda kind: (_n_years(rows[kind]), kind == asked))
    least = max(2, _n_held(_listed(question), units))
    main = asked if _n_years(rows[asked]) >= max(least, ENOUGH) else widest
    if _n_years(rows[main]) < least:
        return ()
    return tuple(_keyed([rows[kind] for kind in (main, asked) if _n_years(rows[kind]) > 1]))


def kind_of(found: Candidate, clause: str) -> Kind:
    """Return what kind of figure stands in a clause; 降至15 is a level, and counted things are of one measure."""
    figure = found.figure
    read = read_figure(figure.text)
    is_change = figure.is_change and not (read and (read["change"] or "").endswith(("到", "至")))
    return Kind(kind_of_measure(figure.measure), is_change, _IN_ALL.found(clause) and not is_change)


def _asks_names(question: Understood) -> bool:
    return any(form.name in WORDY or form.name == NAMES for form in question.expected.forms)


def _listed(question: Understood) -> tuple[int, ...]:
    return question.years if question.year_span and question.year_span.is_listed else ()


def _n_held(years: Sequence[int], units: Sequence[Unit]) -> int:
    return len(set(years) & {unit.years[0] for unit in units if len(unit.years) == 1})


def _of_the_matter(
    question: Understood, units: Sequence[Unit], matter: Matter, weights: Mapping[str, float]
) -> list[_Told]:
    """Return the figures of single years that agree most with the question, in the order of their units."""
    total = sum(weights.values()) or 1.0
    found: list[_Told] = []
    for unit in units:
        if len(unit.years) == 1 and unit.role not in _NO_QUOTES and unit.years[0] in (question.years or unit.years):
            own = list(_figures(unit, question, matter, weights))
            nearest = max((item.agreement for item in own), default=0.0)
            found += [item for item in own if item.agreement >= (1 - CLEARLY) * nearest > 0]
    best = sorted(found, key=lambda item: -item.agreement)
    if not best or best[0].agreement < (LEAST_LISTED if _listed(question) else LEAST) * total:
        return []
    agreeing = [item for item in best if item.agreement >= SAME_COVERAGE * best[0].agreement]
    alike = matter.alike([item.clause for item in agreeing])
    return [item for item in found if item in agreeing and item.clause in alike]


def _figures(unit: Unit, question: Understood, matter: Matter, weights: Mapping[str, float]) -> Iterator[_Told]:
    """Yield the measured figures of a unit with how much their clauses agree with the question."""
    for item in candidates(unit, weights, _LIST_END):
        if item.figure.is_date or not item.figure.measure:
            continue
        clause, weighed = fold(unit.text[slice(*item.clause)]), item.agreement
        before = fold(SUBJECT_END.split(unit.text[: item.clause[0]])[-1])
        if _NAMED_BEHIND.match(unit.text, item.figure.end, item.clause[1]):  # 、218个电气台区 has no subject before it
            weighed = sum(weights[term] for term in unit_terms(clause) if term in weights)
        hard = COMMA.split(before)
        subject = hard[-1] if hard[-1].strip() else "".join(hard[-2:])
        yield _Told(
            unit=unit,
            found=item,
            kind=kind_of(item, hard[-1] + clause),
            agreement=matter.agreement(clause, weighed),
            clause=clause if _HAN.match(clause) and not item.figure.is_change else subject + clause,
            n_before=sum(character not in question.text for character in _HAN.findall(before + clause)),
        )


def _one_a_period(kind: Kind, told: Sequence[_Told]) -> tuple[_Told, ...]:
    """Return the units of each period that have just one figure of the kind: one, or one a document that disagrees.

    Of several that agree alike with the question it is the one that narrows the matter least: 全社会固定资产投资 261
    亿元, and not 推进棚户区改造，完成固定资产投资24亿元.
    """
    of_kind = [item for item in told if item.kind == kind]
    alone = [item for item in of_kind if sum(other.unit.unit_id == item.unit.unit_id for other in of_kind) == 1]
    periods: dict[tuple[int, bool], list[_Told]] = {}
    for item in alone:
        periods.setdefault(item.when, []).append(item)
    return tuple(item for items in periods.values() for item in _of_period(items))


def _of_period(items: Sequence[_Told]) -> Iterator[_Told]:
    best = max(item.agreement for item in items)
    alike = sorted((item for item in items if item.agreement >= (1 - ALIKE) * best), key=lambda item: item.n_before)
    said: dict[str, str] = {}
    for item in alike:
        amount = unspaced(fold(item.found.figure.core))
        if item.unit.doc_id not in said and amount not in said.values():
            said[item.unit.doc_id] = amount
            yield item


def _is_asked(kind: Kind, row: Sequence[_Told], question: Understood) -> int:
    """Return how well a kind is what is asked: the expected form, and a change or a level."""
    is_fit = any(fits(item.found.figure, form) for item in row for form in question.expected.forms)
    return 2 * is_fit + (kind.is_change == ASKS_CHANGE.found(question.text))


def _n_years(row: Sequence[_Told]) -> int:
    return len({item.unit.years[0] for item in row})


def _keyed(rows: Sequence[Sequence[_Told]]) -> Iterator[Keyed]:
    """Yield the units of all rows in order of time, each with its figures in the order they stand there."""
    of_unit: dict[str, list[_Told]] = {}
    for row in rows:
        for item in row:
            of_unit.setdefault(item.unit.unit_id, []).append(item)
    for items in sorted(of_unit.values(), key=lambda items: items[0].when):
        figures = sorted({item.found.figure.start: item.found.figure.text for item in items}.items())
        yield Keyed(items[0].unit, tuple(text for _, text in figures))
