"""The statement of accessibility at `/accessibility`: what the pages offer, what was tested, and whom to tell."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from index.corpus import Corpus
from ui.document.facts import CHINESE
from ui.document.links import with_hotline
from ui.document.page import asset_address
from ui.document.sent import answered
from ui.document.templating import page_templates
from ui.ease.bar import STATEMENT
from ui.text.languages import languages
from ui.text.reader import reader_language

_TEMPLATES = Path(__file__).parent / "templates"
_ASSETS = ("document.css", "document.js")


def statement_router(corpus_now: Callable[[], Corpus], contact: str, *, public_url: str = "") -> APIRouter:
    """Return the route of the page.

    Args:
        corpus_now: returns the documents that answers come from now, whose issuers stand in for a contact.
        contact: of who runs the pages: an e-mail or web address, or words with a number; empty where none is set.
        public_url: where readers reach the pages; empty where that is not known.
    """
    router = APIRouter(include_in_schema=False)
    templates = page_templates(_TEMPLATES, public_url=public_url)

    def page(request: Request) -> Response:
        language = reader_language(request)
        html = templates.get_template("statement.html").render(
            words=language.page,
            ease=language.page.ease,
            languages=[
                (each.name, each.page.lang, f"{STATEMENT}?lang={each.tag}", each is language) for each in languages()
            ],
            assets={name: asset_address(name) for name in _ASSETS},
            contact=Markup(contact_html(contact)),  # noqa: S704 - escaped where it is made
            issuers=() if contact else issuers(corpus_now()),
            rest=Markup(with_hotline(language.page.ease.contact_rest)),  # noqa: S704 - escaped where it is made
            chinese=CHINESE,
        )
        return answered(request, html.encode())

    router.add_api_route(STATEMENT, page, methods=["GET", "HEAD"], response_model=None)
    return router


def contact_html(contact: str) -> str:
    """Return a contact, escaped, as a link where it is an address."""
    parts = urlsplit(contact) if " " not in contact else urlsplit("")
    if parts.scheme in ("http", "https") and parts.netloc:
        return f'<a href="{escape(contact)}" rel="noopener noreferrer">{escape(contact)}</a>'
    if " " not in contact and contact.count("@") == 1:
        return f'<a href="mailto:{escape(contact)}">{escape(contact)}</a>'
    return escape(contact)


def issuers(corpus: Corpus) -> tuple[str, ...]:
    """Return who issued the documents held, each once, in the catalogue's order."""
    return tuple(dict.fromkeys(document.issuer for document in corpus.documents.values() if document.issuer))
