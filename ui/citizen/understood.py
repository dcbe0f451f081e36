"""What of a question was taken from earlier ones, as HTML, and the button that leaves it out. Pure; all is escaped."""

from html import escape

from index.corpus import Corpus
from rag.records import Reply
from ui.citizen.conversation import Turn
from ui.citizen.scope import scope_text
from ui.text.page_words import PageWords


def understood(turn: Turn, corpus: Corpus, words: PageWords) -> str:
    """Return the lines above an answer or a refusal: what the question was kept to, what it was read with, or alone."""
    kept_to = scope_text(turn.scope, corpus, words)
    line = f'<p class="understood">{escape(words.scope + kept_to)}</p>' if kept_to else ""
    return line + _read_with(turn, words)


def _read_with(turn: Turn, words: PageWords) -> str:
    taken_over = turn.outcome.understood.taken_over if isinstance(turn.outcome, Reply) else ()
    if turn.is_alone:
        return f'<p class="understood">{escape(words.read_alone)}</p>'
    if not taken_over:
        return ""
    said = words.understood.format(taken_over=words.source.year_separator.join(taken_over))
    return (
        f'<p class="understood">{escape(said)}<span class="keep">{escape(words.separator)}'
        f'<button type="button" class="link" data-ask="{escape(turn.question)}" data-alone>'
        f"{escape(words.ask_alone)}</button></span></p>"
    )
