"""The stated figures that a question wants computed: looked up by subject, quantity, period and place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from index.figures.amount import LARGE, PERCENT
from index.figures.record import Direction, FigureRecord
from index.search.figures import HEAD, PER, FigureSearch, FoundFigure, is_alike, manner
from index.words.kept import unit_terms
from index.words.measures import COUNTING
from rag.figures.compute.asked import AMOUNTS, Asked, asked_to_compute
from rag.figures.compute.slots import Slot, adds_plans, slots_of, status_asked
from rag.figures.matter import acts_in
from rag.question.answer_form import Expected
from rag.question.named_place import Place, without
from rag.question.place import Places
from rag.question.said import tables
from rag.question.understand import Understood
from rag.records import Language, Operation

LEAST = 0.6  # of the weight of a Chinese matter's terms: a subject that has less is of another
LEAST_ENGLISH = 0.2  # of the weight of all terms, of which an English word brings several; the rarest among them
ANY_THING = "个"
LITTLE_EXTRA = 0.34  # up to which a subject is what is asked, whatever else has its words
MOST_EXTRA = 0.5  # of a subject's terms that are not asked: beyond, it is of something narrower
MOST_TRIED = 100  # figures that the others must be like, the nearest first


@dataclass(frozen=True)
class Computation:
    """What is computed of which stated figures; none where those needed are not held or not alike.

    What is missing is told, if it is known; `plan_and_result` tells that some are plans and some results, which are
    set beside each other but not added up.
    """

    asked: Asked
    operands: tuple[FigureRecord, ...]
    missing: tuple[Slot, ...] = ()  # of which nothing like the others is held
    plan_and_result: bool = False
    places: tuple[Place, ...] = ()  # of the operands in turn, where they are of different ones


class Operands:
    """Finds the figures that are computed with.

    Args:
        figures: of the corpus.
        places: that its documents are about.
    """

    def __init__(self, figures: FigureSearch, places: Places) -> None:
        self._figures, self._places = figures, places

    def of(self, question: Understood, weights: Mapping[str, float]) -> Computation | None:
        """Return what is computed of which figures; None where nothing is to be computed, or its matter is not held.

        Args:
            question: what is asked.
            weights: the question's terms, each with its weight.
        """
        asked = asked_to_compute(question)
        if asked is None or asked.from_before or asked.operation is Operation.PER_ITEM or adds_plans(question, asked):
            return None
        if len(asked.matters) > 1:
            return self._of_two(question, asked, weights)
        if len(question.places) > 1:
            return self._of_places(question, asked, weights)
        if asked.operation in (Operation.SUM, Operation.SHARE) and len(question.years) < 2:
            return self._of_a_row(question, asked, weights) if asked.operation is Operation.SUM else None
        anchors = self._anchors(question, asked, asked.matters[0], weights)
        partial: Computation | None = None
        for slots in slots_of(question, asked):
            for anchor in anchors:
                found = self._filled(question, asked, anchor, slots)
                if found and not found.missing:
                    return found
                partial = partial or found
        # Growth on the year before is told by the documents, and a question of two amounts is answered by its quotes.
        return None if asked.with_year_before or AMOUNTS.count(question.text) > 1 else partial

    def _of_two(self, question: Understood, asked: Asked, weights: Mapping[str, float]) -> Computation | None:
        """Return the figures of two things of one year, like in unit and status."""
        of_each = [self._of_years(question, self._anchors(question, asked, one, weights)) for one in asked.matters]
        for first in of_each[0]:
            for second in of_each[1]:
                if first.unit_id == second.unit_id and first.start == second.start:
                    continue
                is_like = may_stand_beside(first, second) and self._is_one_place(first, second)
                if is_like and (asked.operation is not Operation.SHARE or may_be_part(first, second)):
                    return Computation(asked, (first, second))
        return None

    def _of_a_row(self, question: Understood, asked: Asked, weights: Mapping[str, float]) -> Computation | None:
        """Return the figures of all kinds of a thing that one clause counts side by side: 全职院士2名、双聘院士6名."""
        matter = asked.matters[0]
        head = matter[-HEAD:]
        about = self._figures.about({term: weights.get(term, 1.0) for term in unit_terms(matter)})
        records = [
            one.record for one in about if one.coverage >= LEAST and self._may_be_asked(one.record, question, asked)
        ]
        for first in self._of_years(question, records):
            if first.key == matter or not first.key.endswith(head):
                continue
            if acts_in(first.key) - acts_in(question.text):  # what was added is not all that there is
                continue
            row = [record for record in self._figures.row_of(first) if record.key.endswith(head)]
            if len(row) > 1 and all(may_stand_beside(first, record) for record in row):
                return Computation(asked, tuple(row))
        return None

    def _of_years(self, question: Understood, records: Iterable[FigureRecord]) -> list[FigureRecord]:
        return [record for record in records if not question.years or record.years == question.years]

    def _anchors(
        self, question: Understood, asked: Asked, matter: str, weights: Mapping[str, float]
    ) -> list[FigureRecord]:
        """Return the figures whose subjects are what is asked, the nearest first."""
        is_english = question.language is Language.ENGLISH or question.is_pinyin
        least = LEAST_ENGLISH if is_english else LEAST
        for name in (matter,) if is_english else names_of(matter):
            terms = dict(weights) if is_english else {term: weights.get(term, 1.0) for term in unit_terms(name)}
            known = self._figures.about(terms)
            about = [one for one in known if self._may_be_asked(one.record, question, asked)]
            if is_english:
                rarest = max(terms, key=lambda term: terms[term], default="")
                about = [one for one in about if rarest in unit_terms(one.record.key)]
            else:
                about = [one for one in about if bool(PER.match(one.record.key)) == bool(PER.match(name))]
            covered = [one for one in about if one.coverage >= least]
            near = [one.record for one in covered if one.extra <= MOST_EXTRA and _is_clear(one, covered)]
            found = near[:MOST_TRIED] or _only_kind_of(name, [one.record for one in about], question)
            if not found and not is_english:
                only = _only_one([one.record for one in covered], question)
                found = [record for record in only if self._is_little_more(record, name)]
            if found:
                return found
        return []

    def _is_little_more(self, record: FigureRecord, name: str) -> bool:
        """Return whether a subject says little that a name does not, by its letters: 居民人均收入 beside 居民收入."""
        key = without(record.key, self._places.own)
        return sum(character not in name for character in key) <= MOST_EXTRA * len(key)

    def _may_be_asked(self, record: FigureRecord, question: Understood, asked: Asked) -> bool:
        if record.is_range or record.direction is Direction.BEFORE or record.unit == LARGE:
            return False
        if not may_be_computed(record, asked) or self._is_one_of_steps(record):
            return False
        return self._places.is_about(record.doc_id, "", question.places) and is_of_form(record, question.expected)

    def _is_one_of_steps(self, record: FigureRecord) -> bool:
        """Return whether its sentence gives one thing several values in a row: 接连突破8万亿元、9万亿元."""
        of_row = self._figures.row_of(record)
        return any(one.value != record.value and is_alike(one, record) and one.key == record.key for one in of_row)

    def _filled(
        self, question: Understood, asked: Asked, anchor: FigureRecord, slots: Sequence[Slot]
    ) -> Computation | None:
        alike = [record for record in self._figures.alike(anchor) if len(record.years) == 1]
        alike = [record for record in alike if not record.is_range and self._is_one_place(anchor, record)]
        if not slots:
            return self._of_all_years(
                asked, anchor, [record for record in alike if record.status is status_asked(question)]
            )
        found, missing = [], []
        for year, status in slots:
            of_slot = [record for record in alike if record.years == (year,) and record.status is status]
            if of_slot:
                found.append(next((record for record in of_slot if record.key == anchor.key), of_slot[0]))
            else:
                missing.append((year, status))
        if len(found) == len(slots):
            return Computation(asked, tuple(found))
        return Computation(asked, (), tuple(missing)) if found else None

    def _of_all_years(self, asked: Asked, anchor: FigureRecord, alike: Sequence[FigureRecord]) -> Computation | None:
        """Return one figure of each year that has one, for what compares years that are not named."""
        by_year: dict[int, FigureRecord] = {}
        for record in sorted(alike, key=lambda record: record.key != anchor.key):
            by_year.setdefault(record.years[0], record)
        found = tuple(by_year[year] for year in sorted(by_year))
        return Computation(asked, found) if len(found) > 1 else None

    def _of_places(self, question: Understood, asked: Asked, weights: Mapping[str, float]) -> Computation | None:
        """Return the figure of each place that is named, like in measure, year and status."""
        of_each = []
        for place in question.places:
            of_place = replace(question, places=(place,))
            anchors = self._of_years(of_place, self._anchors(of_place, asked, asked.matters[0], weights))
            of_each.append([record for record in anchors if record.status is status_asked(question)])
        for first in of_each[0]:
            beside = [next((one for one in of if may_stand_beside(first, one)), None) for of in of_each[1:]]
            found = (first, *(one for one in beside if one))
            if len(found) == len(of_each) and len({one.doc_id for one in found}) == len(found):
                return Computation(asked, found, places=question.places)
        return None

    def _is_one_place(self, one: FigureRecord, other: FigureRecord) -> bool:
        title = self._places.title
        return one.doc_id == other.doc_id or title(one.doc_id, Language.SIMPLIFIED) == title(
            other.doc_id, Language.SIMPLIFIED
        )


def _only_kind_of(matter: str, records: Sequence[FigureRecord], question: Understood) -> list[FigureRecord]:
    """Return the figures of what a short name is the end of, where that is one thing: 通关 is 口岸通关."""
    years = set(question.years)
    kinds = [record for record in records if matter and record.key.endswith(matter)]
    kinds = [record for record in kinds if not years or set(record.years) <= years]
    return kinds if len({record.key for record in kinds}) == 1 else []


def names_of(matter: str) -> Iterator[str]:
    """Yield a thing's name as it is asked, then as reports write it."""
    names = {matter: None}
    for table in tables("official"):
        for word in sorted(table, key=len, reverse=True):
            said_so = [name for name in names if word in name] if len(word) > 1 else []
            names |= {name.replace(word, written): None for name in said_so for written in table[word]}
    yield from names


