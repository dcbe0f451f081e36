"""What questions are kept to: chips of documents, years, plan or result, and what a press makes of them. Pure."""

from collections.abc import Iterable
from html import escape
from typing import TypeVar

from index.corpus import Corpus
from index.records import Status
from rag.answer.phrases import short_title
from rag.question.within import holds_anything
from rag.records import EVERYTHING, Scope
from ui.citizen.quoted import QUOTED
from ui.text.page_words import PageWords

_DOCUMENT, _YEAR, _STATUS, _NOTHING = "document", "year", "status", "nothing"
_MOST_DOCUMENTS = 30  # the latest, that can be chosen
_STATUSES = (Status.RESULT, Status.PLAN)
_T = TypeVar("_T")


def narrowed(scope: Scope, kind: str, value: str, corpus: Corpus) -> Scope:
    """Return a scope with what was pressed taken in, or left out where it was in; as it was for what is not offered."""
    match kind:
        case "document" if value in corpus.documents:
            return scope.model_copy(update={"documents": _toggled(scope.documents, value)})
        case "year" if value.isascii() and value.isdigit() and int(value) in corpus.years():
            return scope.model_copy(update={"years": tuple(sorted(_toggled(scope.years, int(value))))})
        case "status" if value in set(_STATUSES):
            return scope.model_copy(update={"status": Status.OTHER if scope.status == value else Status(value)})
        case "nothing":
            return EVERYTHING
        case _:
            return scope


def held_only(scope: Scope, corpus: Corpus) -> Scope:
    """Return a scope without documents that are not held any more."""
    return scope.model_copy(update={"documents": tuple(d for d in scope.documents if d in corpus.documents)})


def scope_html(scope: Scope, corpus: Corpus, words: PageWords, *, is_open: bool = False) -> str:
    """Return what questions are kept to, and below it, folded, the chips that change it."""
    told = scope_text(scope, corpus, words) or words.scope_all
    latest = [doc_id for doc_id in corpus.latest(_MOST_DOCUMENTS) if doc_id in corpus.documents]
    years = [_chip(_YEAR, str(year), str(year), is_pressed=year in scope.years) for year in corpus.years()[::-1]]
    statuses = [
        _chip(_STATUS, status.value, words.scope_statuses[status], is_pressed=scope.status is status)
        for status in _STATUSES
    ]
    documents = [
        _chip(_DOCUMENT, doc_id, short_title(corpus.documents[doc_id].title), is_pressed=doc_id in scope.documents)
        for doc_id in latest
    ]
    named = ((words.scope_years, years), (words.scope_status, statuses), (words.scope_documents, documents))
    groups = "".join(f"<fieldset><legend>{escape(name)}</legend>{''.join(chips)}</fieldset>" for name, chips in named)
    clear = f'<button type="button" class="link" data-narrow="{_NOTHING}">{escape(words.scope_clear)}</button>'
    empty = "" if holds_anything(corpus, scope) else f'<p class="empty">{escape(words.scope_empty)}</p>'
    limited = scope != EVERYTHING
    return (
        f'<div class="scope{" limited" * limited}"><details{" open" * is_open}><summary>{escape(words.scope)}'
        f"<b>{escape(told)}</b></summary>{groups}</details>{clear * limited}"
        f'<div role="status">{empty}</div></div>'
    )


def scope_text(scope: Scope, corpus: Corpus, words: PageWords) -> str:
    """Return what a scope keeps to, in a line; empty for everything."""
    titles = (corpus.documents[d].title for d in scope.documents if d in corpus.documents)
    named = (words.source.title.format(title=short_title(title)) for title in titles)
    status = () if scope.status is Status.OTHER else (words.scope_statuses[scope.status],)
    parts = (_joined(named, words), _joined(map(str, scope.years), words), *status)
    return words.separator.join(filter(None, parts))


def _joined(names: Iterable[str], words: PageWords) -> str:
    return words.source.year_separator.join(names)


def _toggled(held: tuple[_T, ...], value: _T) -> tuple[_T, ...]:
    return tuple(one for one in held if one != value) if value in held else (*held, value)


def _chip(kind: str, value: str, name: str, *, is_pressed: bool) -> str:
    lang = f' lang="{QUOTED}"' if kind == _DOCUMENT else ""
    return (
        f'<button type="button" class="plain"{lang} data-narrow="{kind}" data-value="{escape(value)}" '
        f'aria-pressed="{"true" if is_pressed else "false"}">{escape(name)}</button>'
    )
