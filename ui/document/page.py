"""The page of a document at `/doc/{id}`, and single stretches of it for the source panel."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from fastapi import APIRouter, Request, Response
from jinja2 import Environment
from markupsafe import Markup

from index.catalog.originals import Originals
from index.corpus import Corpus
from index.records import Document, Span
from ui.document.about import cited_as, facts_of
from ui.document.cited import NO_ORIGINALS, cited_in
from ui.document.cited_html import cited_html
from ui.document.covered import document_row
from ui.document.facts import CHINESE
from ui.document.find import MOST_CHARS, MOST_FOUND, found
from ui.document.full_text import contents, full_text, plain_text
from ui.document.kept import kept_of_corpus
from ui.document.life import life_told
from ui.document.links import document_link
from ui.document.sent import answered, digest
from ui.document.stretches import stretch_html, stretches
from ui.document.templating import page_templates
from ui.ease.elders import for_elders
from ui.headers import FOR_GOOD, FORM_POLICY
from ui.text.languages import LanguageWords, languages
from ui.text.page_words import PageWords
from ui.text.reader import reader_language
from ui.text.source_words import SourceWords

_FOLDER = Path(__file__).parent.parent
_ASSETS = {
    "document.css": ("text/css", ("colours.css", "ease.css", "document.css", "document_tools.css", "original.css")),
    "document.js": ("text/javascript", ("ease.js", "document_text.js", "document.js", "document_tools.js")),
    "api.css": ("text/css", ("api.css",)),
    "plain.css": ("text/css", ("plain.css",)),
    "figures.css": ("text/css", ("chart.css", "figures.css")),
}
_SHA256 = re.compile("[0-9a-f]{64}")
_RANGES = re.compile(r"\d{1,9}-\d{1,9}(?:,\d{1,9}-\d{1,9}){0,30}")
EarlierEditions = Callable[[str, str, SourceWords], Sequence[tuple[str, str]]]
_NO_TOOLS: Mapping[str, Any] = MappingProxyType({"editions": (), "find": "", "hits": (), "cited_as": ""})


def document_router(
    corpus_now: Callable[[], Corpus],
    earlier_text: Callable[[str, str], str] = lambda _doc_id, _sha256: "",
    originals: Originals = NO_ORIGINALS,
    earlier_editions: EarlierEditions = lambda _doc_id, _sha256, _words: (),
    *,
    public_url: str = "",
) -> APIRouter:
    """Return the routes of the documents: pages, stretches, and the pages' style and script.

    Args:
        corpus_now: returns the documents that answers come from now; another may take its place at any time.
        earlier_text: returns the text that a held document had, by its id and sha256; empty where it is not kept.
        originals: the files that the documents came as.
        earlier_editions: returns what the kept editions of a document are called but one, by its sha256, with their
            addresses.
        public_url: where readers reach the pages; empty where that is not known.
    """
    router = APIRouter(prefix="/doc", include_in_schema=False)
    pages = _Pages(originals, earlier_editions, page_templates(public_url=public_url))

    def asset(request: Request, name: str) -> Response:
        if name not in _ASSETS:
            return Response(status_code=404)
        return answered(request, _asset(name), media_type=_ASSETS[name][0], cache=FOR_GOOD)

    def section(request: Request, doc_id: str, number: int, v: str = "") -> Response:
        corpus = corpus_now()
        document = corpus.documents.get(doc_id)
        cut = stretches(corpus, doc_id)
        if document is None or number >= len(cut):
            return Response(status_code=404)
        if v and v != document.sha256:
            return Response(status_code=409)
        html = stretch_html(document.text, cut, number, (), reader_language(request).page.source)
        return answered(request, html.encode())

    def page(request: Request, doc_id: str, v: str = "", at: str = "", find: str = "") -> Response:
        language, corpus = reader_language(request), corpus_now()
        is_cited, wanted = bool(_SHA256.fullmatch(v)), " ".join(find.split())[:MOST_CHARS]
        if doc_id not in corpus.documents:
            html, status = pages.gone(corpus, language, doc_id, v if is_cited else "", earlier_text)
            return answered(request, html, status_code=status)
        is_other = is_cited and v != corpus.documents[doc_id].sha256
        earlier = earlier_text(doc_id, v) if is_other else ""
        if earlier:
            return answered(request, pages.earlier(corpus, language, doc_id, v, earlier))
        shown = pages.document(corpus, language, doc_id, v if is_other else "", at=at, find=wanted)
        return answered(request, shown, policy=FORM_POLICY)

    for path, route in (("/assets/{name}", asset), ("/{doc_id}/section/{number:int}", section), ("/{doc_id}", page)):
        router.add_api_route(path, route, methods=["GET", "HEAD"], response_model=None)
    return router


def asset_address(name: str) -> str:
    """Return where the pages' style or script is; another address with another content."""
    return f"/doc/assets/{name}?v={digest(_asset(name))}"


