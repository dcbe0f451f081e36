"""Header, conversation, notice and footer as HTML. Pure; everything is escaped."""

from html import escape

from index.corpus import Corpus
from ui.citizen.after import asking
from ui.citizen.conversation import Conversation
from ui.citizen.panel import DOCUMENTS_KEY, shown_key, years_text
from ui.citizen.turn import turn_block, with_hotline
from ui.text.languages import languages
from ui.text.page_words import PageWords

_CURRENT = ' aria-current="true"'


def header(corpus: Corpus, words: PageWords) -> str:
    """Return the name of the service, what it covers, and the switches of language and size."""
    coverage = words.coverage.format(n_documents=len(corpus.documents), years=years_text(corpus.years(), words))
    switches = "".join(
        f'<li><a href="/?lang={language.tag}" hreflang="{language.page.lang}" lang="{language.page.lang}"'
        f"{_CURRENT * (language.page is words)}>{escape(language.name)}</a></li>"
        for language in languages()
    )
    return (
        f'<a class="skip" href="#box" data-skip>{escape(words.skip)}</a>'
        '<header class="masthead"><div class="inner">'
        f'<h1>{escape(words.name)}</h1><p class="tagline">{escape(words.tagline)}</p>'
        f'<button type="button" class="coverage" data-source="{DOCUMENTS_KEY}">{escape(coverage)}</button>'
        f'<nav class="switches" aria-label="{escape(words.languages_label)}"><ul>{switches}</ul>'
        f'<button type="button" data-large aria-pressed="false">{escape(words.large_text)}</button></nav>'
        "</div></header>"
    )


def footer(words: PageWords, *, journal_days: int) -> str:
    """Return how answers come about, how long questions are kept, and where else to turn."""
    return (
        f'<footer class="colophon"><div class="inner"><p>{escape(words.footer_made)}</p>'
        f"<p>{escape(words.recorded.format(days=journal_days))}</p>"
        f"<p>{with_hotline(words.footer_turn)}</p></div></footer>"
    )


def notice(text: str) -> str:
    """Return what is wrong with the input, in a region that is read out when it changes; empty when nothing is."""
    return f'<div class="notice" role="alert">{f"<p>{escape(text)}</p>" if text else ""}</div>'


def talk(
    conversation: Conversation, corpus: Corpus, words: PageWords, *, examples: tuple[str, ...], shown_passages: int
) -> str:
    """Return the conversation, or the welcome with examples when nothing has been asked."""
    label = escape(words.conversation_label)
    if not conversation:
        return f'<section class="talk" role="log" aria-label="{label}">{welcome(words, examples)}</section>'
    shown = shown_key(conversation, words, shown_passages=shown_passages)
    forgotten = f'<p class="forgotten">{escape(words.forgotten)}</p>' if conversation[0].number > 1 else ""
    turns = "".join(
        turn_block(turn, corpus, words, shown=shown, shown_passages=shown_passages) for turn in conversation
    )
    return f'<section class="talk" role="log" aria-label="{label}">{forgotten}{turns}</section>'


def welcome(words: PageWords, examples: tuple[str, ...]) -> str:
    """Return what stands where the conversation will be: an invitation, and example questions to press."""
    chips = "".join(f"<li>{asking(example, example, 'chip')}</li>" for example in examples)
    listed = f'<h3>{escape(words.examples_heading)}</h3><ul class="chips">{chips}</ul>' if examples else ""
    return (
        f'<div class="welcome"><h2>{escape(words.welcome_heading)}</h2><p>{escape(words.welcome_text)}</p>'
        f"{listed}</div>"
    )
