"""The journal as CSV for spreadsheets and as JSON lines for programs, piece by piece."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo

from ui.journal.cell import harmless
from ui.journal.database import Database
from ui.journal.feedback import feedback_of
from ui.journal.listing import Filters, Listed, each_entry
from ui.journal.records import Entry, Feedback, Review, ReviewState
from ui.journal.reviews import latest, reviews_of

BYTE_ORDER_MARK = "\ufeff"  # makes Excel read UTF-8
COLUMNS = (
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


@dataclass(frozen=True)
class Wording:
    """How a file names its columns and kinds, and whose times it tells; the rest stands as the journal has it."""

    zone: tzinfo = UTC
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # column → kind → word

    def head(self, column: str) -> str:
        """Return a column's name."""
        return self.columns.get(column, column)

    def kind(self, column: str, value: str) -> str:
        """Return the word for a kind."""
        return self.values.get(column, {}).get(value, value)

    def time(self, moment: datetime) -> str:
        """Return a moment: for a spreadsheet whose column names the zone, else with its distance from UTC."""
        here = moment.astimezone(self.zone)
        return f"{here:%Y-%m-%d %H:%M:%S}" if self.columns else here.isoformat(timespec="seconds")


AS_KEPT = Wording()


def export_jsonl(database: Database, filters: Filters, wording: Wording = AS_KEPT) -> Iterator[str]:
    """Yield an entry a line, the newest first, with its evidence, feedback and all verdicts.

    Programs read it: names and kinds are the journal's in every language, times have their distance from UTC.

    Raises:
        JournalError: the journal cannot be read.
    """
    for entry, listed in each_entry(database, filters):
        data = _dumped(entry, "asked_at", wording.zone) | {
            "feedback": [_dumped(item, "given_at", wording.zone) for item in _feedback(database, listed)],
            "reviews": [_dumped(item, "reviewed_at", wording.zone) for item in _reviews(database, listed)],
            "review": listed.review.value,
        }
        yield json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n"


def export_csv(database: Database, filters: Filters, wording: Wording = AS_KEPT) -> Iterator[str]:
    """Yield the columns, then an entry a row, the newest first; begins with the mark that makes Excel read UTF-8.

    Raises:
        JournalError: the journal cannot be read.
    """
    yield BYTE_ORDER_MARK + row_of([wording.head(column) for column in COLUMNS])
    for entry, listed in each_entry(database, filters):
        reviews = latest(_reviews(database, listed))
        yield row_of(
            [
                *_described(entry, wording),
                wording.kind("feedback", listed.feedback.value if listed.feedback else ""),
                "\n".join(item.comment for item in _feedback(database, listed) if item.comment),
                wording.kind("review", listed.review.value),
                "\n".join(f"{item.reviewer}: {wording.kind('judgements', item.judgement)}" for item in reviews),
                "\n".join(f"{item.reviewer}: {item.note}" for item in reviews if item.note),
            ]
        )


def _feedback(database: Database, listed: Listed) -> tuple[Feedback, ...]:
    return feedback_of(database, listed.entry_id) if listed.feedback else ()


def _reviews(database: Database, listed: Listed) -> tuple[Review, ...]:
    return () if listed.review is ReviewState.UNREVIEWED else reviews_of(database, listed.entry_id)


def _dumped(held: Entry | Feedback | Review, moment: str, zone: tzinfo) -> dict[str, object]:
    """Return what is kept as JSON has it, its moment in a time zone."""
    return held.model_dump(mode="json") | {moment: getattr(held, moment).astimezone(zone).isoformat()}


def _described(entry: Entry, wording: Wording) -> list[str]:
    citations = "\n".join(f"[{item.number}] {item.doc_id} {item.quote}" for item in entry.citations)
    return [
        entry.entry_id,
        wording.time(entry.asked_at),
        entry.conversation_id,
        wording.kind("language", entry.language),
        entry.question,
        "\n".join(entry.history),
        wording.kind("outcome", entry.outcome),
        wording.kind("reason", entry.reason or ""),
        entry.text,
        entry.mode,
        f"{entry.confidence:.4f}",
        f"{entry.seconds:.4f}",
        citations,
        entry.fingerprint,
    ]


def row_of(cells: list[str]) -> str:
    """Return a line of a CSV file, in which no cell begins a formula."""
    line = io.StringIO()
    # All in quotes: where semicolons part cells, one that is not would end at its first semicolon.
    csv.writer(line, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow(map(harmless, cells))
    return line.getvalue()
