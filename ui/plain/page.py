"""The question page without a script, `/plain?q=…`: the last question answered after the others, on its own page."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from index.words.hidden import without_hidden
from rag.answer.verify import MARKER
from rag.errors import QuestionError
from rag.records import Answered, Refused
from ui.config import UiSettings
from ui.desk import BUSY_SECONDS, Desk, Given
from ui.document.page import asset_address
from ui.document.templating import page_templates
from ui.errors import BusyError
from ui.headers import FORM_POLICY
from ui.journal.entry import new_conversation_id
from ui.limits.kinds import PLAIN
from ui.sheet.sheet import Source, sheet_of
from ui.text.answer_tag import answer_tag
from ui.text.languages import LanguageWords, languages, words_in
from ui.text.page_words import PageWords
from ui.text.reader import reader_language

_log = logging.getLogger(__name__)
_TEMPLATES = Path(__file__).parent / "templates"
_STYLES = ("document.css", "document.js", "plain.css")


@dataclass(frozen=True)
class _Told:
    """What came of the questions: lines with their sources, or a sentence in their place; and the status of HTTP."""

    problem: str = ""
    lines: tuple[str, ...] = ()
    lang: str = ""
    sources_heading: str = ""
    sources: tuple[Source, ...] = ()
    end: tuple[str, ...] = ()
    next_questions: tuple[str, ...] = ()
    status: int = 200


def plain_router(desk: Desk, settings: UiSettings) -> APIRouter:
    """Return the route of the page."""
    router = APIRouter(include_in_schema=False)
    environment = page_templates(_TEMPLATES, public_url=settings.public_url)

    def page(request: Request) -> Response:
        language = reader_language(request)
        questions = [without_hidden(text).strip() for text in request.query_params.getlist("q")]
        questions = questions[-settings.history_turns - 1 :]
        told = _told(desk, questions, language.page) if questions else _Told()
        html = environment.get_template("plain.html").render(
            words=language.page,
            languages=[
                (each.name, each.page.lang, _address(questions, each), each is language) for each in languages()
            ],
            assets={name: asset_address(name) for name in _STYLES},
            place=_place(desk, language),
            asked=questions,
            told=told,
            parts=[list(_parts(line)) for line in told.lines],
            next_questions=[(text, _address([*questions, text], language)) for text in told.next_questions],
            tag=language.tag,
            action=PLAIN,
            examples=desk.assistant.examples(language.examples_in) if not questions else (),
            example_address=lambda text: _address([text], language),
        )
        headers = {
            "content-security-policy": FORM_POLICY,
            "cache-control": "no-store",
            "vary": "Accept-Language, Cookie",
        }
        return Response(html, status_code=told.status, headers=headers, media_type="text/html")

    router.add_api_route(PLAIN, page, methods=["GET"], response_model=None)
    return router


def _place(desk: Desk, language: LanguageWords) -> str:
    place = desk.assistant.home(language.examples_in)
    return language.page.named.format(place=place) if place else language.page.name


def _address(questions: Sequence[str], language: LanguageWords) -> str:
    return f"{PLAIN}?{urlencode([('lang', language.tag), *(('q', question) for question in questions)])}"


def _told(desk: Desk, questions: Sequence[str], words: PageWords) -> _Told:
    *earlier, asked = questions
    limit = desk.assistant.max_question_chars
    if not asked:
        return _Told(problem=words.empty_question, status=422)
    if longest := max((len(text) for text in questions if len(text) > limit), default=0):
        return _Told(problem=words.long_question.format(found=longest, limit=limit), status=422)
    try:
        given = desk.ask(asked, [text for text in earlier if text], conversation_id=new_conversation_id())
    except QuestionError:
        return _Told(problem=words.bad_question, status=422)
    except BusyError as error:
        return _Told(problem=(words.late if error.is_late else words.busy).format(seconds=BUSY_SECONDS), status=503)
    return _Told(problem=words.withheld) if given.is_withheld else _answer(desk, given)


def _answer(desk: Desk, given: Given) -> _Told:
    answer, lang = given.answer, answer_tag(given.answer.language)
    if not isinstance(answer, Answered | Refused):
        lines = tuple(filter(None, map(str.strip, answer.text.split("\n"))))
        return _Told(lines=lines, lang=lang, next_questions=answer.examples)
    sheet = sheet_of(answer, desk.corpus(), words_in(answer.language), title="", notes=(), origin="")
    return _Told(
        lines=sheet.lines,
        lang=lang,
        sources_heading=sheet.sources_heading,
        sources=sheet.sources,
        end=sheet.end,
        next_questions=_follow_ups(desk, answer),
    )


def _follow_ups(desk: Desk, answer: Answered | Refused) -> tuple[str, ...]:
    try:
        return desk.follow_ups(answer)
    except Exception:
        _log.exception("no follow-up questions were found")
        return ()  # the answer stands without them


def _parts(line: str) -> Iterator[tuple[str, str]]:
    """Yield the text of a line piece by piece, each with the number of the source that it names, or none."""
    for place, piece in enumerate(MARKER.split(line)):
        if piece:
            yield (f"[{piece}]", piece) if place % 2 else (piece, "")
