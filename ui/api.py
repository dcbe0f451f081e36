"""The answers for programs: `POST /api/ask`, described by `/api/openapi.json`."""

from typing import Annotated

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import Field

from index.records import Frozen
from rag.records import to_record
from ui.desk import Desk
from ui.journal.entry import new_conversation_id
from ui.text.languages import words_for
from ui.visitor import reader_language

_Text = Annotated[str, Field(min_length=1, max_length=4000)]
_WITHHELD = "blocked"


class AskRequest(Frozen):
    """A question, with the earlier questions of the same conversation, oldest first."""

    question: _Text = Field(examples=["How many school places were added in 2022?"])
    history: tuple[_Text, ...] = Field(default=(), max_length=20)
    conversation_id: str = Field(
        default="",
        pattern="^([0-9a-f]{8,64})?$",
        description="what groups questions in the journal; random, naming nobody. Empty for a conversation of one.",
    )


class CitationRecord(Frozen):
    """The proof of a statement: `quote` stands in the source file at `spans`, half-open, in Unicode characters."""

    number: int
    doc_id: str
    title: str
    issued: str | None
    section: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    quote: str
    sha256: str = Field(description="of the source file the spans count in")


class KeyRecord(Frozen):
    """A figure or date that answers: verbatim, and restated in English where that is certain."""

    text: str
    restated: str
    numbers: tuple[int, ...] = Field(description="of its citations")


class RowRecord(Frozen):
    """One period of a comparison."""

    years: tuple[int, ...]
    status: str = Field(description="plan, result or other")
    keys: tuple[KeyRecord, ...]


class PassageRecord(Frozen):
    """A retrieved passage."""

    doc_id: str
    chunk_id: str
    section: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    score: float


class SecondsRecord(Frozen):
    """Where the time went."""

    total: float
    embed: float


class AnswerRecord(Frozen):
    """An answer, a refusal or a reply, the same object as `python -m rag ask --json` prints."""

    id: str
    question: str
    answered: bool
    reason: str | None = Field(
        description="no_evidence, wrong_period, out_of_scope, blocked, bad_question; null otherwise"
    )
    answer: str = Field(description="plain text; each [n] is the citation of that number")
    language: str
    mode: str = Field(description="extractive, generated, or reply: nothing was asked, as in a greeting")
    confidence: float
    citations: tuple[CitationRecord, ...]
    keys: tuple[KeyRecord, ...]
    table: tuple[RowRecord, ...]
    disagreement: tuple[int, ...]
    passages: tuple[PassageRecord, ...]
    seconds: SecondsRecord


def add_api(app: FastAPI, desk: Desk) -> None:
    """Add the route `POST /api/ask`, and the sentence that a body of another shape gets."""

    @app.post(
        "/api/ask",
        tags=["answers"],
        responses={422: {"description": "The question cannot be asked; `detail` says why."}},
    )
    def ask(body: AskRequest, request: Request) -> AnswerRecord:
        """Answer a question from the documents, with citations, or say why not."""
        words = words_for(reader_language(request))
        limit = desk.assistant.max_question_chars
        longest = max(len(text) for text in (body.question, *body.history))
        if longest > limit:
            raise HTTPException(422, words.long_question.format(found=longest, limit=limit))
        if not body.question.strip():
            raise HTTPException(422, words.empty_question)
        conversation_id = body.conversation_id or new_conversation_id()
        given = desk.ask(body.question, body.history, conversation_id=conversation_id)
        record = AnswerRecord.model_validate(to_record(given.answer))
        return _withheld(record, words.withheld) if given.is_withheld else record

    @app.exception_handler(RequestValidationError)
    async def refuse(request: Request, error: RequestValidationError) -> JSONResponse:
        # FastAPI's own answer repeats the input, which may not be text at all.
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        not_text = first["type"] == "string_unicode"
        detail = words_for(reader_language(request)).bad_question if not_text else f"{where}: {first['msg']}"
        return JSONResponse({"detail": detail}, status_code=422)


def _withheld(record: AnswerRecord, notice: str) -> AnswerRecord:
    """Return the record of a refusal in place of an answer that was judged wrong."""
    empty = dict.fromkeys(("citations", "keys", "table", "disagreement"), ())
    return record.model_copy(update={"answered": False, "reason": _WITHHELD, "answer": notice, **empty})
