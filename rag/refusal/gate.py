"""Whether the evidence found answers the question at all: a fitted gate, and the typed reason when it does not."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from index.records import Role, Unit
from index.words.kept import unit_fold
from index.words.names import defined_names
from index.words.quotes import bare, quoted
from rag.evidence.picked import Picked
from rag.evidence.rank import Ranked
from rag.evidence.strategies import is_named
from rag.evidence.weights import packaged_ranker_weights
from rag.figures.compute.operands import Computation
from rag.question.said import names, said
from rag.question.understand import Understood, Wants
from rag.records import Reason
from rag.refusal.claimed import tells_claimed
from rag.refusal.features import Reader
from rag.refusal.lacking import lacking_in
from rag.refusal.nearest import nearest_units
from rag.refusal.period import held_years, is_of_other_years, is_only_planned
from rag.refusal.scope import Idle, document_not_held_in, elsewhere_in, idle_in, order_in, whole_in
from rag.refusal.timed import tells_another_act
from rag.refusal.unstated import ACT, AMOUNT, unstated_in
from rag.refusal.weights import GATE_FEATURE_NAMES, GateFeatures, GateWeights, packaged_gate_weights
from rag.search.searching import Searched
from rag.steps import ALL_STEPS, Steps

_REPORTS = tuple(said(f"reports.{name}") for name in names("reports"))
# Of an overview's theme, as shares of a question's words: what another year has that tells it, and how much of that an
# overview of the asked years has at least.
THEME_TOLD, OF_THEME = 0.5, 0.34
OF_MATTER = 0.75  # of a question's words, which evidence of another year has that is shown beside the years
FEWEST_LISTED = 3  # headings that were picked together
DECIMALS = 4  # of a confidence, before it is held against a threshold: no further digit decides


class Rule(StrEnum):
    """What decides between answering and refusing."""

    GATE = "gate"  # the fitted model; the detail is the feature that weighed most
    DEFINED_TERM = "defined_term"  # an entry defines the very term
    UNTOLD = "untold"  # a word of the name of what is asked
    OTHER_THING = "other_thing"  # of which the figures are that would answer
    OUTLINE = "outline"  # of a document or a year is asked, and held
    THEME = "theme"  # an overview of one is asked, and several statements have its words
    ORDER = "order"  # to the program
    OFF_TOPIC = "off_topic"  # words of idle talk, and evidence that is not clear
    OTHER_PLACE = "other_place"  # no document is about it
    DOCUMENT_NOT_HELD = "document_not_held"  # that is named
    WHOLE = "whole"  # of which only a part is held
    TERM_NOT_HELD = "term_not_held"  # its meaning is asked
    NOT_STATED = "not_stated"  # until when, or who, of which other things are told
    OTHER_YEARS = "other_years"
    ONLY_PLANNED = "only_planned"  # the outcome is asked
    NOTHING_FOUND = "nothing_found"
    CLAIMED = "claimed"  # the figure that the question takes for true is stated, the same or another
    COMPUTED = "computed"  # of figures whose subject is what is asked
    NONE = "none"  # the gate is left out, to measure what it brings


@dataclass(frozen=True)
class Decision:
    """The rule that decided, with the word, the years or the feature by which it did."""

    rule: Rule
    detail: str = ""


@dataclass(frozen=True)
class Verdict:
    """The gate's verdict: the probability that the chosen units answer, why not when they do not, what decided."""

    confidence: float
    reason: Reason | None
    decided: Decision
    held_years: tuple[int, ...] = ()
    features: tuple[float, ...] = ()  # in the order of GateFeatures; empty where there was nothing to judge
    nearest: tuple[Unit, ...] = ()  # of a refusal, what is said next to the question, where that is near enough


@dataclass(frozen=True)
class Looked:
    """What was found and picked for a question, what the gate sees of it, and a word of the asked name it lacks."""

    searched: Searched
    ranked: Sequence[Ranked]
    picked: Picked
    values: GateFeatures
    untold: str

    def nearest(self, held: Sequence[int] = ()) -> tuple[Unit, ...]:
        """Return the statements that a refusal gives as nearest; of the held years where it says those."""
        return nearest_units(self.searched.question, self.ranked, self.picked.units, held=held)

    @property
    def has_theme_in_other_years(self) -> bool:
        """Whether an overview of the asked years has next to nothing of its theme, most of which other years have."""
        question, most = self.searched.question, max(item.features.coverage for item in self.ranked[:5])
        is_theme = bool(self.picked.themes and question.years) and not question.documents
        return is_theme and most >= THEME_TOLD and self.values.period < OF_THEME


