"""`index withdraw`, `supersede`, `reinstate`, `remove`: what becomes of documents, and of the index with that."""

import argparse
import sys
from collections.abc import Collection
from datetime import date

from pydantic import ValidationError

from index.catalog.life import set_life
from index.catalog.remove import remove_documents
from index.commands.said import Build, Said, built, life_line
from index.config import IndexSettings
from index.current import forget
from index.errors import CatalogError, LuohuError, first_problem
from index.records import IN_FORCE, DocumentEntry, Life, State


def withdraw(settings: IndexSettings, options: argparse.Namespace, said: Said, build: Build) -> None:
    """Have a document answer nothing any longer; where no index can be built, the last one answers on without it."""
    entry = _set(settings, options, _life(State.WITHDRAWN, options), said)
    try:
        index = build()
    except (LuohuError, OSError):
        _forget({entry.doc_id}, settings, (entry,))
        raise
    said.end(act="withdraw", documents=[entry.model_dump(mode="json")], index=built(index, said))


def supersede(settings: IndexSettings, options: argparse.Namespace, said: Said, build: Build) -> None:
    """Have a document answer only what is asked of the time in which it was in force, or of itself."""
    entry = _set(settings, options, _life(State.SUPERSEDED, options), said)
    said.end(act="supersede", documents=[entry.model_dump(mode="json")], index=built(build(), said))


def reinstate(settings: IndexSettings, options: argparse.Namespace, said: Said, build: Build) -> None:
    """Have a document in force as it was issued."""
    entry = _set(settings, options, IN_FORCE, said)
    said.end(act="reinstate", documents=[entry.model_dump(mode="json")], index=built(build(), said))


def remove(settings: IndexSettings, options: argparse.Namespace, said: Said, build: Build) -> None:
    """Take documents out; where no index can be built, the last one answers on without them."""
    removed = remove_documents(options.doc_ids, settings.seeds_dir, settings.removed_dir)
    for each in removed:
        said.line(f"removed {each.doc_id}; kept in {each.file.parent}: delete that folder to have it gone for good")
        if each.file.exists():
            said.line(f"  to take it in again: python -m index add {each.file}")
    try:
        index = build()
    except (LuohuError, OSError):
        _forget({each.doc_id for each in removed}, settings)
        raise
    documents = [{"doc_id": each.doc_id, "kept": str(each.file)} for each in removed]
    said.end(act="remove", documents=documents, index=built(index, said))


def _life(state: State, options: argparse.Namespace) -> Life:
    """Return what has become of a document. Raises CatalogError where what is given cannot be."""
    since = options.since or date.today()  # noqa: DTZ011 - the day it is where the command is given
    try:
        return Life(state=state, since=since, by=getattr(options, "by", ""), why=options.why)
    except ValidationError as error:
        raise CatalogError(first_problem(error.errors()).message) from error


def _set(settings: IndexSettings, options: argparse.Namespace, life: Life, said: Said) -> DocumentEntry:
    entry = set_life(options.doc_id, life, settings.seeds_dir)
    said.line(f"{entry.doc_id} is {life_line(entry) or 'in force'}: {entry.title!r}")
    return entry.told


def _forget(doc_ids: Collection[str], settings: IndexSettings, withdrawn: Collection[DocumentEntry] = ()) -> None:
    """Keep documents from answering where no index can be built."""
    try:
        forget(doc_ids, settings, withdrawn)
    except (LuohuError, OSError) as error:
        print(f"index: the last index still holds them: {error}", file=sys.stderr)
    else:
        print("the last index answers on without them")
