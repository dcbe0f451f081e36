"""Chosen units → the answer: what answers first, then the quotes with markers, and the citations, each checked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType

from index.corpus import Corpus
from index.records import Status, Unit
from rag.answer.above import lines_above
from rag.answer.attribute import attributed
from rag.answer.computing import check_computed, computed_line
from rag.answer.front import Front, front_of, texts_of
from rag.answer.overview_words import not_shown
from rag.answer.phrases import (
    COMMA,
    between_keys,
    dated,
    said,
    told_by_another,
    written,
)
from rag.answer.repeats import MOST_REPEATS, repeats
from rag.answer.rivals import is_rivalled, is_unsure
from rag.answer.statement import Statement, lead_lines, quote_lines, said_of
from rag.answer.verdict_words import beside, verdict_line
from rag.answer.verify import check_keys, check_markers, check_quote
from rag.answer.when import period_of, time_line
from rag.evidence.picked import Picked
from rag.evidence.rank import Ranked
from rag.figures.compare import Keyed, PlaceOf
from rag.figures.compute.operands import Computation
from rag.figures.english import restate
from rag.figures.lead import Led
from rag.question.denied import without_denied
from rag.question.part_of_whole import of_part
from rag.question.place import Places
from rag.question.understand import Understood
from rag.records import Citation, Computed, Key, Language, Row
from rag.search.searching import Searched


@dataclass(frozen=True)
class Composed:
    """An answer's text with what it is made of; fields as in `rag.records.Answered`."""

    text: str
    citations: tuple[Citation, ...]
    keys: tuple[Key, ...]
    table: tuple[Row, ...]
    disagreement: tuple[int, ...]
    n_lead_lines: int
    computed: tuple[Computed, ...] = ()
    n_own_lines: int = 0


class Composer:
    """The stage that makes an answer of what was picked.

    Args:
        corpus: what the units come from.
        places: that its documents are about; where they are several, an answer says which.
        max_citations: units that are quoted at most.
    """

    def __init__(self, corpus: Corpus, places: Places, max_citations: int) -> None:
        self._corpus, self._places, self._max_citations = corpus, places, max_citations

    def compose(self, searched: Searched, ranked: Sequence[Ranked], picked: Picked, confidence: float) -> Composed:
        """Return the answer, each quote and figure of it checked; `confidence` is the gate's.

        Raises:
            CitationError: a quote differs from its source, or a figure is not in its quote; nothing may be shown then.
        """
        question, units = searched.question, picked.units[: self._max_citations]
        looked_at = (item.unit for item in ranked)
        composed = compose(
            question,
            units,
            looked_at,
            searched.weights,
            self._corpus,
            is_held_back=lambda leading: (
                is_unsure(question, confidence) or is_rivalled(question, leading, ranked, searched.weights)
            ),
            rows=picked.rows,
            computation=picked.computation,
            place_of=self._place_of,
            themes=dict(zip((unit.unit_id for unit in units), picked.themes, strict=False)),
        )
        text = attributed(composed.text, composed.citations, self._places, question.language)
        if picked.others:
            text = f"{text}\n{not_shown(question.language, picked.others)}"
        above = lines_above(question, units)
        if question.document_not_held and picked.is_outline:
            above += (told_by_another(question.language, question.document_not_held, composed.citations[0].title),)
        if picked.is_issued and not composed.keys:
            cited = composed.citations[0]
            above += (dated(question.language, cited.title, cited.issued, "[1]"),)
        return replace(
            composed,
            text="\n".join((*above, text)),
            n_lead_lines=composed.n_lead_lines + len(above),
            n_own_lines=composed.n_own_lines + len(above),
        )

    def _place_of(self, doc_id: str) -> str:
        return self._places.title(doc_id, Language.SIMPLIFIED)


def compose(
    question: Understood,
    units: Sequence[Unit],
    ranked: Iterable[Unit],
    weights: Mapping[str, float],
    corpus: Corpus,
    *,
    is_held_back: Callable[[Mapping[str, Sequence[Led]]], bool] = lambda _: False,
    rows: Sequence[Keyed] = (),
    computation: Computation | None = None,
    place_of: PlaceOf = lambda _: "",
    themes: Mapping[str, str] = MappingProxyType({}),
) -> Composed:
    """Return the answer: the figure that answers, then each unit verbatim behind its period, with its markers.

    A comparison begins with a line a period, documents that disagree with a line each. What another place says in the
    same words is not quoted again but cited behind the first.

    Args:
        question: what was asked.
        units: what answers, the most important first.
        ranked: the units looked at, best first; those that repeat a chosen one are cited with it.
        weights: the question's terms, each with its weight.
        corpus: what the units come from.
        is_held_back: whether figures that would lead are kept from it.
        rows: units with the figure of a year each, in order of time, where one is asked through the years.
        computation: the figures that are computed with, where that is asked.
        place_of: gives the place of a document.
        themes: the name of the section that a unit stands for in an overview, by the unit's id.

    Raises:
        CitationError: a quote differs from its source, or a key is not in its quote; nothing may be shown then.
    """
    weights = of_part(question, without_denied(question, weights))
    groups = _without_repeats(units)
    is_computed = bool(computation and computation.operands)
    quoted = tuple(group[0] for group in groups)
    front = front_of(question, quoted, rows, weights, place_of, is_computed=is_computed, is_held_back=is_held_back)
    groups = [group for group in groups if not _is_beside_time(group[0], front)]
    statements, citations = _cited(groups, ranked, front.leading, question.language, corpus)
    of_unit = {statement.unit.unit_id: statement for statement in statements}
    periods = _periods([of_unit[item.unit.unit_id] for item in front.rows])
    differing = [of_unit[item.unit.unit_id] for item in front.sides]
    above = _own_line(front, of_unit, question.language)
    is_line = computation and (not periods or computation.plan_and_result)
    line = computed_line(computation, citations, corpus, question.language) if computation and is_line else None
    if line and not line.computed:  # why it cannot be
        above += (line.text,)
    lead = [line.text] if line and line.computed else []
    if not front.has_verdict_on_figure:
        lead += lead_lines(statements, periods, differing, citations, question)
    computed = line.computed if line else ()
    keys = tuple(key for statement in statements for key in statement.keys)
    text = "\n".join((*above, *lead, *quote_lines(statements, question.language, themes)))
    check_markers(text, citations)
    check_keys(keys, citations)
    check_computed(computed, citations)
    return Composed(
        text=text,
        citations=citations,
        keys=keys,
        table=tuple(
            Row(years=of[0].unit.years, status=of[0].unit.status, keys=tuple(key for said in of for key in said.keys))
            for of in periods
        ),
        disagreement=tuple(statement.numbers[0] for statement in differing),
        n_lead_lines=len(above) + len(lead),
        computed=computed,
        n_own_lines=len(above),
    )


