"""What has changed of answers since they were given: withheld, shown again, or from a document that has changed."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from index.corpus import Corpus
from index.records import DocumentEntry, Frozen, State
from ui.journal.clock import start_of
from ui.journal.records import Suppression

_NAMES = uuid.UUID("7c1f6f0e-5a55-4f3e-9d0b-0f7a3f3b5f1c")  # drawn once; makes the same id of the same change
MOST = 200  # the latest


class Kind(StrEnum):
    """What has happened."""

    WITHHELD = "withheld"
    SHOWN_AGAIN = "shown_again"
    DOCUMENT = "document"


class Change(Frozen):
    """One entry of the feed; `question` of an answer, `doc_id` of a document, the other is empty."""

    id: str
    kind: Kind
    at: datetime
    question: str
    doc_id: str
    title: str
    state: State
    why: str


def changes(suppressions: Iterable[Suppression], corpus: Corpus) -> tuple[Change, ...]:
    """Return the latest changes, the latest first.

    An answer that was withheld and is shown again is one change, which moves: who reads the feed sees it anew.
    """
    found = [*map(_of_answer, suppressions)]
    entries = (*corpus.entries, *corpus.withdrawn.values())
    found += [_of_document(entry) for entry in entries if entry.life.state is not State.IN_FORCE]
    return tuple(sorted(found, key=lambda change: (change.at, change.id), reverse=True)[:MOST])


def _of_answer(held: Suppression) -> Change:
    named = f"{held.entry_id} {held.withheld_at.isoformat()}"
    return Change(
        id=str(uuid.uuid5(_NAMES, named)),
        kind=Kind.SHOWN_AGAIN if held.cleared_at else Kind.WITHHELD,
        at=held.cleared_at or held.withheld_at,
        question=held.question,
        doc_id="",
        title="",
        state=State.IN_FORCE,
        why="",
    )


def _of_document(entry: DocumentEntry) -> Change:
    life = entry.life
    if life.since is None:  # `Life` says that it is told
        raise ValueError(f"{entry.doc_id} is {life.state} since no day")
    return Change(
        id=str(uuid.uuid5(_NAMES, f"{entry.doc_id} {entry.sha256} {life.state} {life.since}")),
        kind=Kind.DOCUMENT,
        at=start_of(life.since),
        question="",
        doc_id=entry.doc_id,
        title=entry.title,
        state=life.state,
        why=life.why,
    )
