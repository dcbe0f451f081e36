"""The answers for programs: `POST /api/ask`, described by `/api/openapi.json`."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Annotated

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import Field
from starlette.exceptions import HTTPException

from index.catalog.originals import Originals
from index.errors import first_problem
from index.records import Frozen
from index.words.hidden import without_hidden
from rag.answer.placed import placed_in
from rag.contract import AnswerRecord, to_record
from rag.errors import QuestionError
from rag.listening import Listener
from rag.records import Certainty, Reason
from ui.access.program import admit
from ui.desk import BUSY_SECONDS, Desk
from ui.errors import BusyError
from ui.journal.api_keys import KeyScope
from ui.journal.entry import new_conversation_id
from ui.observe.request_id import incident
from ui.streamed import EVENTS, events, wants_events
from ui.text.page_words import PageWords
from ui.text.reader import reader_language

_log = logging.getLogger(__name__)
_UNBUFFERED = {"content-type": EVENTS, "cache-control": "no-store", "x-accel-buffering": "no"}  # the last for nginx
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


def add_api(app: FastAPI, desk: Desk, originals: Originals, *, streams: bool = False) -> None:
    """Add the route `POST /api/ask`, and the sentence that a body of another shape gets.

    Args:
        app: gets them.
        desk: where questions come in.
        originals: of the documents.
        streams: whether an answer comes as events where these are asked for.
    """

    @app.post(
        "/api/ask",
        tags=["answers"],
        response_model=AnswerRecord,
        responses={
            401: {"description": "The key is not good, or none was sent where keys are wanted."},
            403: {"description": "The key does not cover this."},
            408: {"description": "The question did not come in time."},
            413: {"description": "The body is too long."},
            422: {"description": "The question cannot be asked; `error` says why."},
            429: {"description": "Asked too often; `Retry-After` says when to come again."},
            500: {
                "description": "Something broke; `error` has the id, also in X-Request-ID, that the log has it under."
            },
            503: {"description": "Too many ask, or it took too long; `Retry-After` as above."},
        },
    )
    def ask(body: AskRequest, request: Request) -> AnswerRecord | Response:
        """Answer a question from the documents, with citations, or say why not."""
        admit(request, KeyScope.ASK)
        words = reader_language(request).page
        if not (streams and wants_events(request)):
            return answered(desk, originals, body, words)
        check_lengths(desk, body, words)
        answer = partial(answered, desk, originals, body, words)
        return StreamingResponse(events(lambda listener: answer(listener=listener), request), headers=_UNBUFFERED)

    @app.exception_handler(RequestValidationError)
    async def refuse(request: Request, error: RequestValidationError) -> Response:
        # FastAPI's own answer repeats the input, which may not be text at all.
        wrong = first_problem(error.errors())
        not_text = wrong.kind == "string_unicode"
        detail = reader_language(request).page.bad_question if not_text else f"{wrong.where}: {wrong.message}"
        return _refused(request, 422, detail)

    @app.exception_handler(HTTPException)
    async def say(request: Request, error: HTTPException) -> Response:
        return _refused(request, error.status_code, str(error.detail), error.headers)


def check_lengths(desk: Desk, body: AskRequest, words: PageWords) -> None:
    """Look whether a question has something in it, and not too much.

    Raises:
        HTTPException: it has not; with a sentence from `words`.
    """
    limit = desk.assistant.max_question_chars
    longest = max(len(text) for text in (body.question, *body.history))
    if longest > limit:
        raise HTTPException(422, words.long_question.format(found=longest, limit=limit))
    if not without_hidden(body.question).strip():
        raise HTTPException(422, words.empty_question)


def answered(
    desk: Desk, originals: Originals, body: AskRequest, words: PageWords, *, listener: Listener | None = None
) -> AnswerRecord:
    """Return what a question of a program brings, written down like any other.

    Raises:
        HTTPException: nothing; with a sentence from `words`.
    """
    check_lengths(desk, body, words)
    conversation_id = body.conversation_id or new_conversation_id()
    with told_problems(words):
        given = desk.ask(body.question, body.history, conversation_id=conversation_id, listener=listener)
    record = to_record(given.answer, placed_in(desk.corpus(), originals))
    return _withheld(record, words.withheld) if given.is_withheld else record


@contextmanager
def told_problems(words: PageWords) -> Iterator[None]:
    """Have what keeps a question from being answered told to a program.

    Raises:
        HTTPException: in place of any other; with a sentence from `words`.
    """
    try:
        yield
    except QuestionError as error:  # what lengths do not tell: too many, or no text
        raise HTTPException(422, words.bad_question) from error
    except BusyError as error:
        sentence = (words.late if error.is_late else words.busy).format(seconds=BUSY_SECONDS)
        raise HTTPException(503, sentence, {"retry-after": str(BUSY_SECONDS)}) from error
    except Exception as error:
        found_by = incident()
        _log.exception("incident %s: a question of a program was not answered", found_by)
        raise HTTPException(500, words.failed.format(incident=found_by)) from error


def _refused(request: Request, status: int, sentence: str, headers: Mapping[str, str] | None = None) -> Response:
    """Return what a program is told; a browser gets a page in place of an empty response (ui.error_pages)."""
    if not request.url.path.startswith("/api/"):
        return Response(status_code=status, headers=headers)
    return JSONResponse({"error": sentence}, status_code=status, headers=headers)


def _withheld(record: AnswerRecord, notice: str) -> AnswerRecord:
    """Return the record of a refusal in place of an answer that was judged wrong."""
    empty = dict.fromkeys(("citations", "keys", "table", "disagreement", "computed"), ())
    refused = {"answered": False, "certainty": Certainty.REFUSED, "reason": Reason.BLOCKED, "answer": notice}
    return record.model_copy(update={**refused, **empty})
