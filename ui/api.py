"""The answers for programs: `POST /api/ask`, described by `/api/openapi.json`."""

from typing import Annotated

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import Field

from index.errors import first_problem
from index.records import Frozen
from rag.contract import AnswerRecord, to_record
from rag.records import Reason
from ui.desk import Desk
from ui.journal.entry import new_conversation_id
from ui.text.reader import reader_language

_Text = Annotated[str, Field(min_length=1, max_length=4000)]


class AskRequest(Frozen):
    """A question, with the earlier questions of the same conversation, oldest first."""

    question: _Text = Field(examples=["How many school places were added in 2022?"])
    history: tuple[_Text, ...] = Field(default=(), max_length=20)
    conversation_id: str = Field(
        default="",
        pattern="^([0-9a-f]{8,64})?$",
        description="what groups questions in the journal; random, naming nobody. Empty for a conversation of one.",
    )


def add_api(app: FastAPI, desk: Desk) -> None:
    """Add the route `POST /api/ask`, and the sentence that a body of another shape gets."""

    @app.post(
        "/api/ask",
        tags=["answers"],
        responses={422: {"description": "The question cannot be asked; `detail` says why."}},
    )
    def ask(body: AskRequest, request: Request) -> AnswerRecord:
        """Answer a question from the documents, with citations, or say why not."""
        words = reader_language(request).page
        limit = desk.assistant.max_question_chars
        longest = max(len(text) for text in (body.question, *body.history))
        if longest > limit:
            raise HTTPException(422, words.long_question.format(found=longest, limit=limit))
        if not body.question.strip():
            raise HTTPException(422, words.empty_question)
        conversation_id = body.conversation_id or new_conversation_id()
        given = desk.ask(body.question, body.history, conversation_id=conversation_id)
        record = to_record(given.answer)
        return _withheld(record, words.withheld) if given.is_withheld else record

    @app.exception_handler(RequestValidationError)
    async def refuse(request: Request, error: RequestValidationError) -> JSONResponse:
        # FastAPI's own answer repeats the input, which may not be text at all.
        wrong = first_problem(error.errors())
        not_text = wrong.kind == "string_unicode"
        detail = reader_language(request).page.bad_question if not_text else f"{wrong.where}: {wrong.message}"
        return JSONResponse({"detail": detail}, status_code=422)


def _withheld(record: AnswerRecord, notice: str) -> AnswerRecord:
    """Return the record of a refusal in place of an answer that was judged wrong."""
    empty = dict.fromkeys(("citations", "keys", "table", "disagreement"), ())
    return record.model_copy(update={"answered": False, "reason": Reason.BLOCKED, "answer": notice, **empty})
