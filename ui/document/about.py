"""What stands above a document: all that is known of it, label by label."""

from urllib.parse import urlsplit

from markupsafe import Markup

from index.load.scan import pages_named
from index.records import DocumentEntry
from ui.document.cited import Cited
from ui.document.cited_html import original_html
from ui.document.facts import covers, date_of, kind_of, quoted
from ui.text.page_words import PageWords
from ui.text.source_words import SourceWords


def facts_of(document: DocumentEntry, words: PageWords, cited: Cited | None) -> list[tuple[str, Markup]]:
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
        (source.reading.official_label, _official(document, source)),
        (source.place.original_label, _safe(original_html(document, cited, source) if cited else "")),
        (source.place.by_machine_label, Markup.escape(_by_machine(cited, source))),
    ]
    return [(label, value) for label, value in known if value]


def _by_machine(cited: Cited | None, words: SourceWords) -> str:
    """Return which pages a machine read from their pictures; empty for none."""
    pages = cited.kept.pages_by_machine if cited else ()
    return words.place.pages_by_machine.format(pages=pages_named(pages)) if pages else ""


def cited_as(document: DocumentEntry, words: SourceWords) -> str:
    """Return title, issuer and date as they stand behind a quote."""
    parts = (words.title.format(title=document.title), document.issuer, date_of(document.issued, words))
    return words.comma.join(filter(None, parts))


def _official(document: DocumentEntry, words: SourceWords) -> Markup:
    """Return the link to the official page; empty where its address is not known."""
    address = document.source_url
    if not address:
        return Markup()
    named = words.reading.official.format(host=urlsplit(address).netloc)
    return Markup(
        '<a href="{}" target="_blank" rel="noopener noreferrer">{}<span class="unseen"> {}</span></a>'
    ).format(address, named, words.new_tab)


def _safe(html: str) -> Markup:
    """Return HTML that a function of ours made, and escaped, as what a template need not escape."""
    return Markup(html)  # noqa: S704
