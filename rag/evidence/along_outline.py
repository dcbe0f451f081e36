"""An overview along an outline: of the document that is named, or of what is told of a year."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from index.figures.stated import figures
from index.records import Section, Status, Unit
from rag.evidence.overview_lines import (
    LONGEST,
    MOST_LINES,
    Overview,
    is_quotable,
    overview_of,
    section_name,
    without_same,
)
from rag.evidence.picked import Held
from rag.question.agreement import LONGEST_PERIOD
from rag.question.named_place import without
from rag.question.understand import Understood


def along_outline(held: Held, question: Understood) -> Overview | None:
    """Return a unit of each section of the document that is meant, or of what is told of the year that is asked.

    Where a place alone is named, it is the newest result and the newest plan.
    """
    is_open = not question.documents and not question.years and question.status is Status.OTHER
    if is_open and without(question.asked, question.own) == question.asked:
        return None  # 怎么样 alone is asked of nothing that is told of
    sides = [replace(question, status=status) for status in (Status.RESULT, Status.PLAN)] if is_open else [question]
    firsts = [
        (section, unit)
        for side in sides
        for doc_id in _meant(held, side)
        for section in _sections(held, doc_id, side)
        if (unit := _first(held, section, side))
    ]
    if len(firsts) < 2:
        return None
    units = without_same(unit for _, unit in _spread(firsts))
    names = {unit.unit_id: section_name(section.path) for section, unit in firsts}
    shown = {unit.unit_id for unit in units}
    others = (section_name(section.path) for section, unit in firsts if unit.unit_id not in shown)
    return overview_of(tuple(units), tuple(names[unit.unit_id] for unit in units), others, is_outline=True)


def _meant(held: Held, question: Understood) -> tuple[str, ...]:
    """Return the documents that are named, else the one that tells most of the asked year, or of the newest."""
    if question.documents:
        return question.documents[:1]
    about = [
        (cover.last_year, entry.doc_id)
        for entry in held.corpus.entries
        if held.places.is_about(entry.doc_id, "", question.places)
        for cover in entry.covers
        if _fits(cover.years, cover.status, question)
    ]
    newest = max((year for year, _ in about), default=0)
    ids = list(dict.fromkeys(doc_id for year, doc_id in about if question.years or year == newest))
    told = {doc_id: sum(_is_told(u, question) for u in held.corpus.units_of_document(doc_id)) for doc_id in ids}
    return (max(told, key=lambda doc_id: told[doc_id]),) if told else ()


def _fits(years: Sequence[int], status: Status, question: Understood) -> bool:
    is_of_year = not question.years or bool(set(years) & set(question.years))
    if len(years) > LONGEST_PERIOD:
        return False
    return is_of_year and (question.status is Status.OTHER or status is question.status)


def _is_told(unit: Unit, question: Understood) -> bool:
    is_of_period = bool(unit.years) and _fits(unit.years, unit.status, question)
    return is_quotable(unit) and (bool(question.documents) or is_of_period)


def _sections(held: Held, doc_id: str, question: Understood) -> tuple[Section, ...]:
    """Return the sections of one depth: the first of which at least three tell something, four where it is deep."""
    sections = [section for section in held.corpus.sections_of(doc_id) if section.path]
    depths = sorted({len(section.path) for section in sections})
    of_depth = [tuple(s for s in sections if len(s.path) == depth and _first(held, s, question)) for depth in depths]
    return next((found for found in of_depth if len(found) > 3), max(of_depth, key=len, default=()))


def _first(held: Held, section: Section, question: Understood) -> Unit | None:
    """Return the first of a section's units that is short and has a figure, else the first that is short."""
    told = [
        unit
        for unit in held.corpus.units_of_document(section.doc_id)
        if section.span.start <= unit.spans[0].start < section.span.end and _is_told(unit, question)
    ]
    short = [unit for unit in told if len(unit.text) <= LONGEST] or told
    with_figure = [unit for unit in short if any(not figure.is_date for figure in figures(unit.text))]
    return next(iter(with_figure or short), None)


def _spread(firsts: Sequence[tuple[Section, Unit]]) -> list[tuple[Section, Unit]]:
    """Return at most MOST_LINES, as many of each part of the document as of the others, in source order."""
    parts: dict[tuple[str, str], list[tuple[Section, Unit]]] = {}
    for section, unit in firsts:
        part = section.path[0] if len(section.path) > 1 else ""
        parts.setdefault((section.doc_id, part), []).append((section, unit))
    rounds = [one for of_round in zip_longest(*parts.values()) for one in of_round if one]
    chosen = rounds[:MOST_LINES]
    return [one for one in firsts if one in chosen]
