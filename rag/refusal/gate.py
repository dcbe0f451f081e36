"""Whether the evidence found answers the question at all: a fitted gate, and the typed reason when it does not."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.records import Status, Unit
from index.words.clauses import ANNOUNCED_CLAUSE_END, clauses
from index.words.kept import unit_fold, unit_terms
from index.words.names import defined_names
from index.words.quotes import bare, quoted
from index.words.terms import fold
from rag.evidence.picked import Picked
from rag.evidence.rank import Ranked
from rag.evidence.strategies import is_named
from rag.evidence.weights import packaged_ranker_weights
from rag.question.agreement import LONGEST_PERIOD, year_agreements
from rag.question.answer_form import Expected
from rag.question.said import said
from rag.question.understand import NOT_PLANNED, Understood, Wants
from rag.records import Language, Reason
from rag.refusal.scope import Idle, elsewhere_in, idle_in, order_in, whole_in
from rag.refusal.weights import GATE_FEATURE_NAMES, GateFeatures, GateWeights, packaged_gate_weights
from rag.search.searching import Searched
from rag.steps import ALL_STEPS, Steps

_ACTUAL, _PLANNED = said("plans.turned_out"), said("plans.named")


SAME_MATTER = 0.75  # of the best coverage


class Rule(StrEnum):
    """What decides between answering and refusing."""

    GATE = "gate"  # the fitted model; the detail is the feature that weighed most
    DEFINED_TERM = "defined_term"  # an entry defines the very term
    ORDER = "order"  # to the program
    OFF_TOPIC = "off_topic"  # words of idle talk, and evidence that is not clear
    OTHER_PLACE = "other_place"  # no document is about it
    WHOLE = "whole"  # of which only a part is held
    TERM_NOT_HELD = "term_not_held"  # its meaning is asked
    OTHER_YEARS = "other_years"
    ONLY_PLANNED = "only_planned"  # the outcome is asked
    NOTHING_FOUND = "nothing_found"
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


class Gate:
    """Decides between answering and refusing, by fitted weights: the program's unless others are given."""

    def __init__(self, steps: Steps = ALL_STEPS, *, weights: GateWeights | None = None) -> None:
        self._steps, self._fitted = steps, weights or packaged_gate_weights()

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
        ruled, idle = _ruled_out(question, chosen), idle_in(question, chosen, searched.weights)
        if ruled and ruled[0] is Reason.BLOCKED:
            return Verdict(0.0, *ruled)
        if not (ranked and chosen and searched.weights):
            return Verdict(0.0, *(ruled or _nothing(idle)))
        values = self.features(question, searched.weights, ranked, chosen)
        if ruled:
            return Verdict(0.0, *ruled, features=values)
        return self._weighed(question, ranked, chosen, values, idle)

    def _weighed(
        self, question: Understood, ranked: Sequence[Ranked], chosen: Sequence[Unit], values: GateFeatures, idle: Idle
    ) -> Verdict:
        """Return the verdict on evidence that no rule keeps back, from the values of its features and the idle talk."""
        thresholds, products = self._fitted.thresholds, self._products(values)
        confidence = _logistic(self._fitted.bias + sum(products.values()))
        terms = (name for unit in chosen[:1] for name in defined_names(unit))
        defined = next((name for name in terms if is_named(name, question.text)), "")
        if defined:  # an entry for the very term asks no wording to agree
            decided = Decision(Rule.DEFINED_TERM, defined)
            return Verdict(max(confidence, thresholds.defined), None, decided, features=values)
        if idle.share and confidence < thresholds.idle + thresholds.all_idle * idle.share:
            return Verdict(confidence, Reason.OUT_OF_SCOPE, Decision(Rule.OFF_TOPIC, idle.words), features=values)
        rule = _of_other_period(question, chosen)
        if rule:
            decided = Decision(rule, " ".join(map(str, question.years)))
            held = held_years(question, ranked, chosen)
            return Verdict(min(confidence, thresholds.unsure), Reason.WRONG_PERIOD, decided, held, values)
        if confidence >= thresholds.answer:
            strongest = max(products, key=lambda name: products[name])
            return Verdict(confidence, None, Decision(Rule.GATE, strongest), features=values)
        return Verdict(confidence, Reason.NO_EVIDENCE, Decision(Rule.GATE, self._weakest(products)), features=values)

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

    def features(
        self,
        question: Understood,
        weights: Mapping[str, float],
        ranked: Sequence[Ranked],
        chosen: Sequence[Unit],
    ) -> GateFeatures:
        """Return the gate's features of a question with its ranked and chosen units (both not empty)."""
        ids = {unit.unit_id for unit in chosen}
        first = next((item for item in ranked if item.unit.unit_id in ids), ranked[0])
        most = max(item.features.coverage for item in ranked[:5])
        return GateFeatures(
            best=first.score / 10,
            form=question.expected.fit(fold(" ".join(unit.text for unit in chosen))),
            form_nearby=form_nearby(question.expected, weights, chosen),
            period=first.features.coverage / (most or 1.0) if question.years else 1.0,
            coverage=first.features.coverage,
            closeness=max(item.closeness for item in ranked),
            is_english=float(question.language is Language.ENGLISH),
            is_follow_up=float(question.leans),
        )


