"""What the assistant gave for a case, as it is kept in `predictions.jsonl`: a prediction, or a failure."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, NonNegativeFloat, ValidationError
from pydantic import model_validator as check

from eval.errors import RunError
from eval.jsonl import read_jsonl
from index.records import Frozen, Span
from rag.records import Language, Reason


def _spans(value: object) -> object:
    """Return `[[start, end], …]` of the record form as fields of Span; anything else is left for pydantic to refuse."""
    if not isinstance(value, list):
        return value
    return [
        {"start": pair[0], "end": pair[1]} if isinstance(pair, list | tuple) and len(pair) == 2 else pair
        for pair in value
    ]


RecordSpans = Annotated[tuple[Span, ...], BeforeValidator(_spans)]


REPLY = "reply"  # the mode where nothing was asked: it counts as not answered


class _Recorded(BaseModel):
    """A part of a record; the contract says *at least* these fields, so further ones are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class RecordedCitation(_Recorded):
    """A citation as it was given."""

    number: int
    doc_id: str
    title: str
    section: tuple[str, ...]
    spans: RecordSpans = Field(min_length=1)
    quote: str


class RecordedPassage(_Recorded):
    """A retrieved passage as it was given."""

    doc_id: str
    section: tuple[str, ...]
    spans: RecordSpans = Field(min_length=1)
    score: float


class RecordedSeconds(_Recorded):
    """How long it took."""

    total: NonNegativeFloat


class Prediction(_Recorded):
    """An answer, a refusal or a reply (rag.records.to_record); passages are best first."""

    id: str
    question: str
    answered: bool
    reason: Reason | None = Field(description="of a refusal; None otherwise")
    answer: str
    language: Language
    mode: str
    citations: tuple[RecordedCitation, ...]
    passages: tuple[RecordedPassage, ...]
    seconds: RecordedSeconds
    confidence: float | None = Field(default=None, description="of the refusal gate; None when the record has none")

    @check(mode="after")
    def _is_one_of_three(self) -> Self:
        is_refusal = not self.answered and self.mode != REPLY
        if is_refusal != (self.reason is not None):
            raise ValueError("reason is for a refusal, always and only")
        if self.mode == REPLY and (self.answered or self.citations):
            raise ValueError("a reply answers nothing and cites nothing")
        if self.answered and not self.citations:
            raise ValueError("an answer has at least one citation")
        return self


class Failure(Frozen):
    """The assistant raised instead of answering: another type than a score, never a zero in a prediction."""

    id: str
    question: str
    error: str = Field(description="the exception's type and message")


Outcome = Prediction | Failure


def read_outcome(record: object, place: str) -> Outcome:
    """Return the prediction or failure a record holds.

    Raises:
        RunError: it is neither; the message names the place, the field and what was found.
    """
    model: type[Prediction | Failure] = Failure if isinstance(record, dict) and "error" in record else Prediction
    try:
        return model.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        raise RunError(f"{place}: field {field or '(record)'}: {first['msg']}, found {first['input']!r:.80}") from error


def load_predictions(path: Path) -> tuple[Outcome, ...]:
    """Return the outcomes of a predictions file in its order.

    Raises:
        RunError: the file cannot be read, or a line is no prediction.
    """
    return tuple(read_outcome(record, place) for place, record in read_jsonl(path))


def by_id(outcomes: Iterable[Outcome]) -> dict[str, Outcome]:
    """Return the outcomes by case id.

    Raises:
        RunError: an id comes twice.
    """
    found: dict[str, Outcome] = {}
    for outcome in outcomes:
        if outcome.id in found:
            raise RunError(f"two predictions have the id {outcome.id}; expected one a case")
        found[outcome.id] = outcome
    return found