def _is_beside_time(unit: Unit, front: Front) -> bool:
    """Return whether a unit is a plan that tells no time, where results alone tell it: it is of another step."""
    is_told = bool(front.periods) and all(one.status is Status.RESULT for one in front.periods)
    is_shown = front.rows or front.sides or front.verdict or unit in front.periods
    return is_told and unit.status is Status.PLAN and not is_shown


def _own_line(front: Front, of_unit: Mapping[str, Statement], language: Language) -> tuple[str, ...]:
    """Return the line of a verdict, or the one that tells when, alone; none where there is neither."""
    told = front.verdict
    if front.periods:
        return (time_line(language, [(unit, of_unit[unit.unit_id].markers) for unit in front.periods]),)
    if told is None:
        return ()
    if not told.figure:
        markers = of_unit[told.unit_id].markers if told.unit_id else ""
        return (verdict_line(language, told.finding, markers=markers, told=told.told),)
    statement = of_unit[told.unit_id]
    if told.beside:
        both = (statement, of_unit[told.beside[0]])
        figure = COMMA[written(language)].join(
            beside(language, period_of(language, one.unit), said_of(one, language)) for one in both
        )
        return (verdict_line(language, told.finding, figure),)
    figure = between_keys(language).join(said(key.text, key.restated) for key in statement.keys)
    return (verdict_line(language, told.finding, figure, statement.markers),)


def _without_repeats(units: Sequence[Unit]) -> list[list[Unit]]:
    """Return the units in order, each with those further down that say no more than it."""
    groups: list[list[Unit]] = []
    for unit in units:
        same = next((group for group in groups if repeats(group[0], (), [unit])), None)
        if same and len(same) <= MOST_REPEATS:
            same.append(unit)
        else:
            groups.append([unit])
    return groups


def _cited(
    groups: Sequence[Sequence[Unit]],
    ranked: Iterable[Unit],
    leading: Mapping[str, tuple[Led, ...]],
    language: Language,
    corpus: Corpus,
) -> tuple[list[Statement], tuple[Citation, ...]]:
    """Return a statement for each group, cited with what the units looked at repeat of its keys."""
    chosen = {unit.unit_id for group in groups for unit in group}
    others = [unit for unit in ranked if unit.unit_id not in chosen]
    statements: list[Statement] = []
    citations: list[Citation] = []
    for unit, *same in groups:
        figures = leading.get(unit.unit_id, ())
        further = repeats(unit, texts_of(figures), others) if figures else ()
        sources = (unit, *same, *further)[: 1 + MOST_REPEATS]
        cited = {source_unit.unit_id for source_unit in sources}
        others = [other for other in others if other.unit_id not in cited]
        numbers = tuple(range(len(citations) + 1, len(citations) + 1 + len(sources)))
        citations += [cite(source_unit, corpus, number) for source_unit, number in zip(sources, numbers, strict=True)]
        shown = tuple(
            Key(
                text=figure.text,
                chosen_by=figure.chosen_by,
                instead_of=figure.instead_of,
                restated=_restated(figure.text, unit, language),
                numbers=numbers,
            )
            for figure in figures
        )
        statements.append(Statement(unit, shown, numbers))
    return statements, tuple(citations)


def _periods(rows: Sequence[Statement]) -> list[list[Statement]]:
    """Return the statements, which are in order of time, by period."""
    return [list(of) for _, of in groupby(rows, key=lambda row: row.unit.period)]


def _restated(text: str, unit: Unit, language: Language) -> str:
    restated = restate(text, unit.text) if language is Language.ENGLISH else ""
    return "" if restated == "".join(text.split()) or restated.isdigit() else restated  # 94% is 94%, 45项 is 45


def cite(unit: Unit, corpus: Corpus, number: int) -> Citation:
    """Return the citation of a unit.

    Raises:
        CitationError: its text is not what the source has at its spans.
    """
    document = corpus.documents[unit.doc_id]
    citation = Citation(
        number=number,
        doc_id=unit.doc_id,
        title=document.title,
        issued=document.issued,
        section=corpus.section(unit.section_id).path,
        spans=unit.spans,
        quote=unit.text,
        sha256=document.sha256,
        life=document.life,
    )
    check_quote(citation, document)
    return citation