def form_nearby(expected: Expected, weights: Mapping[str, float], chosen: Sequence[Unit]) -> float:
    """Return how much of the question stands where the expected forms stand, as a share of what stands anywhere.

    A sum in another clause than the matter is of another matter. A clause counts with the one before it, which often
    holds its subject; the mean over the forms is returned, 1 when none is expected.
    """
    windows: list[tuple[float, str]] = []
    for unit in chosen:
        parted = clauses(unit_fold(unit.text), ANNOUNCED_CLAUSE_END)
        for before, clause in zip(["", *parted], parted, strict=False):
            held = unit_terms(before) | unit_terms(clause)
            windows.append((sum(weight for term, weight in weights.items() if term in held), clause))
    best = max((coverage for coverage, _ in windows), default=0.0)
    if not expected.forms or best <= 0:
        return 1.0
    nearby = [
        max((coverage for coverage, clause in windows if form.search(clause)), default=0.0) for form in expected.forms
    ]
    return sum(nearby) / len(nearby) / best


def held_years(question: Understood, ranked: Sequence[Ranked], chosen: Sequence[Unit]) -> tuple[int, ...]:
    """Return the years for which the matter is held: those of units that hold as much of the question as the best."""
    if any(set(unit.years) & set(question.years) for unit in chosen):  # the asked year, but only as a plan
        return tuple(sorted({year for unit in chosen for year in unit.years}))
    most = max(item.features.coverage for item in ranked)
    about = [item.unit for item in ranked if item.features.coverage >= SAME_MATTER * most]
    return tuple(sorted({year for unit in about for year in unit.years if len(unit.years) <= LONGEST_PERIOD}))


def _ruled_out(question: Understood, chosen: Sequence[Unit]) -> tuple[Reason, Decision] | None:
    """Return why a question is refused whatever its evidence looks like, and what decided; or None."""
    order = order_in(question)
    if order:
        return Reason.BLOCKED, Decision(Rule.ORDER, order)
    whole = whole_in(question)
    if whole:
        return Reason.OUT_OF_SCOPE, Decision(Rule.WHOLE, whole)
    elsewhere = elsewhere_in(question, chosen)
    if elsewhere:
        return Reason.OUT_OF_SCOPE, Decision(Rule.OTHER_PLACE, elsewhere)
    term = _term_not_held(question, chosen)
    return (Reason.NO_EVIDENCE, Decision(Rule.TERM_NOT_HELD, term)) if term else None


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
    """Return the rule by which what was chosen is of other years than asked, or a plan where the outcome is asked."""
    if not question.years or not any(unit.years for unit in chosen):
        return None
    if max(year_agreements(chosen, question.years)) < 0:
        return Rule.OTHER_YEARS
    only_planned = _asks_outcome(question) and all(unit.status is Status.PLAN for unit in chosen)
    return Rule.ONLY_PLANNED if only_planned else None


def _asks_outcome(question: Understood) -> bool:
    """Return whether a figure is asked as it turned out, and nothing in the question speaks of a plan."""
    return (
        question.wants is Wants.FIGURE
        and _ACTUAL.found(question.asked)
        and not _PLANNED.found(NOT_PLANNED.sub("", question.asked))
    )


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