def _is_clear(one: FoundFigure, covered: Sequence[FoundFigure]) -> bool:
    """Return whether a subject is what a name says, or no other of its slot says as much and has another value."""
    if one.extra <= LITTLE_EXTRA:
        return True
    return all(
        other.coverage < one.coverage or other.record.value == one.record.value or _slot(other) != _slot(one)
        for other in covered
    )


def _slot(one: FoundFigure) -> tuple[object, ...]:
    return one.record.doc_id, one.record.years, one.record.status, manner(one.record)


def _only_one(records: Sequence[FigureRecord], question: Understood) -> list[FigureRecord]:
    """Return figures of subjects that a name fits in part; none where it fits several that differ."""
    years = set(question.years)
    records = [record for record in records if not years or set(record.years) <= years]
    values: dict[tuple[object, ...], set[object]] = {}
    for record in records:
        of = (record.doc_id, record.years, record.status, manner(record))
        values.setdefault(of, set()).add(record.value)
    return list(records) if all(len(of_one) == 1 for of_one in values.values()) else []


def may_be_computed(record: FigureRecord, asked: Asked) -> bool:
    """Return whether a figure may be computed with: rates where rates are asked, and no mean or share that is added."""
    if asked.of_growth != (record.direction is Direction.RISE) or (record.is_change and not asked.of_growth):
        return False
    is_share = record.unit == PERCENT
    if asked.in_points or asked.of_growth:
        return is_share
    return not (asked.per and (is_share or record.mean)) and not (asked.operation is Operation.SUM and is_share)


def may_stand_beside(one: FigureRecord, other: FigureRecord) -> bool:
    """Return whether figures of two things may be put together: of like manner, year, status and counting word.

    What is counted in 个 may stand beside any count: 灯塔8座 and 泊位150个, but not 提案9件 and 电梯3台.
    """
    counted = {one.unit, other.unit} & COUNTING - {ANY_THING}
    return len(counted) <= 1 and (manner(one), one.years, one.status) == (manner(other), other.years, other.status)


def may_be_part(one: FigureRecord, other: FigureRecord) -> bool:
    """Return whether one figure may count a part of what the other counts: in the same measure, or things of a kind."""
    return one.unit == other.unit or one.key[-HEAD:] == other.key[-HEAD:]


def is_of_form(record: FigureRecord, expected: Expected) -> bool:
    """Return whether a figure may be what is counted: a question that names a measure wants that."""
    measured = [form for form in expected.forms if form.name in ("yuan", "money")]
    return not measured or record.unit in ("元", "美元", "港元")
