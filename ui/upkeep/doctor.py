"""The command `python -m ui doctor`: what serving needs, looked at thing by thing, changing nothing."""

from collections.abc import Callable, Collection, Iterator
from functools import cache

from index.config import IndexSettings
from ui.config import UiSettings
from ui.upkeep.check import CHECKS, Check, Finding
from ui.upkeep.checks.documents import check_index, check_model, check_seeds
from ui.upkeep.checks.journal import check_journal
from ui.upkeep.checks.machine import check_disks, check_port
from ui.upkeep.checks.program import check_libraries
from ui.upkeep.checks.settings import check_settings
from ui.upkeep.checks.staff import check_staff


def examine(names: Collection[str] = ()) -> Iterator[Check]:
    """Yield what the checks of some names find, else all; with wrong settings only what needs none."""
    wanted = set(names or CHECKS)
    if "libraries" in wanted:
        yield check_libraries()
    read = list(check_settings())
    is_wrong = any(check.finding is Finding.WRONG for check in read)
    if "settings" in wanted or is_wrong:
        yield from read
    if is_wrong:
        return
    for name, look in _with_settings(IndexSettings.load(), UiSettings.load()).items():
        if name in wanted:
            yield from look()


def _with_settings(index_settings: IndexSettings, settings: UiSettings) -> dict[str, Callable[[], Iterator[Check]]]:
    """Return the checks that need settings, by name, in order."""
    seeds, model = cache(lambda: check_seeds(index_settings)), cache(lambda: check_model(index_settings))
    return {
        "documents": lambda: iter((seeds(),)),
        "model": lambda: iter((model(),)),
        "index": lambda: iter((check_index(index_settings, seeds(), model()),)),
        "journal": lambda: check_journal(settings),
        "staff": lambda: check_staff(settings),
        "disk": lambda: check_disks(index_settings, settings),
        "port": lambda: iter((check_port(settings),)),
    }
