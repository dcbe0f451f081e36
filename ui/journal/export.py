"""The journal as CSV for spreadsheets and as JSON lines for programs, piece by piece."""

import csv
import io
import json
from collections.abc import Iterator

from ui.journal.cell import harmless
from ui.journal.database import Database
from ui.journal.feedback import feedback_of
from ui.journal.listing import Filters, Listed, each_entry
from ui.journal.records import Entry, Feedback, Review, ReviewState
from ui.journal.reviews import latest, reviews_of

_COLUMNS = (
    "entry_id",
    "asked_at",
    "conversation_id",
    "language",
    "question",
    "history",
    "outcome",
    "reason",
    "text",
    "mode",
    "confidence",
    "seconds",
    "citations",
    "fingerprint",
    "feedback",
    "comments",
    "review",
    "judgements",
    "notes",
)


def export_jsonl(database: Database, filters: Filters) -> Iterator[str]:
    """Yield an entry a line, the newest first, with its evidence, feedback and all verdicts.

    Raises:
        JournalError: the journal cannot be read.
    """
    for entry, listed in each_entry(database, filters):
        data = entry.model_dump(mode="json") | {
            "feedback": [item.model_dump(mode="json") for item in _feedback(database, listed)],
            "reviews": [item.model_dump(mode="json") for item in _reviews(database, listed)],
            "review": listed.review.value,
        }
        yield json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n"


def export_csv(database: Database, filters: Filters) -> Iterator[str]:
    """Yield the columns, then an entry a row, the newest first; begins with the mark that makes Excel read UTF-8.

    Raises:
        JournalError: the journal cannot be read.
    """
    yield "\ufeff" + _row(list(_COLUMNS))
    for entry, listed in each_entry(database, filters):
        reviews = latest(_reviews(database, listed))
        yield _row(
            [
                *_described(entry),
                listed.feedback.value if listed.feedback else "",
                "\n".join(item.comment for item in _feedback(database, listed) if item.comment),
                listed.review.value,
                "\n".join(f"{item.reviewer}: {item.judgement.value}" for item in reviews),
                "\n".join(f"{item.reviewer}: {item.note}" for item in reviews if item.note),
            ]
        )


def _feedback(database: Database, listed: Listed) -> tuple[Feedback, ...]:
    return feedback_of(database, listed.entry_id) if listed.feedback else ()


def _reviews(database: Database, listed: Listed) -> tuple[Review, ...]:
    return () if listed.review is ReviewState.UNREVIEWED else reviews_of(database, listed.entry_id)


def _described(entry: Entry) -> list[str]:
    citations = "\n".join(f"[{item.number}] {item.doc_id} {item.quote}" for item in entry.citations)
    return [
        entry.entry_id,
        entry.asked_at.isoformat(timespec="seconds"),
        entry.conversation_id,
        entry.language.value,
        entry.question,
        "\n".join(entry.history),
        entry.outcome.value,
        entry.reason.value if entry.reason else "",
        entry.text,
        entry.mode,
        f"{entry.confidence:.4f}",
        f"{entry.seconds:.4f}",
        citations,
        entry.fingerprint,
    ]


def _row(cells: list[str]) -> str:
    line = io.StringIO()
    # All in quotes: where semicolons part cells, one that is not would end at its first semicolon.
    csv.writer(line, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow(map(harmless, cells))
    return line.getvalue()