class Gate:
    """Decides between answering and refusing, by fitted weights: the program's unless others are given.

    `reader` looks at the evidence.
    """

    def __init__(self, reader: Reader, steps: Steps = ALL_STEPS, *, weights: GateWeights | None = None) -> None:
        self._reader, self._steps, self._fitted = reader, steps, weights or packaged_gate_weights()

    def judge(self, searched: Searched, ranked: Sequence[Ranked], picked: Picked) -> Verdict:
        """Return whether the picked units answer the question, and what decided.

        Args:
            searched: the question with its weighted terms.
            ranked: units, best first.
            picked: those that would be cited.
        """
        question, chosen = searched.question, picked.units
        if not self._steps.gate and chosen:
            return Verdict(1.0, None, Decision(Rule.NONE))
        ruled, idle = _ruled_out(question, picked, searched.weights), idle_in(question, chosen, searched.weights)
        if ruled and ruled[0] is Reason.BLOCKED:
            return Verdict(0.0, *ruled)
        is_outline, is_told = picked.is_outline or picked.is_issued, picked.is_told and not idle.share
        if (is_outline or is_told) and not ruled:
            decided = Decision(Rule.OUTLINE if is_outline else Rule.THEME)
            return Verdict(self._fitted.thresholds.defined, None, decided)
        if not (ranked and chosen and (searched.weights or _defined(question, chosen))):
            return Verdict(0.0, *(ruled or _nothing(idle)))
        looked = Looked(searched, ranked, picked, *self._reader.read(searched, ranked, picked))
        if ruled:
            is_of_part = ruled[1].rule is Rule.WHOLE and bool(question.places)
            is_near = is_of_part and self._confidence(looked) >= self._fitted.thresholds.nearest
            return Verdict(0.0, *ruled, features=looked.values, nearest=looked.nearest() if is_near else ())
        computation = picked.computation if picked.computation and picked.computation.operands else None
        verdict = self._computed(looked, computation) if computation else self._weighed(looked, idle)
        lacking = lacking_in(question, chosen) if verdict.reason is None else ""
        if verdict.reason is None and question.wants is Wants.DATE and tells_another_act(question, chosen[0]):
            lacking = ACT
        if verdict.reason is None and not computation:
            lacking = lacking or unstated_in(question, chosen) or (AMOUNT if picked.is_moved else "")
        if lacking:
            decided = Decision(Rule.NOT_STATED, lacking)
            verdict = replace(verdict, reason=Reason.NO_EVIDENCE, decided=decided, nearest=looked.nearest())
        return verdict

    def _confidence(self, looked: Looked) -> float:
        return _logistic(self._fitted.bias + sum(self._products(looked.values).values()))

    def _computed(self, looked: Looked, computation: Computation) -> Verdict:
        """Return the verdict on what is computed: figures whose subject is what is asked answer."""
        decided = Decision(Rule.COMPUTED, computation.asked.operation)
        confidence = max(self._confidence(looked), self._fitted.thresholds.answer)
        return Verdict(confidence, None, decided, features=looked.values)

    def _weighed(self, looked: Looked, idle: Idle) -> Verdict:
        """Return the verdict on evidence that no rule keeps back, from its features and the idle talk."""
        question, weights = looked.searched.question, looked.searched.weights
        chosen, values = looked.picked.units, looked.values
        thresholds, products = self._fitted.thresholds, self._products(values)
        confidence = self._confidence(looked)
        weighed = round(confidence, DECIMALS)
        defined = _defined(question, chosen)
        if defined:  # an entry for the very term asks no wording to agree
            decided = Decision(Rule.DEFINED_TERM, defined)
            return Verdict(max(confidence, thresholds.defined), None, decided, features=values)
        if idle.share and weighed < thresholds.idle + thresholds.all_idle * idle.share:
            return Verdict(confidence, Reason.OUT_OF_SCOPE, Decision(Rule.OFF_TOPIC, idle.words), features=values)
        rule, is_near = _of_other_period(question, chosen), weighed >= thresholds.nearest
        elsewhere = looked.has_theme_in_other_years
        rule = rule or (Rule.OTHER_YEARS if elsewhere else None)
        if rule and (is_near or values.coverage > 0):
            decided = Decision(rule, " ".join(map(str, question.years)))
            held = held_years(question, looked.ranked, () if elsewhere else chosen)
            of_matter = is_near or (values.coverage >= OF_MATTER and not values.untold)
            near = looked.nearest(held) if of_matter else ()
            return Verdict(min(confidence, thresholds.unsure), Reason.WRONG_PERIOD, decided, held, values, near)
        is_listed = is_near and len(chosen) >= FEWEST_LISTED and all(unit.role is Role.HEADING for unit in chosen)
        if weighed >= thresholds.answer or is_listed:  # headings that the question counts are what it names
            strongest = max(products, key=lambda name: products[name])
            return Verdict(confidence, None, Decision(Rule.GATE, strongest), features=values)
        if tells_claimed(question, chosen, weights):
            return Verdict(max(confidence, thresholds.answer), None, Decision(Rule.CLAIMED), features=values)
        decided = _lacks(looked) or Decision(Rule.GATE, self._weakest(products))
        near = looked.nearest() if is_near else ()
        return Verdict(confidence, Reason.NO_EVIDENCE, decided, features=values, nearest=near)

    def _products(self, values: GateFeatures) -> dict[str, float]:
        """Return what each feature brings to the log-odds."""
        return {
            name: weight * value
            for name, weight, value in zip(GATE_FEATURE_NAMES, self._fitted.weights, values, strict=True)
        }

    def _weakest(self, products: Mapping[str, float]) -> str:
        """Return the feature of the evidence that is furthest from its best value, as the model weighs it."""
        best = packaged_ranker_weights().thresholds.median_best / 10
        most = {
            name: weight * (best if name == "best" else float(weight > 0))
            for name, weight in zip(GATE_FEATURE_NAMES, self._fitted.weights, strict=True)
            if not name.startswith("is_")
        }
        return max(most, key=lambda name: most[name] - products[name])


