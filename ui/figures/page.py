"""The page of figures at `/figures`, and the same as a file at `/figures.csv`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from index.corpus import Corpus
from index.words.bilingual import Lexicon
from rag.question.place import Places
from ui.document.facts import CHINESE, years_text
from ui.document.kept import kept_of_corpus
from ui.document.page import asset_address
from ui.document.sent import answered
from ui.document.templating import page_templates
from ui.figures.chosen import FILE_ADDRESS, MOST_CHARS, PAGE_MATTERS, Chosen, Found, choose, read_chosen
from ui.figures.drawn import chart
from ui.figures.file import file
from ui.figures.matters import Matter, held
from ui.figures.rows import Row, rows
from ui.figures.translated import translating
from ui.headers import FORM_POLICY
from ui.text.languages import LanguageWords, languages
from ui.text.reader import reader_language

_TEMPLATES = Path(__file__).parent / "templates"
_STYLES = ("document.css", "document.js", "figures.css")


def figures_router(
    corpus_now: Callable[[], Corpus], lexicon: Callable[[], Lexicon], *, public_url: str = ""
) -> APIRouter:
    """Return the routes of the page and of the file.

    Args:
        corpus_now: returns the documents that are shown now; another may take its place at any time.
        lexicon: returns what English words mean; asked for when the first are searched for.
        public_url: where readers reach the pages; empty where that is not known.
    """
    router = APIRouter(include_in_schema=False)
    environment = page_templates(_TEMPLATES, public_url=public_url)

    translate = translating(lexicon)

    def chosen(request: Request, corpus: Corpus) -> tuple[Chosen, Found]:
        wanted = read_chosen(request.query_params, held(corpus))
        return wanted, choose(held(corpus), wanted, lambda text: translate(corpus, text))

    def page(request: Request) -> Response:
        language, corpus = reader_language(request), corpus_now()
        wanted, found = chosen(request, corpus)
        shown = _shown(corpus, wanted, found, language)
        html = environment.get_template("figures.html").render(shown)
        return answered(request, html.encode(), policy=FORM_POLICY)

    def csv(request: Request) -> Response:
        language, corpus = reader_language(request), corpus_now()
        _, found = chosen(request, corpus)
        body = file(corpus, found.matters, language.figures, language.tag).encode()
        response = answered(request, body, media_type="text/csv; charset=utf-8")
        response.headers["content-disposition"] = 'attachment; filename="figures.csv"'
        return response

    for path, route in (("/figures", page), (FILE_ADDRESS, csv)):
        router.add_api_route(path, route, methods=["GET", "HEAD"], response_model=None)
    return router


def _shown(corpus: Corpus, chosen: Chosen, found: Found, language: LanguageWords) -> dict[str, Any]:
    """Return what the template shows."""
    every = held(corpus)
    n_pages = max(1, -(-len(found.matters) // PAGE_MATTERS))
    at = min(chosen.page, n_pages)
    named = {place: _place(corpus, place, language) for place in every.places}
    own = found.matters[(at - 1) * PAGE_MATTERS : at * PAGE_MATTERS]
    ask = f"/?{urlencode({'lang': language.tag, 'q': chosen.q})}" if chosen.q else f"/?lang={language.tag}"
    return {
        "words": language.page,
        "figures": language.figures,
        "chosen": chosen,
        "max_chars": MOST_CHARS,
        "languages": [(each.name, each.page.lang, chosen.address(each.tag), each is language) for each in languages()],
        "assets": {name: asset_address(name) for name in _STYLES},
        "chinese": CHINESE,
        "tag": language.tag,
        "places": list(named.items()) if len(named) > 1 else [],
        "documents": [(entry.doc_id, entry.title) for entry in corpus.entries],
        "is_whole": every.is_whole,
        "n_matters": len(found.matters),
        "are_near": found.are_near and bool(own),
        "n_figures": sum(len(matter.figures) for matter in found.matters),
        "matters": [_matter(corpus, matter, chosen, named, language) for matter in own],
        "page": at,
        "n_pages": n_pages,
        "file_address": chosen.address(language.tag, path=FILE_ADDRESS, page=1),
        "all_address": Chosen().address(language.tag),
        "earlier": chosen.address(language.tag, page=at - 1) if at > 1 else "",
        "later": chosen.address(language.tag, page=at + 1) if at < n_pages else "",
        "ask_address": ask,
    }


def _matter(
    corpus: Corpus, matter: Matter, chosen: Chosen, named: dict[str, str], language: LanguageWords
) -> dict[str, Any]:
    words = language.figures
    found, n_more = rows(corpus, matter.figures, language.tag)
    told = (
        words.change if matter.is_change else "",
        words.means[matter.mean],
        words.unit.format(unit=matter.unit) if matter.unit else "",
        named.get(matter.place, "") if len(named) > 1 else "",
    )
    return {
        "id": matter.matter_id,
        "name": matter.name,
        "address": "" if chosen.matter else Chosen(matter=matter.matter_id).address(language.tag),
        "told": [part for part in told if part],
        "statuses": [status for status in words.columns if any(status in row.cells for row in found)],
        "rows": [(_period(row, language), row.cells) for row in found],
        "more": words.more.format(n=n_more) if n_more else "",
        "chart": Markup(chart(corpus, matter, words, language.tag)),  # noqa: S704 - escaped where it is made
    }


def _period(row: Row, language: LanguageWords) -> str:
    words = language.figures
    if row.is_before:
        return words.before
    return years_text(row.years, language.page.source) if row.years else words.no_period


@kept_of_corpus(64)
def _place(corpus: Corpus, name: str, language: LanguageWords) -> str:
    """Return a place of documents as the reader writes it."""
    of = held(corpus).place_of
    doc_id = next(doc_id for doc_id, place in of.items() if place == name)
    return Places(corpus.entries).title(doc_id, language.examples_in)
