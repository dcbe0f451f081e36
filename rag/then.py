"""Documents that are no longer in force (废止) answer what is asked of their time, or of them by name: nothing else.

What is in force answers from an index without them, so that no stage can reach one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from index.records import DocumentEntry, State
from index.words.terms import fold
from rag.further import asks_on
from rag.question.understand import Understood
from rag.records import Question

A = TypeVar("A")
_KEPT = 8  # sets of superseded documents that were asked about; each is searched by an assistant of its own
_EDITION = re.compile(r"[（(\[【〔][^）)\]】〕]*[）)\]】〕]|(?:19|20)\d{2}年?度?|\s")


class Then(Generic[A]):
    """Chooses who answers a question: over what is in force, and over the superseded documents that it is about."""

    def __init__(
        self,
        entries: Sequence[DocumentEntry],
        understand: Callable[[Question], Understood],
        over: Callable[[frozenset[str]], A],
    ) -> None:
        """Look at what the catalogue says of documents.

        Args:
            entries: of all documents that are held.
            understand: what is asked, of all of them.
            over: makes who answers from all documents but those of some ids.
        """
        by_id = {entry.doc_id: entry for entry in entries}
        self._entries, self._understand = by_id, understand
        self._years = {
            one.doc_id: frozenset(years_in_force(one, by_id.get(one.life.by))) for one in superseded(entries)
        }
        self._without = lru_cache(_KEPT)(over)
        self.now = self._without(frozenset(self._years))

    def of(self, question: Question) -> A:
        """Return who answers a question."""
        return self._without(frozenset(self._years) - self.about(question))

    def about(self, question: Question) -> frozenset[str]:
        """Return the superseded documents that a question is about.

        It names years in which they were in force, or them; what asks on (还有吗) is about what the question before is.
        """
        history = question.history
        if asks_on(question.text):
            at = next((n for n in reversed(range(len(history))) if not asks_on(history[n])), None)
            if at is not None:
                return self.about(question.model_copy(update={"text": history[at], "history": history[:at]}))
        asked = self._understand(question)
        years = frozenset() if asked.not_held else frozenset(asked.years)
        named = () if asked.names_kind else asked.documents
        return frozenset(
            doc_id
            for doc_id, in_force in self._years.items()
            if not in_force.isdisjoint(years) or self._is_named(doc_id, named)
        )

    def _is_named(self, doc_id: str, named: Sequence[str]) -> bool:
        """Return whether a document is named, and not what has its name now."""
        name = _name(self._entries[doc_id])
        in_force = (one for one in named if one not in self._years)
        return doc_id in named and all(_name(self._entries[one]) != name for one in in_force)


def superseded(entries: Sequence[DocumentEntry]) -> tuple[DocumentEntry, ...]:
    """Return those of some documents that are no longer in force."""
    return tuple(entry for entry in entries if entry.life.state is State.SUPERSEDED)


def years_in_force(entry: DocumentEntry, successor: DocumentEntry | None) -> Iterator[int]:
    """Yield the years in which a superseded document was in force, other than those that its successor tells of.

    From the day it was issued, and those it covers, to the year since when it is superseded.

    Args:
        entry: of the document.
        successor: what holds in its place; None where that is not held.
    """
    since = entry.life.since
    if since is None:
        return
    told = frozenset(_told(successor)) if successor else frozenset()
    first = entry.issued.year if entry.issued else since.year + 1
    for year in sorted({*_told(entry), *range(first, since.year + 1)}):
        if year <= since.year and year not in told:
            yield year


def _told(entry: DocumentEntry) -> Iterator[int]:
    """Yield the years that a document tells of; of one that covers none, that in which it was issued."""
    yield from (year for cover in entry.covers for year in cover.years)
    if not entry.covers and entry.issued:
        yield entry.issued.year


def _name(entry: DocumentEntry) -> str:
    """Return a title without what tells its editions apart: years, numbers, what stands in brackets."""
    return _EDITION.sub("", fold(entry.title))
