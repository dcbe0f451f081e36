"""Chosen units → the answer: what answers first, then the quotes with markers, and the citations, each checked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from index.corpus import Corpus
from index.records import Unit
from rag.answer.attribute import attributed
from rag.answer.phrases import between_keys, colon, disagreement, label, said, source
from rag.answer.repeats import MOST_REPEATS, repeats
from rag.answer.verify import check_keys, check_markers, check_quote
from rag.evidence.picked import Picked
from rag.evidence.rank import Ranked
from rag.figures.compare import Keyed, compared, disagreeing
from rag.figures.english import restate
from rag.figures.lead import Led, lead_keys, led
from rag.question.place import Places
from rag.question.understand import Understood
from rag.records import ChosenBy, Citation, Key, Language, Row
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


@dataclass(frozen=True)
class _Statement:
    """A unit that is quoted with the keys that are shown of it, and the numbers of all citations that say it."""

    unit: Unit
    keys: tuple[Key, ...]
    numbers: tuple[int, ...]

    @property
    def markers(self) -> str:
        return "".join(f"[{number}]" for number in self.numbers)


class Composer:
    """The stage that makes an answer of what was picked.

    Args:
        corpus: what the units come from.
        places: that its documents are about; where they are several, an answer says which.
        max_citations: units that are quoted at most.
    """

    def __init__(self, corpus: Corpus, places: Places, max_citations: int) -> None:
        self._corpus, self._places, self._max_citations = corpus, places, max_citations

    def compose(self, searched: Searched, ranked: Sequence[Ranked], picked: Picked) -> Composed:
        """Return the answer, each quote and figure of it checked.

        Raises:
            CitationError: a quote differs from its source, or a figure is not in its quote; nothing may be shown then.
        """
        question, units = searched.question, picked.units[: self._max_citations]
        looked_at = (item.unit for item in ranked)
        composed = compose(question, units, looked_at, searched.weights, self._corpus, rows=picked.rows)
        text = attributed(composed.text, composed.citations, self._places, question.language)
        return replace(composed, text=text)


def compose(
    question: Understood,
    units: Sequence[Unit],
    ranked: Iterable[Unit],
    weights: Mapping[str, float],
    corpus: Corpus,
    *,
    rows: Sequence[Keyed] = (),
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
        rows: units with the figure of a year each, in order of time, where one is asked through the years.

    Raises:
        CitationError: a quote differs from its source, or a key is not in its quote; nothing may be shown then.
    """
    groups = _without_repeats(units)
    quoted = tuple(group[0] for group in groups)
    found = {unit.unit_id: led(unit, question, weights) for unit in quoted}
    keyed = [Keyed(unit, _texts(found[unit.unit_id])) for unit in quoted if found[unit.unit_id]]
    shown = {unit.unit_id for unit in quoted}
    periods_by = ChosenBy.YEARS if rows else ChosenBy.PERIODS
    rows = [row for row in rows if row.unit.unit_id in shown] or compared(question, keyed, weights)
    sides = disagreeing(keyed, weights)
    leading = {unit.unit_id: of_unit for unit, of_unit in lead_keys(quoted, question, weights)} if not rows else {}
    for item, chosen_by in (
        *((row, periods_by) for row in rows),
        *((side, ChosenBy.DISAGREEMENT) for side in sides),
    ):
        leading[item.unit.unit_id] = tuple(Led(text, chosen_by) for text in item.keys)
    statements, citations = _cited(groups, ranked, leading, question.language, corpus)
    of_unit = {statement.unit.unit_id: statement for statement in statements}
    periods = _periods([of_unit[item.unit.unit_id] for item in rows])
    differing = [of_unit[item.unit.unit_id] for item in sides]
    lead = _lead(statements, periods, differing, citations, question.language)
    keys = tuple(key for statement in statements for key in statement.keys)
    text = "\n".join((*lead, *_quotes(statements, question.language)))
    check_markers(text, citations)
    check_keys(keys, citations)
    return Composed(
        text=text,
        citations=citations,
        keys=keys,
        table=tuple(
            Row(years=of[0].unit.years, status=of[0].unit.status, keys=tuple(key for said in of for key in said.keys))
            for of in periods
        ),
        disagreement=tuple(statement.numbers[0] for statement in differing),
        n_lead_lines=len(lead),
    )


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
) -> tuple[list[_Statement], tuple[Citation, ...]]:
    """Return a statement for each group, cited with what the units looked at repeat of its keys."""
    chosen = {unit.unit_id for group in groups for unit in group}
    others = [unit for unit in ranked if unit.unit_id not in chosen]
    statements: list[_Statement] = []
    citations: list[Citation] = []
    for unit, *same in groups:
        figures = leading.get(unit.unit_id, ())
        further = repeats(unit, _texts(figures), others) if figures else ()
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
        statements.append(_Statement(unit, shown, numbers))
    return statements, tuple(citations)


def _texts(figures: Sequence[Led]) -> tuple[str, ...]:
    return tuple(figure.text for figure in figures)


def _periods(rows: Sequence[_Statement]) -> list[list[_Statement]]:
    """Return the statements, which are in order of time, by period."""
    return [list(of) for _, of in groupby(rows, key=lambda row: row.unit.period)]


def _lead(
    statements: Sequence[_Statement],
    periods: Sequence[Sequence[_Statement]],
    differing: Sequence[_Statement],
    citations: Sequence[Citation],
    language: Language,
) -> list[str]:
    """Return the lines before the quotes; empty when there is nothing to mark."""
    lines = [
        label(language, of[0].unit.years, of[0].unit.status)
        + between_keys(language).join(_said(statement, language) for statement in of)
        for of in periods
    ]
    if differing:
        lines.append(disagreement(language))
    for statement in differing:
        of = citations[statement.numbers[0] - 1]
        lines.append(source(language, of.title, of.issued) + colon(language) + _said(statement, language))
    return lines or [_said(statement, language) for statement in statements if statement.keys]


def _said(statement: _Statement, language: Language) -> str:
    return between_keys(language).join(said(key.text, key.restated) for key in statement.keys) + statement.markers


def _quotes(statements: Sequence[_Statement], language: Language) -> list[str]:
    lines: list[str] = []
    before = ""
    for statement in statements:
        heading = label(language, statement.unit.years, statement.unit.status)
        lines.append(f"{'' if heading == before else heading}{statement.unit.text}{statement.markers}")
        before = heading
    return lines


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
    )
    check_quote(citation, document)
    return citation
