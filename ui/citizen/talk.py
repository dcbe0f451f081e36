"""The conversation as HTML, or the welcome where nothing has been asked. Pure; everything is escaped."""

from html import escape

from index.catalog.originals import Originals
from index.corpus import Corpus
from ui.citizen.after_answer import asking
from ui.citizen.conversation import Conversation
from ui.citizen.panel import shown_key
from ui.citizen.turn import turn_block
from ui.document.cited import NO_ORIGINALS
from ui.text.page_words import PageWords


def talk(
    conversation: Conversation,
    corpus: Corpus,
    words: PageWords,
    *,
    examples: tuple[str, ...],
    shown_passages: int,
    originals: Originals = NO_ORIGINALS,
) -> str:
    """Return the conversation, or the welcome with examples when nothing has been asked.

    `originals` are the files that the documents came as.
    """
    label = escape(words.conversation_label)
    if not conversation:
        return f'<section class="talk" role="log" aria-label="{label}">{welcome(words, examples)}</section>'
    shown = shown_key(conversation, words, shown_passages=shown_passages)
    forgotten = (
        f'<p class="forgotten">{escape(words.forgotten.format(clear=words.clear))}</p>'
        if conversation[0].number > 1
        else ""
    )
    turns = "".join(
        turn_block(turn, corpus, words, shown=shown, shown_passages=shown_passages, originals=originals)
        for turn in conversation
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
