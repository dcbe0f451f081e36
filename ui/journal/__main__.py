"""The command `python -m ui.journal`: export, purge, bench."""

import argparse
import sys
import tempfile
from pathlib import Path

from index.errors import LuohuError
from ui.config import UiSettings
from ui.journal.bench import bench
from ui.journal.database import open_database
from ui.journal.export import export_csv, export_jsonl
from ui.journal.listing import Filters
from ui.journal.retention import purge


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
                print(f"{purge(open_database(settings), days=settings.journal_days)} entries removed")
            case _:
                export = export_csv if options.format == "csv" else export_jsonl
                for piece in export(open_database(UiSettings.load()), Filters()):
                    sys.stdout.write(piece)
    except LuohuError as error:
        print(f"ui.journal: {error}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ui.journal", description="The journal of questions and answers.")
    commands = parser.add_subparsers(dest="command", required=True)
    export = commands.add_parser("export", help="write all entries to standard output, the newest first")
    export.add_argument("format", choices=("csv", "jsonl"))
    commands.add_parser("purge", help="remove the entries whose time (setting ui.journal_days) is over")
    measure = commands.add_parser("bench", help="time every list, search and figure on a made-up journal")
    measure.add_argument("--entries", type=int, default=100_000, help="entries of the made-up journal")
    return parser


if __name__ == "__main__":
    sys.exit(main())
