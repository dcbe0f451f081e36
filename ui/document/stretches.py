"""A document cut where a reader turns from one section to the next: what is shown at a time. Pure."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from index.corpus import Corpus
from index.records import Role, Span
from ui.document.highlight import hull, marked
from ui.document.kept import kept_of_corpus
from ui.text.source_words import SourceWords

KEPT_DOCUMENTS = 64  # cutting one takes longer than drawing an answer


@dataclass(frozen=True)
class Stretch:
    """The text from one heading to the next; headings that nothing stands between belong to what follows them.

    `span` reaches from the first to the last character of its units, so page furniture around the text is not in it.
    `heading` is its first heading, empty before the first heading of the document.
    """

    number: int
    span: Span
    heading: str
    headings: tuple[Span, ...]


@kept_of_corpus(KEPT_DOCUMENTS)
def stretches(corpus: Corpus, doc_id: str) -> tuple[Stretch, ...]:
    """Return a document's stretches in order, numbered from 0; each character of each unit is in exactly one."""
    placed = sorted(
        ((span, unit.role is Role.HEADING) for unit in corpus.units_of_document(doc_id) for span in unit.spans),
        key=lambda item: item[0].start,
    )
    named = {s.span.start: s.path[-1] for s in corpus.sections_of(doc_id) if s.path}
    starts = [span.start for span, _ in placed]
    cuts = [bisect_left(starts, cut) for cut in sorted(named)]
    done: list[Stretch] = []
    held: list[tuple[Span, bool]] = []
    for first, last in pairwise([0, *cuts, len(placed)]):
        held += placed[first:last]
        if not held or (all(is_heading for _, is_heading in held) and last < len(placed)):
            continue
        done.append(
            Stretch(
                number=len(done),
                span=hull([span for span, _ in held]),
                heading=named.get(held[0][0].start, ""),
                headings=tuple(span for span, is_heading in held if is_heading),
            )
        )
        held = []
    return tuple(done)


def around(cut: Sequence[Stretch], span: Span) -> Sequence[Stretch]:
    """Return the stretches that a range of characters meets, in order; empty when there is none."""
    return [stretch for stretch in cut if stretch.span.overlap(span)]


def stretch_html(source: str, cut: Sequence[Stretch], number: int, marks: Sequence[Span], words: SourceWords) -> str:
    """Return a stretch as HTML, with what the marks cover of it marked and the names of the stretches beside it.

    Args:
        source: the whole document.
        cut: all of its stretches.
        number: which one; IndexError when there is none.
        marks: what is cited, anywhere in the document.
        words: for what has no heading.
    """
    stretch = cut[number]
    window = stretch.span
    clipped = [
        Span(start=max(mark.start, window.start), end=min(mark.end, window.end))
        for mark in marks
        if mark.overlap(window)
    ]
    names = {"heading": number, "before": number - 1, "after": number + 1}
    attributes = "".join(
        f' data-{name}="{escape(cut[at].heading or words.front_matter)}"'
        for name, at in names.items()
        if 0 <= at < len(cut)
    )
    text = marked(source, window, clipped, stretch.headings)
    return f'<div class="stretch" data-number="{number}"{attributes}>{text}</div>'
