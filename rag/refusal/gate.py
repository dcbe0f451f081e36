"""Whether the evidence found answers the question at all: a fitted gate, and the typed reason when it does not."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields

from index.records import Status, Unit
from index.words.kept import unit_fold, unit_terms
from index.words.names import bare, defined_names, quoted
from index.words.terms import fold
from rag.evidence.pick import names
from rag.evidence.rank import Ranked
from rag.question.agreement import LONGEST_PERIOD, year_agreement
from rag.question.answer_form import Expected
from rag.question.understand import NOT_PLANNED, Understood, Wants
from rag.records import Language, Reason
from rag.refusal.scope import idle_share, is_order, is_out_of_scope
from rag.steps import ALL_STEPS, Steps

_CLAUSE_END = re.compile("[，,；;。]")
# The thing as it turned out, not as it was meant.
_ACTUAL = re.compile(
    r"实际(?!利用|使用|到位|投资|控制)|最终|最后(完成|达到|是|涨|增|降)|达没达到|到底(开|办|建|完成|引|招)了?|年底.{0,6}(统计|算)|算下来|"
    r"\b(actual|ended up|end up|outcome|final|by the (close|end) of)\b"
)
_PLANNED = re.compile(r"计划|目标|打算|\b(target|plan|planned|goal|aim)\b")


@dataclass(frozen=True)
class GateFeatures:
    """What tells answerable questions from others; each about 0 to 1."""

    best: float  # score of the best chosen unit, divided by 10
    form: float  # share of the expected forms that the chosen units have
    form_nearby: float  # coverage by the clauses that have the expected forms, as a share of the best clause's
    period: float  # coverage by the best chosen unit, as a share of the best coverage in any period
    coverage: float  # of the question by the best chosen unit
    closeness: float  # of the unit nearest to the question
    is_english: float
    is_follow_up: float


# Logistic regression on the dev part's questions that no rule on place or period refuses, classes balanced; rounded, in
# the order of GateFeatures (`python -m eval fit`). Cross-validated, the area under the ROC curve is 0.94; 0.84 before
# the expected forms grew and stood beside the matter. Dropped without gain: margin, number and share of unknown words,
# similarity of the chosen unit, names of places it lacks.
WEIGHTS: tuple[float, ...] = (4.5, 2.0, 1.9, 0.8, -1.6, 2.2, 2.5, 1.8)
BIAS = -9.2
THRESHOLD = 0.35  # on dev 0.96 of the answerable are answered, 0.90 of the others refused; the report has the curve
# A question with words of idle talk needs clear evidence, the clearer the more of it they are. On dev the gate gives at
# most 0.66 to what is off topic, and at least 0.82 to what such a word stands in and the documents answer.
CLEAR, ALL_IDLE = 0.75, 0.25
SAME_MATTER = 0.75  # of the best coverage
DEFINED, UNSURE = 0.95, 0.2  # confidence where a rule decides


@dataclass(frozen=True)
class Verdict:
    """The gate's verdict: the probability that the chosen units answer, and why not when they do not."""

    confidence: float
    reason: Reason | None
    held_years: tuple[int, ...] = ()
    features: tuple[float, ...] = ()  # in the order of GateFeatures; empty where there was nothing to judge


class Gate:
    """Decides between answering and refusing."""

    def __init__(self, steps: Steps = ALL_STEPS) -> None:
        self._steps = steps

    def judge(
        self,
        question: Understood,
        weights: Mapping[str, float],
        ranked: Sequence[Ranked],
        chosen: Sequence[Unit],
    ) -> Verdict:
        """Return whether the chosen units answer the question.

        Args:
            question: what is asked.
            weights: its terms with their weights, rarity included.
            ranked: units, best first.
            chosen: those that would be cited.
        """
        if not self._steps.gate and chosen:
            return Verdict(1.0, None)
        ruled, idle = _ruled_out(question, chosen), idle_share(question, chosen)
        if ruled is Reason.BLOCKED or not (ranked and chosen and weights):
            return Verdict(0.0, ruled or (Reason.OUT_OF_SCOPE if idle else Reason.NO_EVIDENCE))
        values: tuple[float, ...] = astuple(self.features(question, weights, ranked, chosen))
        return Verdict(0.0, ruled, features=values) if ruled else _weighed(question, ranked, chosen, values, idle)

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


