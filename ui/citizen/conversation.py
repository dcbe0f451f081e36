"""One visitor's conversation: its turns, what becomes of each, and how it is kept in the visitor's browser."""

from typing import Literal, TypeAlias

from pydantic import Field, PositiveInt, ValidationError

from index.records import Frozen
from rag.records import EVERYTHING, Answer, Answered, Refused, Scope
from ui.citizen.plausible import is_plausible
from ui.journal.entry import new_conversation_id
from ui.journal.records import FeedbackKind

# Of a kept conversation. Thirty turns of eval's cases have 38,453 characters in the median, 45,727 at most in 2,000
# drawings, and the thirty longest of all 71,353: what is longer is given back shorter, its oldest turns gone.
MOST_CHARS = 200_000


class Waiting(Frozen):
    """The question is being answered."""

    state: Literal["waiting"] = "waiting"


class Stopped(Frozen):
    """The visitor stopped it."""

    state: Literal["stopped"] = "stopped"


class Withheld(Frozen):
    """Staff judged the answer to be wrong; it is not shown."""

    state: Literal["withheld"] = "withheld"


class Failed(Frozen):
    """Answering broke; `incident` finds the cause in the log."""

    incident: str


Outcome: TypeAlias = Waiting | Stopped | Withheld | Failed | Answer


class Turn(Frozen):
    """A question and what became of it; `number` counts from 1 and is never used twice in a conversation."""

    number: PositiveInt
    question: str = Field(min_length=1)
    outcome: Outcome
    leans_on: tuple[str, ...] = Field(default=(), description="earlier questions it cannot be understood without")
    is_alone: bool = Field(default=False, description="whether it was asked without the earlier questions")
    scope: Scope = Field(default=EVERYTHING, description="what it was kept to")
    entry_id: str = Field(default="", description="of the journal; empty where nothing was kept")
    feedback: FeedbackKind | None = Field(default=None, description="None until the visitor gives it")


Conversation: TypeAlias = tuple[Turn, ...]


class Kept(Frozen):
    """A conversation as the visitor's browser keeps it; `conversation_id` is random and names nobody."""

    conversation_id: str = Field(min_length=8, max_length=64, pattern="^[0-9a-f]+$")
    turns: Conversation = ()
    scope: Scope = Field(default=EVERYTHING, description="what the next question is kept to")


def new_conversation() -> Kept:
    """Return a conversation in which nothing has been asked."""
    return Kept(conversation_id=new_conversation_id())


def read_kept(text: object, *, kept_turns: int, max_question_chars: int) -> Kept:
    """Return the conversation a browser sent; a new one where it sent none, or one that was never kept there.

    What was waiting when the page was left is stopped.
    """
    if not isinstance(text, str) or not text or len(text) > MOST_CHARS:
        return new_conversation()
    try:
        kept = Kept.model_validate_json(text)
    except ValidationError:
        return new_conversation()
    if not is_plausible(kept, max_question_chars=max_question_chars):
        return new_conversation()
    return kept.model_copy(update={"turns": tuple(map(_settled, kept.turns[-kept_turns:]))})


def is_lost(text: object, kept: Kept) -> bool:
    """Return whether a browser sent a conversation of which nothing was taken."""
    return isinstance(text, str) and bool(text) and kept.conversation_id not in text


def kept_text(kept: Kept) -> str:
    """Return a conversation as the browser keeps it; without its oldest turns where it would be too long to be read."""
    text = kept.model_dump_json()
    while len(text) > MOST_CHARS and len(kept.turns) > 1:
        kept = kept.model_copy(update={"turns": kept.turns[1:]})
        text = kept.model_dump_json()
    return text


def begin(
    conversation: Conversation, question: str, *, kept_turns: int, is_alone: bool = False, scope: Scope = EVERYTHING
) -> Conversation:
    """Return the conversation with a waiting turn at its end, and no more than `kept_turns` turns."""
    number = conversation[-1].number + 1 if conversation else 1
    turn = Turn(number=number, question=question, outcome=Waiting(), is_alone=is_alone, scope=scope)
    return (*conversation, turn)[-kept_turns:]


def finish(conversation: Conversation, outcome: Outcome, **more: object) -> Conversation:
    """Return the conversation with the outcome of its last turn, and what more is known of it by field name."""
    return (*conversation[:-1], conversation[-1].model_copy(update={"outcome": outcome, **more}))


def shortened(answer: Answer, *, shown_passages: int) -> Answer:
    """Return an answer with no more than the page shows of it: what the browser keeps is sent with every question."""
    passages = answer.passages[:shown_passages] if isinstance(answer, Refused) else ()
    question = answer.question.model_copy(update={"history": ()})
    return answer.model_copy(update={"passages": passages, "question": question})


def earlier_questions(conversation: Conversation, *, history_turns: int) -> tuple[str, ...]:
    """Return the last `history_turns` questions that were answered or refused, oldest first; a greeting is none."""
    asked = [turn.question for turn in conversation if isinstance(turn.outcome, Answered | Refused)]
    return tuple(asked[-history_turns:]) if history_turns else ()


def _settled(turn: Turn) -> Turn:
    return turn.model_copy(update={"outcome": Stopped()}) if isinstance(turn.outcome, Waiting) else turn
