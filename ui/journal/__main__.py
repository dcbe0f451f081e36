"""The command `python -m ui.journal`: export, purge, forget, audit, bench."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from index.command_line import command
from index.errors import LuohuError
from ui.config import UiSettings
from ui.journal.audit import Act, audit_entries, commander, note_act
from ui.journal.audit_check import check_audit
from ui.journal.bench import bench
from ui.journal.database import Database, open_database
from ui.journal.export import export_csv, export_jsonl
from ui.journal.forget import Request, as_lines, forget, moment, to_forget
from ui.journal.listing import Filters
from ui.journal.retention import forget_removed, purge

_AT_ONCE = 500  # entries of the audit read


@command("ui.journal")
def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 2 when the journal cannot be used, with one line saying why."""
    options = _parser().parse_args(arguments)
    try:
        match options.command:
            case "bench":
                with tempfile.TemporaryDirectory() as folder:
                    for line in bench(Path(folder) / "journal.sqlite", n_entries=options.entries):
                        print(line, flush=True)
            case "purge":
                settings = UiSettings.load()
                database = open_database(settings)
                print(f"{purge(database, days=settings.journal_days)} entries removed")
                if database.has_full_text:
                    forget_removed(database)  # also what was removed before, while somebody read
            case "forget":
                _forget(options)
            case "audit":
                database = open_database(UiSettings.load())
                for line in _checked(database, options.head) if options.what == "check" else _listed(database):
                    print(line)
            case _:
                database = open_database(UiSettings.load())
                note_act(database, Act.EXPORTED, by=commander(), kind=options.format)
                export = export_csv if options.format == "csv" else export_jsonl
                for piece in export(database, Filters()):
                    sys.stdout.write(piece)
    except LuohuError as error:
        print(f"ui.journal: {error}", file=sys.stderr)
        return 2
    return 0


def _forget(options: argparse.Namespace) -> None:
    settings = UiSettings.load()
    database = open_database(settings)
    request = Request(
        ids=tuple(options.ids),
        with_conversations=options.conversation,
        words=options.words,
        since=options.since,
        until=options.until,
    )
    found = to_forget(database, settings.inbox, request)
    for line in as_lines(found):
        print(line)
    if not found or not options.yes:
        print(f"{len(found)} entries found, none removed" + "; to remove them run the same with --yes" * bool(found))
        return
    is_emptied = forget(database, settings.inbox, [entry.entry_id for entry in found], by=commander())
    print(f"{len(found)} entries removed; cases moved out of the inbox by hand, and backups, are not")
    if not is_emptied:
        print(
            "the database still holds their bytes: run python -m ui.journal purge when nobody reads (SQLite), or VACUUM"
        )


def _checked(database: Database, head: str) -> Iterator[str]:
    """Yield that the audit is whole, and its head, which is to be kept elsewhere."""
    checked = check_audit(database, head=head)
    yield f"the audit is whole: {checked.n_entries} entries" + (", the noted one among them" if head else "")
    if checked.head:
        yield checked.head


def _listed(database: Database) -> Iterator[str]:
    """Yield the entries as JSON lines, the latest first."""
    before = None
    while page := audit_entries(database, before=before, size=_AT_ONCE):
        for held in page:
            yield json.dumps(held.model_dump(mode="json") | {"detail": held.details}, ensure_ascii=False)
        before = page[-1].number


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ui.journal", description="The journal of questions and answers.")
    commands = parser.add_subparsers(dest="command", required=True)
    export = commands.add_parser("export", help="write all entries to standard output, the newest first")
    export.add_argument("format", choices=("csv", "jsonl"))
    commands.add_parser("purge", help="remove the entries whose time (setting ui.journal_days) is over")
    removed = commands.add_parser(
        "forget", help="remove a visitor's entries, with all copies; shows them, --yes removes"
    )
    removed.add_argument("ids", nargs="*", metavar="ID", help="shown below an answer, or the whole id of an entry")
    removed.add_argument("--conversation", action="store_true", help="all entries of the same conversations too")
    removed.add_argument("--words", default="", help="only entries that hold these words")
    removed.add_argument("--since", type=moment, metavar="TIME", help="2025-06-30 or 2025-06-30T14:05, Shenzhen's time")
    removed.add_argument("--until", type=moment, metavar="TIME", help="up to, but not at, this time")
    removed.add_argument("--yes", action="store_true", help="remove them; without it they are only listed")
    audit = commands.add_parser("audit", help="the audit of what staff did: check its chain, or list it")
    audit.add_argument("what", choices=("check", "list"))
    audit.add_argument("--head", default="", metavar="HASH", help="with check: the head printed by an earlier check")
    measure = commands.add_parser("bench", help="time every list, search and figure on a made-up journal")
    measure.add_argument("--entries", type=int, default=100_000, help="entries of the made-up journal")
    return parser


if __name__ == "__main__":
    sys.exit(main())