class _Pages:
    """Draws the pages; each is drawn once for as long as it is asked for."""

    def __init__(self, originals: Originals, earlier_editions: EarlierEditions, templates: Environment) -> None:
        self._originals, self._earlier_editions = originals, earlier_editions
        self._templates = templates
        self._text = kept_of_corpus(64)(_text)

    def gone(
        self,
        corpus: Corpus,
        language: LanguageWords,
        doc_id: str,
        cited_sha256: str,
        earlier_text: Callable[[str, str], str],
    ) -> tuple[bytes, int]:
        """Return the page of a document that answers nothing, and its status: withdrawn, and its text kept, or not."""
        withdrawn = corpus.withdrawn.get(doc_id)
        text = earlier_text(doc_id, cited_sha256 or withdrawn.sha256) if withdrawn else ""
        if text:
            return self.withdrawn(corpus, language, doc_id, cited_sha256, text), 200
        return self.missing(corpus, language, doc_id, cited_sha256), 404

    def missing(self, corpus: Corpus, language: LanguageWords, doc_id: str, cited_sha256: str) -> bytes:
        """Return the page that says there is no such document, or no longer where it was cited, and which there are."""
        words = language.page
        source = words.source
        return self._drawn(
            "document_missing.html",
            words,
            doc_id,
            cited_sha256,
            heading=source.removed_heading if cited_sha256 else source.not_found_heading,
            told=source.removed if cited_sha256 else source.not_found,
            rows=[_safe(document_row(document, source, new_tab=False)) for document in corpus.documents.values()],
        )

    def document(
        self, corpus: Corpus, language: LanguageWords, doc_id: str, cited_sha256: str, *, at: str, find: str
    ) -> bytes:
        """Return a document's page.

        Args:
            corpus: that it is in.
            language: of the page.
            doc_id: which one.
            cited_sha256: of another text than today's that was cited, or empty.
            at: the characters of today's text that are shown where they stand in its original, as `12-34,50-60`.
            find: words that are looked for in it; empty for none.
        """
        document, words = corpus.documents[doc_id], language.page
        spans = () if cited_sha256 else _spans(at, len(document.text))
        cited = cited_in(self._originals, document, spans)
        quote = " ".join(document.text[span.start : span.end] for span in spans)
        shown, text = self._text(corpus, words.source, doc_id)
        return self._drawn(
            "document.html",
            words,
            doc_id,
            cited_sha256,
            spans=spans if cited else (),
            document=document,
            facts=facts_of(document, words, cited),
            sha256=document.sha256,
            editions=self._earlier_editions(doc_id, document.sha256, words.source),
            find=find,
            hits=found(document.text, find) if find else (),
            cited_as=cited_as(document, words.source),
            life=life_told(document, words.source, corpus.documents),
            current=_current(document, corpus, language),
            told=words.source.document_changed if cited_sha256 else "",
            has_changed=bool(cited_sha256),
            today="",
            contents=shown,
            text=text,
            original=_safe(cited_html(document, cited, quote, words.source)) if cited else "",
            chinese=CHINESE,
        )

    def earlier(self, corpus: Corpus, language: LanguageWords, doc_id: str, sha256: str, text: str) -> bytes:
        """Return the page of an edition that another has replaced, as it was cited."""
        words = language.page
        return self._drawn(
            "document.html",
            words,
            doc_id,
            sha256,
            document=corpus.documents[doc_id],
            facts=(),
            sha256=sha256,
            **_NO_TOOLS,
            life="",
            current="",
            told=words.source.document_replaced,
            has_changed=False,
            today=document_link(doc_id, language=language.tag),
            contents="",
            text=_safe(plain_text(text)),
            original="",
            chinese=CHINESE,
        )

    def withdrawn(self, corpus: Corpus, language: LanguageWords, doc_id: str, cited_sha256: str, text: str) -> bytes:
        """Return the page of a document that answers no longer: what happened, and the edition that was cited."""
        entry, words = corpus.withdrawn[doc_id], language.page
        return self._drawn(
            "document.html",
            words,
            doc_id,
            cited_sha256,
            document=entry,
            facts=facts_of(entry, words, None),
            sha256=cited_sha256 or entry.sha256,
            **_NO_TOOLS,
            life=life_told(entry, words.source, corpus.documents),
            current="",
            told=words.source.document_replaced if cited_sha256 not in {"", entry.sha256} else "",
            has_changed=False,
            today="",
            contents="",
            text=_safe(plain_text(text)),
            original="",
            chinese=CHINESE,
        )

    def _drawn(
        self,
        template: str,
        words: PageWords,
        doc_id: str,
        cited_sha256: str,
        *,
        spans: Sequence[Span] = (),
        **shown: object,
    ) -> bytes:
        """Return a page; in another language it shows the same, `spans` of it where they stand in the original."""
        switches = [
            (
                language.name,
                language.page.lang,
                document_link(doc_id, language=language.tag, sha256=cited_sha256, spans=spans, in_original=bool(spans)),
                language.page is words,
            )
            for language in languages()
        ]
        assets = {name: asset_address(name) for name in ("document.css", "document.js")}
        shown |= {"max_found": MOST_FOUND, "max_chars": MOST_CHARS}
        html = self._templates.get_template(template).render(words=words, languages=switches, assets=assets, **shown)
        return html.encode()


def _text(corpus: Corpus, words: SourceWords, doc_id: str) -> tuple[Markup, Markup]:
    """Return the contents of a document, and its text."""
    return _safe(contents(corpus, doc_id)), _safe(full_text(corpus, corpus.documents[doc_id], words))


def _spans(at: str, n_chars: int) -> tuple[Span, ...]:
    """Return the stretches that an address names; none where it names no characters of the text."""
    if not _RANGES.fullmatch(at):
        return ()
    pairs = (tuple(map(int, each.split("-"))) for each in at.split(","))
    return tuple(Span(start=start, end=min(end, n_chars)) for start, end in pairs if start < min(end, n_chars))


def _current(document: Document, corpus: Corpus, language: LanguageWords) -> str:
    """Return the address of what holds in the place of a superseded document; empty where that is not held."""
    by = document.life.by
    return document_link(by, language=language.tag) if by in corpus.documents else ""


def _safe(html: str) -> Markup:
    """Return HTML that a function of ours made, and escaped, as what a template need not escape."""
    return Markup(html)  # noqa: S704


@lru_cache
def _asset(name: str) -> bytes:
    whole = "".join((_FOLDER / "assets" / part).read_text(encoding="utf-8") for part in _ASSETS[name][1])
    return (whole + for_elders(whole) if name.endswith(".css") else whole).encode()
