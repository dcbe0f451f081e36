"""The address of an answer as a Word document, `/answer.docx?q=…`: it is found anew, and not kept in the journal."""

import uuid
from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from rag.errors import QuestionError
from rag.records import Answered, Question, Refused, Scope
from ui.config import UiSettings
from ui.desk import BUSY_SECONDS, Desk
from ui.errors import BusyError
from ui.limits.kinds import SHEET
from ui.sheet.sheet import scope_of, sheet_of
from ui.sheet.word import WORD, file_name, word_document
from ui.text.languages import words_in
from ui.text.page_words import PageWords
from ui.text.reader import reader_language

_MOST_QUESTIONS = 21  # the one that is asked, and those that it leans on
_MOST_IN_SCOPE = 64


def sheet_router(desk: Desk, settings: UiSettings) -> APIRouter:
    """Return the route of the document."""
    router = APIRouter(include_in_schema=False)

    def document(request: Request) -> Response:
        words = reader_language(request).page
        questions = request.query_params.getlist("q")[:_MOST_QUESTIONS]
        if not questions:
            raise HTTPException(422, words.empty_question)
        told = _told(desk, questions, _scope(request), words)
        spoken = words_in(told.language)
        place = desk.assistant.home(told.language)
        title = spoken.named.format(place=place) if place else spoken.name
        notes = (told.question.asked_on.isoformat(),)
        origin = _origin(request, settings)
        sheet = sheet_of(told, desk.corpus(), spoken, title=title, notes=notes, origin=origin)
        headers = {
            "content-disposition": f'attachment; filename="{file_name(told.language)}"',
            "cache-control": "no-store",
        }
        return Response(word_document(sheet), media_type=WORD, headers=headers)

    router.add_api_route(SHEET, document, methods=["GET"], response_model=None)
    return router


def _origin(request: Request, settings: UiSettings) -> str:
    """Return what addresses begin with as the reader's browser has them; a proxy says whether it was asked by https."""
    told = request.headers.get("x-forwarded-proto", "") if settings.proxies else ""
    scheme = "https" if told == "https" else request.url.scheme
    return f"{scheme}://{request.url.netloc}{settings.root_path}"


def _scope(request: Request) -> Scope:
    params = request.query_params
    try:
        return scope_of(params.getlist("d")[:_MOST_IN_SCOPE], params.getlist("y")[:_MOST_IN_SCOPE], params.get("s", ""))
    except ValueError:
        return Scope()


def _told(desk: Desk, questions: Sequence[str], scope: Scope, words: PageWords) -> Answered | Refused:
    """Return what comes of the last question after the others.

    Raises:
        HTTPException: there is nothing to write down; it says why.
    """
    *earlier, asked = questions
    try:
        given = desk.look(Question(id=uuid.uuid4().hex, text=asked, history=tuple(earlier), scope=scope))
    except QuestionError as error:
        raise HTTPException(422, words.bad_question) from error
    except BusyError as error:
        sentence = (words.late if error.is_late else words.busy).format(seconds=BUSY_SECONDS)
        raise HTTPException(503, sentence, {"retry-after": str(BUSY_SECONDS)}) from error
    if given.is_withheld:
        raise HTTPException(410, words.withheld)
    if not isinstance(given.answer, Answered | Refused):
        raise HTTPException(422, words.empty_question)
    return given.answer
