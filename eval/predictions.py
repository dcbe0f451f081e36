"""What the assistant gave for a case, as it is kept in `predictions.jsonl`: a record of the contract, or a failure."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import Field, ValidationError

from eval.errors import RunError
from eval.jsonl import read_jsonl
from index.errors import first_problem
from index.records import Frozen
from rag.contract import AnswerRecord


class Failure(Frozen):
    """The assistant raised instead of answering: another type than a score, never a zero in a prediction."""

    id: str
    question: str
    error: str = Field(description="the exception's type and message")


Outcome = AnswerRecord | Failure


def read_outcome(record: object, place: str) -> Outcome:
    """Return the prediction or failure a record holds.

    Raises:
        RunError: it is neither; the message names the place, the field and what was found.
    """
    model: type[AnswerRecord | Failure] = Failure if isinstance(record, dict) and "error" in record else AnswerRecord
    try:
        return model.model_validate(record)
    except ValidationError as error:
        wrong = first_problem(error.errors())
        field = wrong.where or "(record)"
        raise RunError(f"{place}: field {field}: {wrong.message}, found {wrong.found!r:.80}") from error


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
