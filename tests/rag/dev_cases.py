"""Cases of the dev part as questions, and what of an answer must not depend on how a question is put."""

import json
from pathlib import Path

from rag.assistant import Assistant
from rag.records import Answered, Question, Refused

_DEV = Path(__file__).parents[2] / "eval" / "cases" / "dev.jsonl"


def dev_questions(*, every: int) -> list[Question]:
    rows = [json.loads(line) for line in _DEV.read_text(encoding="utf-8").splitlines()[::every]]
    return [Question(id=row["id"], text=row["question"], history=tuple(row["history"])) for row in rows]


def outcome(assistant: Assistant, question: Question, **changed: object) -> tuple[object, ...]:
    """Return what a question brings: text and citations of an answer, text and reason of a refusal, act of a reply.

    The words of a reply are those of the asker's language, which a courtesy may turn.
    """
    answer = assistant.answer(question.model_copy(update=changed))
    match answer:
        case Answered():
            return answer.text, answer.citations
        case Refused():
            return answer.text, answer.reason
        case _:
            return (answer.act,)
