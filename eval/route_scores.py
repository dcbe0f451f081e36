"""Both answers of a case, scored; what came of each kind; which kinds a model words from then on, and their file."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from statistics import mean, median

from eval.by_model import keep_by_model
from eval.cases import Case
from eval.intervals import bootstrap_interval
from eval.judge import judge
from eval.lead import Fault
from eval.metrics.people import DANGEROUS, FULL, HELPFUL
from eval.people.cases import AnyCase, PeopleCase
from eval.people.score import score_people
from eval.route import Pair
from eval.wording import figures_in_digits
from index.records import Document, Frozen
from rag.answer.verify import MARKER
from rag.config import LlmSettings
from rag.contract import AnswerRecord
from rag.fitted import Origin
from rag.records import WRITTEN
from rag.writing.kinds import PARTS, TABLE, VERDICT, KindMeasured, Kinds, Routed, read_routing

LEAST_CASES = 20  # of a kind: with fewer it stays as it comes with the program
LEAST_WRITTEN = 0.5  # of its cases: where fewer drafts can be shown, readers wait for nothing
MARGIN = 0.05  # by which the share that is right may, at worst, be lower
# A model's sentences are no quotes: that more is told than was asked is no danger, if what they cite holds it.
_DANGERS = frozenset(Fault) - {Fault.FIGURE, Fault.WORDS}


class Worth(Frozen):
    """What one answer is worth."""

    right: float
    dangerous: bool
    unsupported: int
    seconds: float


class Compared(Frozen):
    """A case of a kind, with what both answers are worth."""

    kind: str
    is_written: bool
    extractive: Worth
    written: Worth


def compared(pairs: Iterable[Pair], cases: Sequence[AnyCase], documents: Mapping[str, Document]) -> list[Compared]:
    """Return the pairs of a suite scored; those whose case is gone, or asks another question now, are left out."""
    by_id = {case.id: case for case in cases}
    return [
        Compared(
            kind=pair.kind,
            is_written=pair.written.mode == WRITTEN,
            extractive=worth_of(case, pair.extractive, documents),
            written=worth_of(case, pair.written, documents),
        )
        for pair in pairs
        if (case := by_id.get(pair.id)) and case.question == pair.extractive.question
    ]


def worth_of(case: AnyCase, record: AnswerRecord, documents: Mapping[str, Document]) -> Worth:
    """Return what an answer is worth.

    Right is every fact that the case asks for, stated and cited; of people's questions the share of their points.
    Dangerous is a figure of another year, matter, place or direction, a plan as a result, a verdict that no fact gives,
    an answer where no document gives one; of people's questions as they are scored.
    """
    if isinstance(case, PeopleCase):
        scores = score_people(case, record)
        right, dangerous = scores[HELPFUL.name] / FULL, bool(scores[DANGEROUS.name])
    else:
        right, dangerous = _of_facts(case, record, documents)
    return Worth(
        right=right, dangerous=dangerous, unsupported=len(unsupported(case, record)), seconds=record.seconds.total
    )


def unsupported(case: AnyCase, record: AnswerRecord) -> set[tuple[Decimal, str]]:
    """Return the figures of an answer, years aside, that stand in no quote of it, no computed line and no question."""
    held = (*(one.quote for one in record.citations), *(one.text for one in record.computed))
    return _figures(record.answer) - _figures("\n".join((*held, case.question, *case.history)))


def measured(of: Sequence[Compared]) -> KindMeasured:
    """Return what came of the cases of a kind, at least one."""
    low, _ = bootstrap_interval([one.written.right - one.extractive.right for one in of])
    return KindMeasured(
        n_cases=len(of),
        n_written=sum(one.is_written for one in of),
        right=_mean(one.extractive.right for one in of),
        right_written=_mean(one.written.right for one in of),
        right_low=round(low, 4),
        dangerous=_mean(one.extractive.dangerous for one in of),
        dangerous_written=_mean(one.written.dangerous for one in of),
        unsupported=_mean(one.extractive.unsupported for one in of),
        unsupported_written=_mean(one.written.unsupported for one in of),
        seconds=round(median(one.extractive.seconds for one in of), 3),
        seconds_written=round(median(one.written.seconds for one in of), 3),
    )


def by_kind(of: Sequence[Compared]) -> dict[str, KindMeasured]:
    """Return what came of each kind, by its name."""
    kinds = sorted({one.kind for one in of})
    return {kind: measured([one for one in of if one.kind == kind]) for kind in kinds}


def is_written(kind: str, found: Mapping[str, KindMeasured], comes: Kinds) -> bool:
    """Return whether a kind is worded from now on: where that is not worse, as far as its cases tell.

    Args:
        kind: its name.
        found: what came of the kinds.
        comes: what holds for a kind of which too few cases are known.
    """
    of = found.get(kind)
    if of is None or of.n_cases < LEAST_CASES:
        return comes.names(kind)
    return (
        of.n_written >= LEAST_WRITTEN * of.n_cases
        and of.right_low >= -MARGIN
        and of.dangerous_written <= of.dangerous
        and of.unsupported_written <= of.unsupported
    )


def routed(found: Mapping[str, KindMeasured], comes: Kinds, origin: Origin) -> Routed:
    """Return the kinds that a model words from now on."""
    strategies = sorted({*comes.strategies, *found} - {PARTS, TABLE, VERDICT})
    return Routed(
        strategies=tuple(kind for kind in strategies if is_written(kind, found, comes)),
        parts=is_written(PARTS, found, comes),
        verdict=is_written(VERDICT, found, comes),
        table=is_written(TABLE, found, comes),
        fewest=comes.fewest,
        fitted=origin,
        measured=dict(found),
    )


def write_routing(new: Routed, settings: LlmSettings) -> None:
    """Write into the file of the settings which kinds their model words; other models and comments stay.

    Raises:
        WeightsError: the file that is there is damaged.
        OSError: it cannot be written.
    """
    file = settings.kinds_file
    read_routing(file)
    keep_by_model(file, settings.model, new)


def _of_facts(case: Case, record: AnswerRecord, documents: Mapping[str, Document]) -> tuple[float, bool]:
    found = judge(case, record, documents)
    dangerous = bool(found.lead.faults & _DANGERS) or (record.answered and not case.answerable)
    if not case.answerable:
        return float(not record.answered), dangerous
    is_right = record.answered and all(found.facts_found) and len(found.groups_proved) == len(case.evidence)
    return float(is_right), dangerous


def _figures(text: str) -> set[tuple[Decimal, str]]:
    return {
        (one.low, one.unit)
        for one in figures_in_digits(MARKER.sub("", text))
        if not one.ordinal and not (one.unit in {"", "年"} and 1900 <= one.low < 2100)
    }


def _mean(values: Iterable[float]) -> float:
    return round(mean(map(float, values)), 4)
