"""The feed of withheld and corrected answers at `/api/feed.atom`.

It holds what visitors asked, with nothing personal left in it; so it is read with a key that an admin gave for it.
No name of staff stands in it.
"""

from collections.abc import Callable
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException
from starlette.status import HTTP_503_SERVICE_UNAVAILABLE

from index.corpus import Corpus
from ui.access.program import admit
from ui.document.links import document_link
from ui.document.sent import answered
from ui.errors import JournalError
from ui.headers import NOTHING_POLICY
from ui.journal.api_keys import KeyScope
from ui.journal.clock import LOCAL
from ui.journal.database import Database
from ui.journal.suppression import suppressions
from ui.programs.changes import Change, Kind, changes
from ui.text.languages import LanguageWords
from ui.text.reader import reader_language

ADDRESS = "/api/feed.atom"
_ATOM = "http://www.w3.org/2005/Atom"
_EMPTY_SINCE = "1970-01-01T00:00:00+00:00"  # a feed must say when it changed last, one without entries too
_ID = "urn:uuid:2f0d6a2e-6a0b-4d0e-8a55-6b6f1f7f1d52"  # drawn once
_NO_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def feed_router(journal: Database, corpus_now: Callable[[], Corpus], base_of: Callable[[Request], str]) -> APIRouter:
    """Return the route of the feed.

    Args:
        journal: where it is written down what is withheld.
        corpus_now: returns the documents that answers come from now.
        base_of: returns what stands in front of every link, for a request.
    """
    router = APIRouter(tags=["feed"])

    def feed(request: Request) -> Response:
        admit(request, KeyScope.FEED, is_open=False)
        language = reader_language(request)
        try:
            held = suppressions(journal, with_cleared=True)
        except JournalError as error:
            raise HTTPException(
                HTTP_503_SERVICE_UNAVAILABLE, language.page.key_unknown, {"retry-after": "5"}
            ) from error
        body = written(changes(held, corpus_now()), language, base_of(request))
        return answered(
            request, body, media_type="application/atom+xml; charset=utf-8", cache="private, no-cache",
            policy=NOTHING_POLICY,
        )  # fmt: skip

    router.add_api_route(
        ADDRESS,
        feed,
        methods=["GET"],
        response_class=Response,
        responses={
            200: {"content": {"application/atom+xml": {}}, "description": "An Atom feed, at most 200 entries."},
            401: {"description": "No good key was sent; this needs one with the scope `feed`."},
            403: {"description": "The key does not cover this."},
        },
        description="Return what was withheld and corrected, as an Atom feed, the latest first.",
    )
    return router


def written(told: tuple[Change, ...], language: LanguageWords, base: str) -> bytes:
    """Return the feed as Atom (RFC 4287)."""
    words = language.api
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": language.page.lang})
    _text(feed, "id", _ID)
    _text(feed, "title", f"{words.feed_title} · {language.page.name}")
    _text(feed, "updated", told[0].at.astimezone(LOCAL).isoformat() if told else _EMPTY_SINCE)
    SubElement(feed, "link", {"rel": "self", "href": f"{base}{ADDRESS}"})
    _text(SubElement(feed, "author"), "name", language.page.name)
    for change in told:
        _add(feed, change, language, base)
    body: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return body


def _add(feed: Element, change: Change, language: LanguageWords, base: str) -> None:
    entry = SubElement(feed, "entry")
    _text(entry, "id", f"urn:uuid:{change.id}")
    _text(entry, "title", change.question or change.title)
    _text(entry, "updated", change.at.astimezone(LOCAL).isoformat())
    asked = {"q": change.question, "lang": language.tag}
    path = document_link(change.doc_id) if change.doc_id else f"/?{urlencode(asked)}"
    SubElement(entry, "link", {"rel": "alternate", "href": base + path})
    SubElement(entry, "category", {"term": change.kind.value})
    _text(entry, "summary", _summary(change, language))


def _summary(change: Change, language: LanguageWords) -> str:
    words = language.api
    match change.kind:
        case Kind.WITHHELD:
            return words.feed_withheld
        case Kind.SHOWN_AGAIN:
            return words.feed_shown
        case Kind.DOCUMENT:
            state = words.feed_document.format(state=language.documents.lives[change.state])
            return f"{state}{language.staff.separator}{change.why}" if change.why else state


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text.translate(_NO_XML)