def _ruled_out(question: Understood, picked: Picked, weights: Mapping[str, float]) -> tuple[Reason, Decision] | None:
    """Return why a question is refused whatever its evidence looks like, and what decided; or None."""
    order, chosen = order_in(question), picked.units
    if order:
        return Reason.BLOCKED, Decision(Rule.ORDER, order)
    whole = whole_in(question)
    if whole:
        return Reason.OUT_OF_SCOPE, Decision(Rule.WHOLE, whole)
    elsewhere = elsewhere_in(question, chosen, weights)
    if elsewhere:
        return Reason.OUT_OF_SCOPE, Decision(Rule.OTHER_PLACE, elsewhere)
    named = document_not_held_in(question, chosen)
    is_of_year = picked.is_outline and any(report.found(named) for report in _REPORTS)
    if named and not is_of_year:  # what another report tells of its year is an answer
        return Reason.OUT_OF_SCOPE, Decision(Rule.DOCUMENT_NOT_HELD, named)
    term = _term_not_held(question, chosen)
    return (Reason.NO_EVIDENCE, Decision(Rule.TERM_NOT_HELD, term)) if term else None


def _defined(question: Understood, chosen: Sequence[Unit]) -> str:
    """Return the asked term that the first chosen unit defines; a sign such as 1+3+N has no words to search for."""
    names = (name for unit in chosen[:1] for name in defined_names(unit))
    return next((name for name in names if is_named(name, question.text)), "")


def _lacks(looked: Looked) -> Decision | None:
    """Return what evidence lacks of the thing that is asked of: a word of its name, or any figure of it; or None."""
    if looked.untold:
        return Decision(Rule.UNTOLD, looked.untold)
    return Decision(Rule.OTHER_THING) if looked.values.of_another else None


def _nothing(idle: Idle) -> tuple[Reason, Decision]:
    """Return why there is no answer where nothing was found, or nothing was asked that could be found."""
    if idle.share:
        return Reason.OUT_OF_SCOPE, Decision(Rule.OFF_TOPIC, idle.words)
    return Reason.NO_EVIDENCE, Decision(Rule.NOTHING_FOUND)


def _term_not_held(question: Understood, chosen: Sequence[Unit]) -> str:
    """Return a term in quotation marks whose meaning is asked when what was chosen has none of them, or ""."""
    terms = quoted(question.asked) if question.wants is Wants.DEFINITION else ()
    is_held = any(term in bare(unit_fold(unit.text)) for term in terms for unit in chosen)
    return "" if is_held or not terms else terms[0]


def _of_other_period(question: Understood, chosen: Sequence[Unit]) -> Rule | None:
    """Return the rule by which what was chosen is not of the asked time; or None."""
    if is_of_other_years(question, chosen):
        return Rule.OTHER_YEARS
    return Rule.ONLY_PLANNED if is_only_planned(question, chosen) else None


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