def _weighed(
    question: Understood, ranked: Sequence[Ranked], chosen: Sequence[Unit], values: tuple[float, ...], idle: float
) -> Verdict:
    """Return the verdict that features lead to; `idle` is the share of the question that is idle talk."""
    confidence = _logistic(BIAS + sum(weight * value for weight, value in zip(WEIGHTS, values, strict=True)))
    if any(names(question.text, name) for unit in chosen[:1] for name in defined_names(unit)):
        # An entry for the very term asks no wording to agree.
        return Verdict(max(confidence, DEFINED), None, features=values)
    if idle and confidence < CLEAR + ALL_IDLE * idle:
        return Verdict(confidence, Reason.OUT_OF_SCOPE, features=values)
    if _is_of_other_period(question, chosen):
        held = held_years(question, ranked, chosen)
        return Verdict(min(confidence, UNSURE), Reason.WRONG_PERIOD, held, values)
    return Verdict(confidence, None if confidence >= THRESHOLD else Reason.NO_EVIDENCE, features=values)


def form_nearby(expected: Expected, weights: Mapping[str, float], chosen: Sequence[Unit]) -> float:
    """Return how much of the question stands where the expected forms stand, as a share of what stands anywhere.

    A sum in another clause than the matter is of another matter. A clause counts with the one before it, which often
    holds its subject; the mean over the forms is returned, 1 when none is expected.
    """
    windows: list[tuple[float, str]] = []
    for unit in chosen:
        clauses = [clause for clause in _CLAUSE_END.split(unit_fold(unit.text)) if clause.strip()]
        for before, clause in zip(["", *clauses], clauses, strict=False):
            held = unit_terms(before) | unit_terms(clause)
            windows.append((sum(weight for term, weight in weights.items() if term in held), clause))
    best = max((coverage for coverage, _ in windows), default=0.0)
    if not expected.forms or best <= 0:
        return 1.0
    nearby = [
        max((coverage for coverage, clause in windows if form.search(clause)), default=0.0) for form in expected.forms
    ]
    return sum(nearby) / len(nearby) / best


GATE_FEATURE_NAMES = tuple(field.name for field in fields(GateFeatures))


def held_years(question: Understood, ranked: Sequence[Ranked], chosen: Sequence[Unit]) -> tuple[int, ...]:
    """Return the years for which the matter is held: those of units that hold as much of the question as the best."""
    if any(set(unit.years) & set(question.years) for unit in chosen):  # the asked year, but only as a plan
        return tuple(sorted({year for unit in chosen for year in unit.years}))
    most = max(item.features.coverage for item in ranked)
    about = [item.unit for item in ranked if item.features.coverage >= SAME_MATTER * most]
    return tuple(sorted({year for unit in about for year in unit.years if len(unit.years) <= LONGEST_PERIOD}))


def _ruled_out(question: Understood, chosen: Sequence[Unit]) -> Reason | None:
    """Return why a question is refused whatever its evidence looks like, or None."""
    if is_order(question):
        return Reason.BLOCKED
    if is_out_of_scope(question, chosen):
        return Reason.OUT_OF_SCOPE
    return Reason.NO_EVIDENCE if _lacks_the_term(question, chosen) else None


def _lacks_the_term(question: Understood, chosen: Sequence[Unit]) -> bool:
    """Return whether the meaning of terms in quotation marks is asked, and what was chosen has none of them."""
    terms = quoted(question.asked) if question.wants is Wants.DEFINITION else ()
    return bool(terms) and not any(term in bare(unit_fold(unit.text)) for term in terms for unit in chosen)


def _is_of_other_period(question: Understood, chosen: Sequence[Unit]) -> bool:
    """Return whether what was chosen is of other years than asked, or only a plan where the outcome is asked."""
    if not question.years or not any(unit.years for unit in chosen):
        return False
    other_years = all(year_agreement(unit, question.years) < 0 for unit in chosen)
    return other_years or (_asks_outcome(question) and all(unit.status is Status.PLAN for unit in chosen))


def _asks_outcome(question: Understood) -> bool:
    """Return whether a figure is asked as it turned out, and nothing in the question speaks of a plan."""
    return (
        question.wants is Wants.FIGURE
        and bool(_ACTUAL.search(question.asked))
        and not _PLANNED.search(NOT_PLANNED.sub("", question.asked))
    )


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
