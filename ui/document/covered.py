"""What is covered: the documents held, and the years they leave open. Pure; everything is escaped."""

from collections.abc import Iterable, Mapping
from datetime import date
from html import escape

from index.records import Document, Status
from ui.document.facts import CHINESE, covers, date_of, years_text
from ui.document.life import facts_and_life
from ui.document.links import document_link, with_hotline
from ui.text.source_words import SourceWords


def documents_view(documents: Mapping[str, Document], words: SourceWords, *, last_good: date | None = None) -> str:
    """Return the list of the documents held, then what is missing.

    Args:
        documents: that answers come from.
        words: of the page.
        last_good: the day their index was built, where it answers only because there can be no newer one until staff
            mend something; None where it fits the seeds.
    """
    told = words.last_good.format(date=date_of(last_good, words)) if last_good else ""
    stale = f'<p class="changed" role="note">{escape(told)}</p>' if told else ""
    rows = "".join(f"<li>{document_row(document, words, new_tab=True)}</li>" for document in documents.values())
    return (
        f'<div class="covered" role="region" tabindex="0" aria-label="{escape(words.documents_heading)}">'
        f'<p class="intro">{escape(words.documents_intro)}</p>{stale}<ol class="documents">{rows}</ol>'
        f"{missing_block(documents.values(), words)}</div>"
    )


def document_row(document: Document, words: SourceWords, *, new_tab: bool) -> str:
    """Return a document's title as a link to its page, issuer, date, kind, the years it covers, and what to know of it.

    Args:
        document: which one.
        words: of the page.
        new_tab: whether the link leaves the page where it is.
    """
    address = escape(document_link(document.doc_id, language=words.language))
    tab = ' target="_blank" rel="noopener"' if new_tab else ""
    told = f'<span class="unseen" lang="{words.lang}"> {escape(words.new_tab)}</span>' if new_tab else ""
    note = f'<p class="note" lang="{CHINESE}">{escape(document.note)}</p>' if document.note else ""
    return (
        f'<h3 lang="{CHINESE}"><a href="{address}"{tab}>{escape(document.title)}{told}</a></h3>'
        f'<p class="facts">{facts_and_life(document, words)}</p>'
        f'<p class="covers">{escape(covers(document, words))}</p>{note}'
    )


def missing_block(documents: Iterable[Document], words: SourceWords) -> str:
    """Return the years without results and those without a plan, and where to turn for all else."""
    results, plans = missing_years(documents)
    lines = [
        escape(sentence.format(years=years_text(years, words)))
        for sentence, years in ((words.missing_results, results), (words.missing_plans, plans))
        if years
    ]
    lines.append(with_hotline(words.missing_rest))
    items = "".join(f"<li>{line}</li>" for line in lines)
    return f'<section class="missing"><h3>{escape(words.missing_heading)}</h3><ul>{items}</ul></section>'


def missing_years(documents: Iterable[Document]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the years without a report of results and those without a plan, among the first to the last covered."""
    held: dict[Status, set[int]] = {status: set() for status in Status}
    for document in documents:
        for cover in document.covers:
            held[cover.status].update(cover.years)
    every = set().union(*held.values())
    between = range(min(every), max(every) + 1) if every else range(0)
    results, plans = (tuple(y for y in between if y not in held[s]) for s in (Status.RESULT, Status.PLAN))
    return results, plans
