"""The source panel: every cited place of a conversation, and what is covered. Pure; everything is escaped.

Every view is rendered once, hidden but for one; source.js shows another when its button is pressed.
"""

from datetime import date
from html import escape

from index.catalog.originals import Originals
from index.corpus import Corpus
from rag.records import Answered, Reason, Refused
from ui.citizen.conversation import Conversation, Outcome, Turn, Waiting
from ui.citizen.source import View, source_view
from ui.document.cited import NO_ORIGINALS
from ui.document.covered import documents_view
from ui.document.kept import kept_of_corpus
from ui.document.links import sections_link, sections_query
from ui.document.stretches import Stretch, stretches
from ui.text.page_words import PageWords
from ui.text.source_words import SourceWords

DOCUMENTS_KEY = "documents"
_WITH_PASSAGES = (Reason.NO_EVIDENCE, Reason.WRONG_PERIOD)  # elsewhere the nearest passages are about something else


def views_of(turn: Turn, words: PageWords, *, shown_passages: int) -> tuple[View, ...]:
    """Return what a turn points at: its citations, or the nearest passages of a refusal that cites nothing."""
    match turn.outcome:
        case Answered(citations=citations) | Refused(citations=(_, *_) as citations):
            return tuple(
                View(
                    key=f"{turn.number}-{citation.number}",
                    heading=words.source.citation_heading.format(number=citation.number),
                    question=turn.question,
                    doc_id=citation.doc_id,
                    title=citation.title,
                    issued=citation.issued,
                    section=citation.section,
                    spans=citation.spans,
                    quote=citation.quote,
                    sha256=citation.sha256,
                    is_cited=True,
                    keys=_keys(turn.outcome, citation.number),
                )
                for citation in citations
            )
        case Refused(reason=reason, passages=passages) if reason in _WITH_PASSAGES:
            return tuple(
                View(
                    key=f"{turn.number}-p{place}",
                    heading=words.source.passage_heading,
                    question=turn.question,
                    doc_id=passage.doc_id,
                    title="",
                    issued=None,
                    section=passage.section,
                    spans=passage.spans,
                    quote=passage.text,
                    sha256="",
                    is_cited=False,
                )
                for place, passage in enumerate(passages[:shown_passages], start=1)
            )
        case _:
            return ()


def _keys(outcome: Outcome, number: int) -> tuple[str, ...]:
    """Return the figures that answer and stand in the quote of a citation."""
    keys = outcome.keys if isinstance(outcome, Answered) else ()
    return tuple(key.text for key in keys if number in key.numbers)


def shown_key(conversation: Conversation, words: PageWords, *, shown_passages: int) -> str:
    """Return the key of the view that is open when the page is drawn: the last answer's first citation.

    While a question waits, the last one's stays. Passages near a refused question are offered, not opened: they are
    no proof of anything.
    """
    done = [turn for turn in conversation if not isinstance(turn.outcome, Waiting)]
    if done and isinstance(done[-1].outcome, Answered):
        return views_of(done[-1], words, shown_passages=shown_passages)[0].key
    return DOCUMENTS_KEY


def panel(
    conversation: Conversation,
    corpus: Corpus,
    words: PageWords,
    *,
    shown_passages: int,
    last_good: date | None = None,
    originals: Originals = NO_ORIGINALS,
) -> str:
    """Return the whole panel: the list of documents, then every view of every turn.

    `last_good` is as `documents_view` takes it; `originals` are the files that the documents came as.

    What source.js says, in the reader's language, stands in its data attributes.
    """
    source = words.source
    shown = shown_key(conversation, words, shown_passages=shown_passages)
    bar = _bar(source.documents_heading, source, has_all=False)
    blocks = [
        f'<article class="source" {_named(DOCUMENTS_KEY, shown)}>{bar}{_covered(corpus, source, last_good)}</article>'
    ]
    blocks += (
        _article(view, corpus, stretches(corpus, view.doc_id), source, shown=shown, originals=originals)
        for turn in conversation
        for view in views_of(turn, words, shown_passages=shown_passages)
    )
    said = {"copied": source.copied, "copy-by-hand": source.copy_by_hand, "not-added": source.not_added}
    said |= {"added-earlier": source.added_earlier, "added-later": source.added_later}
    said["state"] = f"{len(blocks)} {shown}"  # another one tells source.js that what is shown was drawn anew
    attributes = "".join(f' data-{name}="{escape(text)}"' for name, text in said.items())
    return (
        f'<section class="panel" aria-label="{escape(source.sources_heading)}"{attributes}>{"".join(blocks)}</section>'
    )


@kept_of_corpus(8)
def _covered(corpus: Corpus, words: SourceWords, last_good: date | None) -> str:
    return documents_view(corpus.documents, words, last_good=last_good)


def _article(
    view: View, corpus: Corpus, cut: tuple[Stretch, ...], words: SourceWords, *, shown: str, originals: Originals
) -> str:
    bar = _bar(view.heading, words, has_all=True)
    drawn = source_view(view, corpus, cut, words, bar=bar, originals=originals)
    where = ""
    if view.doc_id in corpus.documents:
        query = sections_query(words.language, corpus.documents[view.doc_id].sha256)
        where = f' data-sections="{escape(sections_link(view.doc_id))}" data-query="{escape(query)}"'
    cited = " data-cited" if view.is_cited else ""
    return f'<article class="source" {_named(view.key, shown)}{where}{cited}>{drawn}</article>'


def _bar(heading: str, words: SourceWords, *, has_all: bool) -> str:
    every = f'<button type="button" class="plain" data-source="{DOCUMENTS_KEY}">{escape(words.all_documents)}</button>'
    return (
        f'<div class="source-bar"><h2 tabindex="-1">{escape(heading)}</h2>{every * has_all}'
        f'<button type="button" class="plain close" data-close>{escape(words.close)}</button></div>'
    )


def _named(key: str, shown: str) -> str:
    return f'id="source-{escape(key)}" data-view="{escape(key)}"{"" if key == shown else " hidden"}'
