"""The commands of the index and their options."""

import argparse
from datetime import date
from pathlib import Path

from index.catalog.listing import PAGE_SIZE
from index.records import State

_DOC_ID = "a file's name without its ending"


def parser() -> argparse.ArgumentParser:
    """Return the parser of `python -m index`."""
    whole = argparse.ArgumentParser(prog="python -m index", description="The index over the documents in seeds/.")
    commands = whole.add_subparsers(dest="command", required=True)
    commands.add_parser("build", help="read, cut, encode and save all documents")
    add = commands.add_parser("add", help="copy documents into seeds/, catalogue them and build")
    _adding(add, "files or folders of files; many are gone on with by the same command where it was broken off")
    add.add_argument("--replace", action="store_true", help="the file is a new edition of the one of its name")
    replace = commands.add_parser("replace", help="add a new edition; what it replaces stays readable where cited")
    _adding(replace, "the new edition")
    replace.set_defaults(replace=True)
    reread = commands.add_parser("reread", help="read anew the files that an older reader read; citations stay valid")
    reread.add_argument("doc_ids", nargs="*", metavar="DOC_ID", help=f"{_DOC_ID}; without one all that are due")
    _json(reread)
    watch = commands.add_parser("watch", help="add what appears in the folder index.inbox_dir, until interrupted")
    watch.add_argument("--once", action="store_true", help="add what lies there now, and end")
    _json(watch)
    _living(commands)
    _looking(commands)
    return whole


def _adding(command: argparse.ArgumentParser, file_help: str) -> None:
    command.add_argument("file", type=Path, nargs="+", help=file_help)
    command.add_argument("--title", default="", help="default, as for the others: what the document says")
    command.add_argument("--issuer", default="")
    command.add_argument("--kind", default="")
    command.add_argument("--issued", default="", metavar="YYYY-MM-DD")
    command.add_argument("--place", default="", help="that the document is about")
    command.add_argument("--source", default="")
    command.add_argument("--source-url", default="", metavar="URL", help="of the official page, linked to")
    command.add_argument("--covers", action="append", default=[], metavar="YEAR:result|plan", help="may be repeated")
    command.add_argument("--as", dest="name", default="", metavar="NAME", help="add it under another name")
    command.add_argument("--correction", default="", metavar="WHY", help="it corrects what it replaces: shown to all")
    _since(command)
    _json(command)


def _living(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    withdraw = commands.add_parser("withdraw", help="have a document answer no longer; citations of it still open")
    withdraw.add_argument("doc_id", metavar="DOC_ID", help=_DOC_ID)
    withdraw.add_argument("--why", required=True, metavar="WHY", help="shown to who opens a citation of it")
    supersede = commands.add_parser("supersede", help="say that a document is no longer in force, by which and since")
    supersede.add_argument("doc_id", metavar="DOC_ID", help=_DOC_ID)
    supersede.add_argument("--by", default="", metavar="DOC_ID", help="what holds in its place, where that is held")
    supersede.add_argument("--why", default="", metavar="WHY")
    reinstate = commands.add_parser("reinstate", help="have a document in force again, as it was issued")
    reinstate.add_argument("doc_id", metavar="DOC_ID", help=_DOC_ID)
    remove = commands.add_parser("remove", help="take documents out of seeds/, catalog and index; their files are kept")
    remove.add_argument("doc_ids", nargs="+", metavar="DOC_ID", help=_DOC_ID)
    for command in (withdraw, supersede):
        _since(command)
    for command in (withdraw, supersede, reinstate, remove):
        _json(command)


def _looking(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    listing = commands.add_parser("list", help="which documents are held, a page at a time")
    listing.add_argument("--query", default="", metavar="WORDS", help="words that an entry must have")
    listing.add_argument("--state", default="", choices=[state.value for state in State])
    listing.add_argument("--page", type=int, default=1, metavar="N")
    listing.add_argument("--size", type=int, default=PAGE_SIZE, metavar="N", choices=range(1, 1001))
    show = commands.add_parser("show", help="all that is known of a document")
    show.add_argument("doc_id", metavar="DOC_ID", help=_DOC_ID)
    for command in (listing, show):
        _json(command)
    info = commands.add_parser("info", help="what the index holds")
    info.add_argument("--dropped", action="store_true", help="list the characters that belong to no unit, and why")
    stated = commands.add_parser("figures", help="what the documents count, through the years")
    stated.add_argument("--query", default="", metavar="WORDS", help="words that a subject must have")
    stated.add_argument("--csv", action="store_true", help="a line a figure, for a spreadsheet")
    stated.add_argument("--conflicts", action="store_true", help="what documents of one place state differently")
    commands.add_parser("check", help="verify the saved index: files, fit to seeds and settings, every span")


def _since(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--since", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD", help="the day it holds from (today)"
    )


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print one JSON object instead of lines")
