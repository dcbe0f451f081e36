"""What stands around the conversation as HTML: header, notice and footer. Pure; everything is escaped."""

from html import escape

from index.corpus import Corpus
from ui.citizen.panel import DOCUMENTS_KEY
from ui.document.facts import years_text
from ui.document.links import with_hotline
from ui.ease.bar import STATEMENT, bar, spoken, switches
from ui.text.languages import languages
from ui.text.page_words import PageWords

_CURRENT = ' aria-current="true"'


def header(corpus: Corpus, words: PageWords, name: str, *, voice: bool = False) -> str:
    """Return the name of the service, what it covers, and the switches; of voice input where it is offered."""
    years = years_text(corpus.years(), words.source)
    coverage = (words.coverage if years else words.coverage_undated).format(
        n_documents=len(corpus.documents), years=years
    )
    tongues = "".join(
        f'<li><a href="/?lang={language.tag}" hreflang="{language.page.lang}" lang="{language.page.lang}"'
        f"{_CURRENT * (language.page is words)}>{escape(language.name)}</a></li>"
        for language in languages()
    )
    return (
        f'<a class="skip" href="#box" data-skip>{escape(words.skip)}</a>'
        '<header class="masthead" role="banner"><div class="inner">'
        f'<h1>{escape(name)}</h1><p class="tagline">{escape(words.tagline)}</p>'
        '<p class="held">'
        f'<button type="button" class="coverage" data-source="{DOCUMENTS_KEY}">{escape(coverage)}</button>'
        f'<a class="figures" href="/figures?lang={words.source.language}">{escape(words.figures)}</a></p>'
        f'<nav class="switches" aria-label="{escape(words.languages_label)}"><ul>{tongues}</ul>'
        f'<button type="button" data-large aria-pressed="false">{escape(words.large_text)}</button>'
        f'<span class="eases">{switches(words.ease)}</span></nav>'
        f"</div></header>{bar(words.ease, words.source.language, spoken(words.ease, voice=voice))}"
    )


def footer(words: PageWords, *, journal_days: int) -> str:
    """Return how answers come about, how long questions are kept, and where else to turn."""
    return (
        '<footer class="colophon" role="contentinfo"><div class="inner">'
        f"<p data-disclaimer>{escape(words.footer_made)}</p>"
        f"<p>{escape(words.recorded.format(days=journal_days))}</p>"
        f"<p>{with_hotline(words.footer_turn)}</p>"
        f'<p><a href="{STATEMENT}?lang={words.source.language}">{escape(words.ease.statement)}</a></p></div></footer>'
    )


def notice(text: str) -> str:
    """Return what is wrong with the input, in a region that is read out when it changes; empty when nothing is."""
    return f'<div class="notice" role="alert">{f"<p>{escape(text)}</p>" if text else ""}</div>'
