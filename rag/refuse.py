"""Whether the evidence found answers the question at all: a fitted gate, and the typed reason when it does not."""

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from functools import lru_cache
from pathlib import Path

from index.records import Status, Unit
from index.terms import fold, terms
from rag.evidence import bare, defined_names
from rag.rank import Ranked, year_agreement
from rag.records import Language, Reason
from rag.understand import Understood, Wants
from rag.wording import content

_PLACES = Path(__file__).parent / "data" / "places.tsv"
_OFF_TOPIC = _PLACES.with_name("off_topic.tsv")


# Orders to the program instead of questions to the documents.
_INJECTION = re.compile(
    r"(忽略|无视|忘记|不要理会).{0,12}(规定|规则|指令|提示|要求|设定)|系统提示词|你现在是|扮演|越狱|"
    r"\b(ignore|disregard|forget) .{0,20}(instruction|rule|prompt|polic)|system prompt|"
    r"^\s*(system|assistant)\s*:|\byou (no longer|are now)\b|jailbreak"
)


# The city's own figures; 全市首个 and the like praise a thing of the district.
_INDICATORS = r"(人均|gdp|生产总值|财政|常住人口|进出口|固定资产|社会消费|pm2\.5|学位|保障房|失业率)"
_WHOLE_CITY = re.compile(
    rf"深圳(全市|整体|整个市)|整个深圳|全深圳|(?<!罗湖)全市(的|范围|一共|总共|有多少|打算|计划|{_INDICATORS})|"
    rf"^[^罗]*深圳市?(\d{{4}}年?)?的?{_INDICATORS}|"
    r"\b(citywide|city-wide|(whole|entire) city|shenzhen as a whole|across (all of )?shenzhen|all of shenzhen|"
    r"shenzhen's (gdp|total|overall))\b"
)


# The thing as it turned out, not as it was meant.
_ACTUAL = re.compile(
    r"实际(完成|数|上|达到|是|有)|最终|最后(完成|达到|是)|到底(开|办|建|完成|引|招)了?|年底.{0,6}(统计|算)|算下来|"
    r"\b(actual(ly)?|end(ed)? up|outcome|final(ly)?|by the (close|end) of)\b"
)


@dataclass(frozen=True)
class GateFeatures:
    """What tells answerable questions from others; each about 0 to 1."""

    best: float  # score of the best chosen unit, divided by 10
    form: float  # share of the expected forms that the chosen units have
    period: float  # coverage by the best chosen unit, as a share of the best coverage in any period
    unknown: float  # share of the question's content terms that no document holds
    is_english: float
    is_follow_up: float


# Logistic regression on the dev part's questions that the rules below do not refuse, classes balanced; rounded, in the
# order of GateFeatures. Cross-validated (5 folds, 5 seeds): with 0.95 of the answerable questions answered, 0.77 of the
# others are refused, rules included. Dropped without loss: coverage, cosine, margin, number of terms, kind of question.
WEIGHTS: tuple[float, ...] = (2.1, 2.9, 1.3, -0.6, 0.5, 0.9)
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
        features = self.features(question, ranked, chosen)
        confidence = _logistic(BIAS + sum(w * x for w, x in zip(WEIGHTS, astuple(features), strict=True)))
        if _off_topic().search(question.asked) or _level(question):
            return Verdict(min(confidence, 0.1), Reason.OUT_OF_SCOPE, ())
        if any(name in bare(question.text) for unit in chosen[:1] for name in defined_names(unit)):
            return Verdict(max(confidence, DEFINED), None, ())  # an entry for the very term asks no wording to agree
        place = other_place(question)
        if place and not any(place in fold(unit.text) for unit in chosen):
            return Verdict(min(confidence, 0.1), Reason.OUT_OF_SCOPE, ())
        held = tuple(sorted({year for unit in chosen for year in unit.years}))
        if question.years and held and all(year_agreement(unit, question.years) < 0 for unit in chosen):
            return Verdict(min(confidence, 0.2), Reason.WRONG_PERIOD, held)
        if _asks_outcome(question) and all(unit.status is Status.PLAN for unit in chosen):
            return Verdict(min(confidence, 0.2), Reason.WRONG_PERIOD, held)
        return Verdict(confidence, None if confidence >= THRESHOLD else Reason.NO_EVIDENCE, ())

    def features(
        self,
        question: Understood,
        ranked: Sequence[Ranked],
        chosen: Sequence[Unit],
    ) -> GateFeatures:
        """Return the gate's features of a question with its ranked and chosen units (both not empty)."""
        asked = set() if question.language is Language.ENGLISH else set(terms(content(question.asked)))
        unknown = {term for term in asked - self._vocabulary if len(term) > 1 and not term.isdigit()}
        ids = {unit.unit_id for unit in chosen}
        first = next((item for item in ranked if item.unit.unit_id in ids), ranked[0])
        most = max(item.features.coverage for item in ranked[:5])
        return GateFeatures(
            best=first.score / 10,
            form=question.expected.fit(fold(" ".join(unit.text for unit in chosen))),
            period=first.features.coverage / most if question.years and most else 1.0,
            unknown=len(unknown) / (len(asked) + 1),
            is_english=float(question.language is Language.ENGLISH),
            is_follow_up=float(bool(question.topic)),
        )


GATE_FEATURE_NAMES = tuple(field.name for field in fields(GateFeatures))


def other_place(question: Understood) -> str:
    """Return the place other than Luohu that a question is about, folded, or an empty string."""
    before = re.split(r"罗湖|luohu", question.asked, maxsplit=1)[0]  # 罗湖和福田比 is about Luohu, 福田比罗湖 about Futian
    for chinese, english in _places():
        if chinese in before or (english and re.search(rf"\b{re.escape(english)}\b", before)):
            return chinese
    return ""


def _asks_outcome(question: Understood) -> bool:
    """Return whether a figure is asked as it turned out, and nothing in the question speaks of a plan."""
    return (
        question.wants is Wants.FIGURE
        and question.status is not Status.PLAN
        and bool(_ACTUAL.search(question.asked))
        and not re.search(r"计划|目标|打算|\b(target|plan|planned|goal|aim)\b", question.asked)
    )


def _level(question: Understood) -> bool:
    """Return whether a question is about a whole that Luohu is a part of, or a part of Luohu with figures of its own."""
    return bool(_WHOLE_CITY.search(question.asked))


@lru_cache(maxsize=1)
def _off_topic() -> re.Pattern[str]:
    rows = _OFF_TOPIC.read_text(encoding="utf-8").splitlines()
    return re.compile("|".join(f"(?:{row})" for row in rows if row and not row.startswith("#")))


@lru_cache(maxsize=1)
def _places() -> tuple[tuple[str, str], ...]:
    rows = _PLACES.read_text(encoding="utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if row and not row.startswith("#"))
    return tuple((fold(pair[0]), pair[1].strip().lower() if len(pair) > 1 else "") for pair in pairs)


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, x))))
