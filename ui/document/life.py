"""What has become of a document, as people read it: a few words behind its facts, or whole sentences. Pure."""

from collections.abc import Mapping
from html import escape

from index.records import Document, DocumentEntry, Life, State
from ui.document.facts import date_of, facts
from ui.text.source_words import SourceWords


def life_tag(life: Life, words: SourceWords) -> str:
    """Return a few words, escaped; empty for what is in force as it was issued."""
    said = {
        State.SUPERSEDED: words.superseded_tag,
        State.CORRECTED: words.corrected_tag,
        State.WITHDRAWN: words.withdrawn_tag,
    }
    if life.state not in said:
        return ""
    return f'<strong class="life keep">{escape(said[life.state].format(date=date_of(life.since, words)))}</strong>'


def facts_and_life(document: Document, words: SourceWords) -> str:
    """Return issuer, date and kind of a document, and what has become of it, escaped."""
    tag = life_tag(document.life, words)
    return f"{facts(document, words)}{escape(words.separator) + tag if tag else ''}"


def life_told(entry: DocumentEntry, words: SourceWords, held: Mapping[str, Document]) -> str:
    """Return whole sentences: what has become of a document, since when, by which other one and why; else empty.

    Args:
        entry: of the document.
        words: of the page.
        held: the documents that answers come from, for the title of that which holds in its place.
    """
    life = entry.life
    said = {State.SUPERSEDED: words.superseded, State.CORRECTED: words.corrected, State.WITHDRAWN: words.withdrawn}
    if life.state not in said:
        return ""
    sentences = [said[life.state].format(date=date_of(life.since, words))]
    if life.by in held:
        sentences.append(words.superseded_by.format(title=held[life.by].title))
    if life.why:
        sentences.append(words.why.format(why=life.why.rstrip("。.")))
    return (" " if words.lang == "en" else "").join(sentences)
