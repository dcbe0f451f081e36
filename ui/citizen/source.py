"""One cited place: its document, the section it stands in with the cited words marked, and what can be done with it.

Pure; everything is escaped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from index.catalog.originals import Originals
from index.corpus import Corpus
from index.read.mapped import FOOTNOTE_MARKS, quote_at
from index.records import Document, Span
from ui.document.cited import NO_ORIGINALS, Cited, cited_in, place_text
from ui.document.cited_html import cited_html, original_html
from ui.document.facts import CHINESE, date_of
from ui.document.highlight import hull
from ui.document.life import facts_and_life, life_tag, life_told
from ui.document.links import document_link
from ui.document.stretches import Stretch, around, stretch_html
from ui.text.source_words import SourceWords

_UNSEEN = str.maketrans("", "", FOOTNOTE_MARKS)


@dataclass(frozen=True)
class View:
    """One place in a document: `key` names it on the page, `heading` says what it is to the answer.

    `quote` is what stood at `spans` when the answer was given, `sha256` is of the source file they count in, empty for
    a passage near a refused question; `title`, `issued` and `section` are what was known then. `keys` are the figures
    in it that answer.
    """

    key: str
    heading: str
    question: str
    doc_id: str
    title: str
    issued: date | None
    section: tuple[str, ...]
    spans: tuple[Span, ...]
    quote: str
    sha256: str
    is_cited: bool
    keys: tuple[str, ...] = ()


def source_view(
    view: View,
    corpus: Corpus,
    cut: Sequence[Stretch],
    words: SourceWords,
    *,
    bar: str,
    originals: Originals = NO_ORIGINALS,
) -> str:
    """Return what a view shows: the section as it is, or the frozen quote where the document has changed or gone.

    Of a section with sub-sections, what stands before them is shown: with them it may be half the document.

    Args:
        view: the place.
        corpus: the documents of today.
        cut: the stretches of the view's document; empty where that is gone.
        words: of the page.
        bar: what stands above, as HTML.
        originals: the files that the documents came as.
    """
    document = corpus.documents.get(view.doc_id)
    asked = f'<p class="asked">{escape(words.asked.format(question=view.question))}</p>'
    if document is None or not is_current(view, document):
        return f"{bar}{asked}{_frozen(view, corpus, words)}"
    section = corpus.section_at(view.doc_id, hull(view.spans)).path
    cited = cited_in(originals, document, view.spans, view.keys)
    shown = cited_html(document, cited, view.quote, words) if cited else ""
    path = _path(section, view, cut, words)
    told = life_told(document, words, corpus.documents)
    note = f'<p class="changed" role="note">{escape(told)}</p>' if told else ""
    return (
        f"{bar}{asked}{_heading(document.title, facts_and_life(document, words), path, words, cited)}{note}"
        f"{shown}{_extract(view, document, cut, words)}"
        f'<p class="legend"><mark>&#8195;</mark> {escape(words.legend if view.is_cited else words.legend_passage)}</p>'
        f"{_actions(view, document, section, words, cited)}"
    )


def is_current(view: View, document: Document) -> bool:
    """Return whether the view's spans still count in the document's text.

    Where the view has no checksum its words are compared, white space and footnote markers aside.
    """
    if hull(view.spans).end > len(document.text):
        return False
    if view.sha256:
        return view.sha256 == document.sha256
    return _bare(quote_at(document.text, view.spans)) == _bare(view.quote)


def _heading(title: str, known: str, path: Sequence[str], words: SourceWords, cited: Cited | None = None) -> str:
    steps = "".join(f"<li>{escape(heading)}</li>" for heading in path)
    listed = f'<p class="path-label">{escape(words.section_label)}</p><ol class="path" lang="{CHINESE}">{steps}</ol>'
    where = place_text(cited, words.place) if cited else ""
    told = f'<p class="facts where">{escape(where)}</p>' if where else ""
    return f'<h3 lang="{CHINESE}">{escape(title)}</h3><p class="facts">{known}</p>{listed if steps else ""}{told}'


def _path(section: tuple[str, ...], view: View, cut: Sequence[Stretch], words: SourceWords) -> tuple[str, ...]:
    """Return the headings above a place, or that it stands before the first heading or after the last section."""
    if section:
        return section
    is_front = not cut or hull(view.spans).start < cut[0].span.end
    return (words.front_matter if is_front else words.end_matter,)


def _extract(view: View, document: Document, cut: Sequence[Stretch], words: SourceWords) -> str:
    numbers = [stretch.number for stretch in around(cut, hull(view.spans))]
    shown = "".join(stretch_html(document.text, cut, number, view.spans, words) for number in numbers)
    label = escape(words.extract_label.format(title=document.title))
    before, after = numbers[0] - 1, numbers[-1] + 1
    return (
        f"{_more('earlier', cut[before] if before >= 0 else None, words.earlier, words.at_start, words)}"
        f'<div class="extract" role="region" tabindex="0" lang="{CHINESE}" aria-label="{label}">{shown}</div>'
        f"{_more('later', cut[after] if after < len(cut) else None, words.later, words.at_end, words)}"
    )


def _more(direction: str, stretch: Stretch | None, label: str, at_end: str, words: SourceWords) -> str:
    """Return the button that brings what stands before or after; source.js renames it as the text grows."""
    shown = label.format(heading=stretch.heading or words.front_matter) if stretch else at_end
    disabled = "" if stretch else ' aria-disabled="true"'
    return (
        f'<button type="button" class="more" data-more="{direction}" data-label="{escape(label)}" '
        f'data-at-end="{escape(at_end)}"{disabled}>{escape(shown)}</button>'
    )


def _frozen(view: View, corpus: Corpus, words: SourceWords) -> str:
    document, withdrawn = corpus.documents.get(view.doc_id), corpus.withdrawn.get(view.doc_id)
    title = document.title if document else view.title or view.doc_id
    known = facts_and_life(document, words) if document else escape(date_of(view.issued, words))
    if withdrawn:
        known = f"{known}{escape(words.separator)}{life_tag(withdrawn.life, words)}"
    sentence = words.changed if document else life_told(withdrawn, words, {}) if withdrawn else words.gone
    return (
        f"{_heading(title, known, view.section, words)}"
        f'<p class="changed" role="note">{escape(sentence)}</p>'
        f'<blockquote class="extract" role="region" tabindex="0" lang="{CHINESE}" '
        f'aria-label="{escape(words.frozen_label)}">{escape(view.quote)}</blockquote>'
        f"{_actions(view, document, view.section, words, is_withdrawn=withdrawn is not None)}"
    )


def _actions(
    view: View,
    document: Document | None,
    section: tuple[str, ...],
    words: SourceWords,
    cited: Cited | None = None,
    *,
    is_withdrawn: bool = False,
) -> str:
    copied = copied_text(view, document, section, words)
    link = ""
    if document or is_withdrawn:
        # A changed document is not marked at the old place; what was cited is told by the checksum.
        sha256 = view.sha256 or (document.sha256 if document else "")
        spans = view.spans if document and is_current(view, document) else ()
        address = document_link(
            view.doc_id, language=words.language, sha256=sha256, spans=spans, in_original=cited is not None
        )
        link = (
            f'<a href="{escape(address)}" target="_blank" rel="noopener" data-document>{escape(words.open_document)}'
            f'<span class="unseen"> {escape(words.new_tab)}</span></a>'
        )
        link += original_html(document, cited, words) if document and cited else ""
    return (
        f'<div class="actions"><button type="button" class="plain" data-copy="{escape(copied)}">{escape(words.copy)}'
        f"</button>{link}</div>"
    )


def copied_text(view: View, document: Document | None, section: tuple[str, ...], words: SourceWords) -> str:
    """Return quote, title, issuer, date and section as text; source.js adds the address."""
    title = document.title if document else view.title or view.doc_id
    issuer = document.issuer if document else ""
    issued = date_of(document.issued if document else view.issued, words)
    parts = (words.title.format(title=title), issuer, issued, words.section_separator.join(section))
    return words.quoted.format(quote=view.quote, source=words.comma.join(filter(None, parts)))


def _bare(text: str) -> str:
    return "".join(text.translate(_UNSEEN).split())
