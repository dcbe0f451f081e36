"""The page of a document at `/doc/{id}`, and single stretches of it for the source panel."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from index.corpus import Corpus
from index.records import Document
from ui.document.covered import document_row
from ui.document.facts import CHINESE, covers, date_of, kind_of, quoted
from ui.document.full_text import contents, full_text
from ui.document.links import document_link
from ui.document.stretches import stretch_html, stretches
from ui.text.languages import LanguageWords, languages
from ui.text.page_words import PageWords
from ui.text.reader import reader_language

_FOLDER = Path(__file__).parent.parent
_ASSETS = {
    "document.css": ("text/css", ("colours.css", "document.css")),
    "document.js": ("text/javascript", ("document.js",)),
}
# Stricter than for the pages that Gradio draws: nothing here is inline.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_SHA256 = re.compile("[0-9a-f]{64}")
_ASK_AGAIN = "no-cache"  # kept, and asked for each time whether it has changed
_FOR_GOOD = "public, max-age=31536000, immutable"  # the address changes with the content


def document_router(corpus: Corpus) -> APIRouter:
    """Return the routes of the documents: pages, stretches, and the pages' style and script."""
    router = APIRouter(prefix="/doc", include_in_schema=False)
    pages = _Pages(corpus)

    def asset(request: Request, name: str) -> Response:
        if name not in _ASSETS:
            return Response(status_code=404)
        return _answer(request, _asset(name), media_type=_ASSETS[name][0], cache=_FOR_GOOD)

    def section(request: Request, doc_id: str, number: int, v: str = "") -> Response:
        document = corpus.documents.get(doc_id)
        cut = stretches(corpus, doc_id)
        if document is None or number >= len(cut):
            return Response(status_code=404)
        if v and v != document.sha256:
            return Response(status_code=409)
        html = stretch_html(document.text, cut, number, (), reader_language(request).page.source)
        return _answer(request, html.encode())

    def page(request: Request, doc_id: str, v: str = "") -> Response:
        language = reader_language(request)
        if doc_id not in corpus.documents:
            return _answer(request, pages.missing(language, doc_id), status_code=404)
        is_other = bool(_SHA256.fullmatch(v)) and v != corpus.documents[doc_id].sha256
        return _answer(request, pages.document(language, doc_id, v if is_other else ""))

    for path, route in (("/assets/{name}", asset), ("/{doc_id}/section/{number:int}", section), ("/{doc_id}", page)):
        router.add_api_route(path, route, methods=["GET", "HEAD"], response_model=None)
    return router


class _Pages:
    """Draws the pages; each is drawn once for as long as it is asked for."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined
        )
        self.document = lru_cache(maxsize=64)(self._document)

    def missing(self, language: LanguageWords, doc_id: str) -> bytes:
        """Return the page that says there is no such document, and which there are."""
        words = language.page
        rows = [
            _safe(document_row(document, words.source, new_tab=False)) for document in self._corpus.documents.values()
        ]
        return self._drawn("document_missing.html", words, doc_id, "", rows=rows)

    def _document(self, language: LanguageWords, doc_id: str, cited_sha256: str) -> bytes:
        """Return a document's page; `cited_sha256` is of another text than today's that was cited, or empty."""
        document, words = self._corpus.documents[doc_id], language.page
        return self._drawn(
            "document.html",
            words,
            doc_id,
            cited_sha256,
            document=document,
            facts=_facts(document, words),
            has_changed=bool(cited_sha256),
            contents=_safe(contents(self._corpus, doc_id)),
            text=_safe(full_text(self._corpus, document, words.source)),
            chinese=CHINESE,
        )

    def _drawn(self, template: str, words: PageWords, doc_id: str, cited_sha256: str, **shown: object) -> bytes:
        switches = [
            (
                language.name,
                language.page.lang,
                document_link(doc_id, language=language.tag, sha256=cited_sha256),
                language.page is words,
            )
            for language in languages()
        ]
        assets = {name: f"/doc/assets/{name}?v={_digest(_asset(name))}" for name in _ASSETS}
        html = self._templates.get_template(template).render(words=words, languages=switches, assets=assets, **shown)
        return html.encode()


def _facts(document: Document, words: PageWords) -> list[tuple[str, Markup]]:
    """Return label and value of all that is known of a document."""
    source = words.source
    is_address = document.source.startswith(("https://", "http://"))
    link = Markup('<a href="{0}" rel="noopener noreferrer">{0}</a>').format(document.source)
    known = [
        (source.issuer_label, _safe(quoted(document.issuer)) or Markup.escape(source.nameless)),
        (source.issued_label, Markup.escape(date_of(document.issued, source))),
        (source.kind_label, _safe(kind_of(document, source))),
        (source.periods_label, Markup.escape(covers(document, source))),
        (source.note_label, _safe(quoted(document.note))),
        (source.origin_label, link if is_address else _safe(quoted(document.source))),
        (source.checksum_label, Markup("<code>{}</code>").format(document.sha256)),
    ]
    return [(label, value) for label, value in known if value]


def _safe(html: str) -> Markup:
    """Return HTML that a function of ours made, and escaped, as what a template need not escape."""
    return Markup(html)  # noqa: S704


def _answer(
    request: Request, body: bytes, *, media_type: str = "text/html", status_code: int = 200, cache: str = _ASK_AGAIN
) -> Response:
    """Return the body, or that what the reader holds is still it."""
    headers = {
        "cache-control": cache,
        "content-security-policy": _POLICY,
        "etag": f'"{_digest(body)}"',
        "vary": "Accept-Language, Cookie",
    }
    held = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if status_code == 200 and held & {headers["etag"], "*"}:
        return Response(status_code=304, headers=headers)
    return Response(body, status_code=status_code, headers=headers, media_type=media_type)


@lru_cache
def _asset(name: str) -> bytes:
    return b"".join((_FOLDER / "assets" / part).read_bytes() for part in _ASSETS[name][1])


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:32]
