"""Ask the assistant every case, in this process."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from eval.people.cases import AnyCase
from eval.predictions import Failure, Outcome, read_outcome
from rag.contract import to_record
from rag.records import Answer, Question


class Assistant(Protocol):
    """What answers; `rag.opening.open_assistant` returns one."""

    def answer(self, question: Question) -> Answer:
        """Return an answer with citations, or a refusal."""
        ...


def predict(assistant: Assistant, cases: Iterable[AnyCase]) -> Iterator[tuple[dict[str, object], Outcome]]:
    """Yield for each case, in order, the record to keep and the outcome read from it.

    An exception becomes a Failure with its type and message, and the next case is asked; only a record that breaks the
    contract ends the run.

    Raises:
        RunError: a record is not as the command-line contract says.
    """
    for case in cases:
        record = _ask(assistant, case)
        yield record, read_outcome(record, f"case {case.id}")


def _ask(assistant: Assistant, case: AnyCase) -> dict[str, object]:
    try:
        answer = assistant.answer(case.asked())
    except Exception as error:  # whatever it was, it is one failed case, and the others are still worth asking
        failure = Failure(id=case.id, question=case.question, error=f"{type(error).__name__}: {error}")
        return failure.model_dump()
    record: dict[str, object] = to_record(answer).model_dump(mode="json")
    return record
