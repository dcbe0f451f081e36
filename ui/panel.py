"""The source panel: for each citation its document and the section it stands in. Pure; everything is escaped.

Every view is rendered once, hidden but for one; script.js shows another when its button is pressed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from index.corpus import Corpus
from index.records import Document, Role, Span
from rag.records import Answered, Reason, Refused
from ui.conversation import Conversation, Turn, Waiting
from ui.highlight import hull, marked
from ui.text.words import Words

DOCUMENTS_KEY = "documents"
_WITH_PASSAGES = (Reason.NO_EVIDENCE, Reason.WRONG_PERIOD)  # elsewhere the nearest passages are about something else


@dataclass(frozen=True)
class View:
    """One place in a document: `key` names it on the page, `heading` says what it is to the answer."""

    key: str
    heading: str
    doc_id: str
    spans: tuple[Span, ...]


def views_of(turn: Turn, words: Words, *, shown_passages: int) -> tuple[View, ...]:
    """Return what a turn points at: its citations, or the nearest passages of a refusal."""
    match turn.outcome:
        case Answered(citations=citations):
            return tuple(
                View(
                    key=f"{turn.number}-{citation.number}",
                    heading=words.citation_heading.format(number=citation.number),
                    doc_id=citation.doc_id,
                    spans=citation.spans,
                )
                for citation in citations
            )
        case Refused(reason=reason, passages=passages) if reason in _WITH_PASSAGES:
            return tuple(
                View(
                    key=f"{turn.number}-p{place}",
                    heading=words.passage_heading,
                    doc_id=passage.doc_id,
                    spans=passage.spans,
                )
                for place, passage in enumerate(passages[:shown_passages], start=1)
            )
        case _:
            return ()


def shown_key(conversation: Conversation, words: Words, *, shown_passages: int) -> str:
    """Return the key of the view that is open when the page is drawn: the last answer's first citation.

    While a question waits, the last one's stays. Passages near a refused question are offered, not opened: they are
    no proof of anything.
    """
    done = [turn for turn in conversation if not isinstance(turn.outcome, Waiting)]
    if done and isinstance(done[-1].outcome, Answered):
        return views_of(done[-1], words, shown_passages=shown_passages)[0].key
    return DOCUMENTS_KEY


def panel(conversation: Conversation, corpus: Corpus, words: Words, *, shown_passages: int) -> str:
    """Return the whole panel: the list of documents, then every view of every turn."""
    shown = shown_key(conversation, words, shown_passages=shown_passages)
    is_asked = bool(conversation)
    blocks = [documents_view(corpus.documents, words, is_shown=shown == DOCUMENTS_KEY, is_asked=is_asked)]
    for turn in conversation:
        for view in views_of(turn, words, shown_passages=shown_passages):
            blocks.append(source_view(view, corpus, words, is_shown=view.key == shown))  # noqa: PERF401 - two loops
    return f'<section class="panel" aria-label="{escape(words.sources_heading)}">{"".join(blocks)}</section>'


def source_view(view: View, corpus: Corpus, words: Words, *, is_shown: bool) -> str:
    """Return a document's facts and the innermost section that holds all spans, with each span marked.

    Of a section with sub-sections, what stands before them is shown: with them it may be half the document.
    """
    document = corpus.documents[view.doc_id]
    section = corpus.section_at(view.doc_id, hull(view.spans))
    units = corpus.units_in(section.section_id)
    window = hull((*(span for unit in units for span in unit.spans), *view.spans))
    headings = [span for unit in units if unit.role is Role.HEADING for span in unit.spans]
    extract = marked(document.text, window, view.spans, headings)
    path = "".join(f"<li>{escape(heading)}</li>" for heading in section.path or (words.front_matter,))
    return (
        f'<article class="source" id="source-{view.key}" data-view="{view.key}"{_hidden(is_shown=is_shown)}>'
        '<div class="source-bar">'
        f'<h2 tabindex="-1">{escape(view.heading)}</h2>'
        f'<button type="button" class="plain back" data-back>{escape(words.back_to_answer)}</button>'
        f'<button type="button" class="plain" data-source="{DOCUMENTS_KEY}">{escape(words.all_documents)}</button>'
        "</div>"
        f"<h3>{escape(document.title)}</h3>"
        f'<p class="facts">{facts(document, words)}</p>'
        f'<p class="path-label">{escape(words.section_label)}</p><ol class="path">{path}</ol>'
        f'<div class="extract" role="region" tabindex="0" '
        f'aria-label="{escape(words.extract_label.format(title=document.title))}">{extract}</div>'
        f'<p class="legend"><mark>&#8195;</mark> {escape(words.legend)}</p>'
        "</article>"
    )


def documents_view(documents: Mapping[str, Document], words: Words, *, is_shown: bool, is_asked: bool) -> str:
    """Return the list of the documents held, with issuer, date, kind, the years covered and what to know of each."""
    rows = "".join(
        f'<li><h3>{escape(document.title)}</h3><p class="facts">{facts(document, words)}</p>'
        f'<p class="covers">{escape(covers(document, words))}</p>'
        f'<p class="note">{escape(document.note)}</p></li>'
        for document in documents.values()
    )
    back = f'<button type="button" class="plain back" data-back>{escape(words.back_to_answer)}</button>' * is_asked
    return (
        f'<article class="source" id="source-{DOCUMENTS_KEY}" data-view="{DOCUMENTS_KEY}"{_hidden(is_shown=is_shown)}>'
        f'<div class="source-bar"><h2 tabindex="-1">{escape(words.documents_heading)}</h2>{back}</div>'
        f'<p class="intro">{escape(words.documents_intro)}</p>'
        f'<ol class="documents">{rows}</ol></article>'
    )


def facts(document: Document, words: Words) -> str:
    """Return issuer, date and kind of a document, escaped, each kept on one line."""
    parts = (document.issuer or words.nameless, date_of(document.issued, words), document.kind)
    return escape(words.separator).join(f'<span class="keep">{escape(part)}</span>' for part in parts if part)


def date_of(issued: date | None, words: Words) -> str:
    """Return a date as people write it, or that there is none."""
    if issued is None:
        return words.undated
    return words.date.format(year=issued.year, month=issued.month, day=issued.day)


def covers(document: Document, words: Words) -> str:
    """Return the years a document reports and plans."""
    return words.separator.join(
        words.covers[cover.status].format(years=years_text(cover.years, words)) for cover in document.covers
    )


def years_text(years: tuple[int, ...], words: Words) -> str:
    """Return years with consecutive ones as a range: (2019, 2020, 2022) is 2019—2020、2022."""
    runs: list[list[int]] = []
    for year in sorted(set(years)):
        if runs and year == runs[-1][-1] + 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return words.year_separator.join(
        words.year_range.format(first=run[0], last=run[-1]) if len(run) > 1 else str(run[0]) for run in runs
    )


def _hidden(*, is_shown: bool) -> str:
    return "" if is_shown else " hidden"
