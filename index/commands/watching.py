"""`index watch`: what appears in the inbox is read and added, once or for as long as it runs."""

import argparse
import sys
import time

from index.catalog.inbox import take_in, waiting
from index.commands.said import Build, Said, built
from index.config import IndexSettings
from index.errors import LuohuError, SettingsError
from index.load.limits import Limits
from index.lock import locked

SETTLED_SECONDS = 2.0  # in which a file that is being copied grows


def watch(settings: IndexSettings, options: argparse.Namespace, said: Said, build: Build) -> None:
    """Add what appears in the inbox; several that watch one take turns.

    Raises:
        SettingsError: there is no inbox.
        LuohuError: with `--once`, what is to be built cannot be; else it is said, and tried again.
        OSError: likewise.
    """
    if settings.inbox_dir is None:
        raise SettingsError("no folder is watched; name one with the setting index.inbox_dir")
    if not settings.inbox_dir.is_dir():
        raise SettingsError(f"the folder that is watched is not there: {settings.inbox_dir}")
    while True:
        try:
            _look(settings, said, build)
        except (LuohuError, OSError) as error:
            if options.once:
                raise
            print(f"index: {error}; tried again in {settings.inbox_seconds:g} s", file=sys.stderr, flush=True)
        if options.once:
            return
        time.sleep(settings.inbox_seconds)


def _look(settings: IndexSettings, said: Said, build: Build) -> None:
    """Add what lies in the inbox now."""
    inbox = settings.inbox_dir
    if inbox is None or not waiting(inbox):
        return
    with locked(inbox / ".lock"):
        before = waiting(inbox)
        time.sleep(SETTLED_SECONDS)
        is_any = False
        for taken in take_in(inbox, before, settings.seeds_dir, Limits.of(settings)):
            is_any |= bool(taken.doc_id)
            done = f"added as {taken.doc_id}" if taken.is_new else f"held already as {taken.doc_id}"
            said.line(f"{taken.name}: {done if taken.doc_id else f'refused: {taken.why}'}")
            said.end(file=taken.name, doc_id=taken.doc_id, is_new=taken.is_new, why=taken.why)
        if is_any:
            built(build(), said)
