"""What an answer says in front of its quotes, in its own words, held against the case and its evidence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eval.cases import Case, Evidence, Kind
from eval.facts import AnswerText, facts_found, states
from eval.heads import Heads
from eval.normal import normalise
from eval.own_words import Line
from eval.quantity import Direction, Quantity, quantities
from eval.sources import Sources, plain, status_of, years_of
from eval.wording import figures_in_digits, reworded
from index.records import Frozen, Period, Status

_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d{2})(?![\d.]|[^\W\d]*元|%)")
_CLAUSE = re.compile("[^,;。!?、\n]+")
_LEVEL = re.compile("[增涨升降减跌长加高落少低滑][至到][超约近达]?$")  # 降至14% is no 下降14%
_PLANNED = re.compile(r"计划|目标|拟|力争|预期|打算|将(?!近)|\b(?:plans?|planned|targets?|aims?|will|expected)\b")
_DONE = re.compile(r"已|实际|了(?=[\d约超近])|\b(?:was|were|has|have|had|achieved|reached|completed|actual|actually)\b")
_YES = re.compile(r"^(?:是的?|对的?|没错|正确|确实|yes|correct|right)(?=$|[^\w]|是|已)")
_STILL = re.compile(r"^(?:仍是计划|it is still a plan)")  # a verdict of its own: planned, and no outcome told
_NO = re.compile(r"^(?:不是|并非|不对|没有|未|否|not|no)(?=$|[^\w])")


class Fault(StrEnum):
    """Why a lead is wrong."""

    FIGURE = "a figure that is no fact of the case"
    DIRECTION = "a figure that rises or falls otherwise than its source says"
    YEAR = "a figure of another year than its source's"
    STATUS = "a plan told as done, or something done told as planned"
    MATTER = "a figure given to another matter"
    PLACE = "another place than the evidence is about"
    VERDICT = "a verdict that no fact gives"
    WORDS = "words that state no fact"
    UNANSWERABLE = "an answer where no document gives one"


class Lead(Frozen):
    """What stands before the quotes: whether anything does, the facts it states, and what is wrong with it."""

    is_said: bool
    facts: tuple[bool, ...]
    faults: frozenset[Fault]


@dataclass(frozen=True)
class _Proof:
    """A place that proves a fact: its quotes with their figures, and of which period it is."""

    figures: tuple[Quantity, ...]
    text: str
    years: frozenset[int]
    status: frozenset[Status]


def judge_lead(case: Case, question: str, lead: str, lines: Sequence[Line], sources: Sources) -> Lead:
    """Return the lead judged.

    Args:
        case: with its facts and evidence.
        question: as it was asked, with what came before it.
        lead: the answer without its quotes.
        lines: its lines; those where the assistant itself says something are judged.
        sources: what the evidence's periods are read from.
    """
    judge = _Judge(case, question, sources)
    spoken = [line for line in lines if line.speaks]
    faults = frozenset(fault for line in spoken for fault in judge.faults(line))
    return Lead(is_said=bool(spoken), facts=facts_found(lead if spoken else "", case.facts), faults=faults)


class _Judge:
    """One case's facts and proofs, made ready once."""

    def __init__(self, case: Case, question: str, sources: Sources) -> None:
        self._case, self._sources = case, sources
        self._facts = [[normalise(text) for text in fact] for fact in case.facts]
        self._wanted = [q for fact in self._facts for text in fact for q in quantities(reworded(text))]
        self._proofs = [_proof(place, sources) for group in case.evidence for place in group]
        said = "".join(text for fact in case.facts for text in fact)
        self._known = plain(question + said + "".join(proof.text for proof in self._proofs))
        self._heads = Heads.of(sources.documents)

    def faults(self, line: Line) -> Iterator[Fault]:
        text = reworded(normalise(line.own))
        if not self._case.answerable:
            yield Fault.UNANSWERABLE
            return
        if self._sources.is_elsewhere(text, self._known):
            yield Fault.PLACE
        if self._is_false_verdict(text):
            yield Fault.VERDICT
        figures = [figure for figure in quantities(text) if not _is_year(figure)]
        if _STILL.match(text):
            if not any(Status.PLAN in proof.status for proof in self._proofs):
                yield Fault.STATUS
        elif not figures and not self._states_fact(line.own) and not (_YES.match(text) or _NO.match(text)):
            yield Fault.WORDS
        for figure in figures:
            yield from self._figure_faults(figure, text, line.label)

    def _is_false_verdict(self, text: str) -> bool:
        for pattern in (_YES, _NO):
            if pattern.match(text):
                given = any(pattern.match(alternative) for fact in self._facts for alternative in fact)
                return not given and not (pattern is _NO and self._case.kind is Kind.FALSE_PREMISE)
        return False

    def _states_fact(self, own: str) -> bool:
        answer = AnswerText.of(own)
        return any(states(answer, alternative) for fact in self._case.facts for alternative in fact)

    def _figure_faults(self, figure: Quantity, text: str, label: Period | None) -> Iterator[Fault]:
        if not any(_same(wanted, figure) for wanted in self._wanted):
            yield Fault.FIGURE
            return
        holding = [proof for proof in self._proofs if any(_same(held, figure) for held in proof.figures)]
        if not holding:
            yield Fault.FIGURE
            return
        held = [one for proof in holding for one in proof.figures if _same(one, figure)]
        is_level = bool(_LEVEL.search(text[: figure.start]))
        told = figure.direction is not Direction.NONE or is_level
        if told and all(one.direction is not figure.direction for one in held):
            yield Fault.DIRECTION
        years = frozenset(label.years) if label and label.years else _years_before(text, figure)
        possible = frozenset[int]().union(*(proof.years for proof in holding))
        if years and possible and not years & possible:
            yield Fault.YEAR
        if self._is_of_other_status(figure, text, label, holding):
            yield Fault.STATUS
        if self._heads.are_of_another(text[: figure.start], text[figure.end :], self._known):
            yield Fault.MATTER

    def _is_of_other_status(self, figure: Quantity, text: str, label: Period | None, holding: Sequence[_Proof]) -> bool:
        possible = frozenset[Status]().union(*(proof.status for proof in holding))
        if len(possible) != 1:
            return False
        if label and label.status is not Status.OTHER and label.status not in possible:
            return True
        clause = next((c.group() for c in _CLAUSE.finditer(text) if c.start() <= figure.start < c.end()), text)
        if any(clause in normalise(proof.text) for proof in holding):
            return False
        wrong, right = (_DONE, _PLANNED) if Status.PLAN in possible else (_PLANNED, _DONE)
        return bool(wrong.search(clause)) and not right.search(clause)


def _proof(place: Evidence, sources: Sources) -> _Proof:
    text = "".join(place.quotes)
    periods = sources.periods(place.doc_id, place.spans)
    said = frozenset(int(year) for year in _YEAR.findall(normalise(text)))
    years = years_of(periods)
    return _Proof(
        figures=figures_in_digits(text),
        text=text,
        years=years | said if years else frozenset(),
        status=status_of(periods),
    )


def _same(wanted: Quantity, found: Quantity) -> bool:
    """Return whether a figure is the wanted one, whatever is said of its direction."""
    return wanted.model_copy(update={"direction": Direction.NONE}).fits(found)


def _is_year(figure: Quantity) -> bool:
    return figure.unit in {"", "年"} and figure.low == int(figure.low) and 1900 <= figure.low < 2100


def _years_before(text: str, figure: Quantity) -> frozenset[int]:
    """Return the year that was named last before a figure, else the one named behind it."""
    before = _YEAR.findall(text[: figure.start])
    behind = _YEAR.findall(text[figure.end :])
    return frozenset(map(int, before[-1:] or behind[:1]))
