"""One visitor's conversation: its turns, and what becomes of each."""

from typing import TypeAlias

from pydantic import Field, PositiveInt

from index.records import Frozen
from rag.records import Answer, Answered, Refused


class Waiting(Frozen):
    """The question is being answered."""


class Failed(Frozen):
    """Answering broke; `incident` finds the cause in the log."""

    incident: str


Outcome: TypeAlias = Waiting | Failed | Answer


class Turn(Frozen):
    """A question and what became of it; `number` counts from 1 and is never used twice in a conversation."""

    number: PositiveInt
    question: str = Field(min_length=1)
    outcome: Outcome


Conversation: TypeAlias = tuple[Turn, ...]


def begin(conversation: Conversation, question: str, *, kept_turns: int) -> Conversation:
    """Return the conversation with a waiting turn at its end, and no more than `kept_turns` turns."""
    number = conversation[-1].number + 1 if conversation else 1
    return (*conversation, Turn(number=number, question=question, outcome=Waiting()))[-kept_turns:]


def finish(conversation: Conversation, outcome: Outcome) -> Conversation:
    """Return the conversation with the outcome of its last turn."""
    return (*conversation[:-1], conversation[-1].model_copy(update={"outcome": outcome}))


def earlier_questions(conversation: Conversation, *, history_turns: int) -> tuple[str, ...]:
    """Return the last `history_turns` questions that were answered or refused, oldest first."""
    asked = [turn.question for turn in conversation if isinstance(turn.outcome, Answered | Refused)]
    return tuple(asked[-history_turns:]) if history_turns else ()
