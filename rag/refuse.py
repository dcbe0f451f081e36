"""Whether the evidence found answers the question at all: a fitted gate, and the typed reason when it does not."""

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from pathlib import Path

from index.records import Unit
from index.terms import fold, terms
from rag.evidence import bare, defined_names
from rag.rank import Ranked, year_agreement
from rag.records import Language, Reason
from rag.understand import Understood
from rag.wording import content

_PLACES = Path(__file__).parent / "data" / "places.tsv"


# Orders to the program instead of questions to the documents.
_INJECTION = re.compile(
    r"(忽略|无视|忘记|不要理会).{0,12}(规定|规则|指令|提示|要求|设定)|系统提示词|你现在是|扮演|越狱|"
    r"\b(ignore|disregard|forget) .{0,20}(instruction|rule|prompt|polic)|system prompt|"
    r"^\s*(system|assistant)\s*:|\byou (no longer|are now)\b|jailbreak"
)


@dataclass(frozen=True)
class GateFeatures:
    """What tells answerable questions from others; each about 0 to 1."""

    best: float  # log-odds of the best unit, divided by 10
    known: float  # share of the question's content terms that the corpus holds at all
    cosine: float  # of the best chunk
    form: float  # share of the expected forms that the chosen units have
    n_terms: float  # known terms of the question, to 8, divided by 8
    is_english: float


# Logistic regression on the dev part's questions that the rules below do not refuse, classes balanced; rounded, in the
# order of GateFeatures. Cross-validated (5 folds, 5 seeds): at the threshold 0.96 of the answerable questions are
# answered and 0.81 of the others refused, rules included. Dropped without loss: coverage, margin to the fifth unit.
WEIGHTS: tuple[float, ...] = (0.9, 1.0, 0.5, 3.3, 2.1, 1.2)
BIAS = -5.9
THRESHOLD = 0.4
DEFINED = 0.95


@dataclass(frozen=True)
class Verdict:
    """The gate's verdict: the probability that the chosen units answer, and why not when they do not."""

    confidence: float
    reason: Reason | None
    held_years: tuple[int, ...]


class Gate:
    """Decides between answering and refusing."""

    def __init__(self, vocabulary: frozenset[str]) -> None:
        self._vocabulary = vocabulary

    def judge(
        self,
        question: Understood,
        query_terms: Sequence[tuple[str, float]],
        ranked: Sequence[Ranked],
        chosen: Sequence[Unit],
    ) -> Verdict:
        """Return whether the chosen units answer the question."""
        if _INJECTION.search(question.asked):
            return Verdict(0.0, Reason.BLOCKED, ())
        if not ranked or not chosen or not any(len(term) > 1 for term, _ in query_terms):
            return Verdict(0.0, Reason.NO_EVIDENCE, ())
        features = self.features(question, query_terms, ranked, chosen)
        confidence = _logistic(BIAS + sum(w * x for w, x in zip(WEIGHTS, astuple(features), strict=True)))
        if any(name in bare(question.text) for unit in chosen[:1] for name in defined_names(unit)):
            return Verdict(max(confidence, DEFINED), None, ())  # an entry for the very term asks no wording to agree
        place = other_place(question)
        if place and not any(place in fold(unit.text) for unit in chosen):
            return Verdict(min(confidence, 0.1), Reason.OUT_OF_SCOPE, ())
        if question.years and all(year_agreement(unit, question.years) < 0 for unit in chosen):
            held = tuple(sorted({year for unit in chosen for year in unit.years}))
            if held:
                return Verdict(min(confidence, 0.2), Reason.WRONG_PERIOD, held)
        return Verdict(confidence, None if confidence >= THRESHOLD else Reason.NO_EVIDENCE, ())

    def features(
        self,
        question: Understood,
        query_terms: Sequence[tuple[str, float]],
        ranked: Sequence[Ranked],
        chosen: Sequence[Unit],
    ) -> GateFeatures:
        """Return the gate's features of a question with its ranked and chosen units (both not empty)."""
        asked = set() if question.language is Language.ENGLISH else set(terms(content(question.asked)))
        return GateFeatures(
            best=ranked[0].score / 10,
            known=len(asked & self._vocabulary) / len(asked) if asked else 0.5,
            cosine=max(item.features.cosine for item in ranked[:5]),
            form=question.expected.fit(fold(" ".join(unit.text for unit in chosen))),
            n_terms=min(8, len(query_terms)) / 8,
            is_english=float(question.language is Language.ENGLISH),
        )


GATE_FEATURE_NAMES = tuple(field.name for field in fields(GateFeatures))


def other_place(question: Understood) -> str:
    """Return the place other than Luohu that a question is about, folded, or an empty string."""
    text = question.asked
    if "罗湖" in text or "luohu" in text:
        return ""
    for chinese, english in _places():
        if chinese in text or (english and re.search(rf"\b{re.escape(english)}\b", text)):
            return chinese
    return ""


@lru_cache(maxsize=1)
def _places() -> tuple[tuple[str, str], ...]:
    rows = _PLACES.read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple((fold(pair[0]), pair[1].strip().lower() if len(pair) > 1 else "") for pair in pairs)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
