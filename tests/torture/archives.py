"""Backups with a bit flipped, a block zeroed or the end cut off: none is put back as if it were whole."""

import random
import tempfile
from pathlib import Path

import pytest

from index.config import IndexSettings
from tests.torture.row import Row
from tests.ui.upkeep.place import Place
from ui.config import UiSettings
from ui.errors import UpkeepError
from ui.upkeep.backup import back_up
from ui.upkeep.restore import restore

TIMES, TIMES_SHORT, SEED = 300, 12, 16
_BLOCK = 512


def rows(*, short: bool) -> list[Row]:
    """Return one row of damaged backups that were to be put back."""
    times = TIMES_SHORT if short else TIMES
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        place = Place(Path(folder) / "place").make()
        for name, value in place.environment().items():
            patch.setenv(name, value)
        file = Path(folder) / "backup.tar.gz"
        back_up(file, IndexSettings.load(), UiSettings.load())
        whole, before, drawn = file.read_bytes(), _kept(place), random.Random(SEED)
        refused = lost = 0
        for number in range(times):
            file.write_bytes(_damaged(whole, number, drawn))
            try:
                restore(file, IndexSettings.load(), UiSettings.load())
            except UpkeepError:
                refused += 1
                lost += _kept(place) != before  # nothing may have changed
            else:
                lost += _kept(place) != before  # only what no file is made of was damaged
    remark = f"{refused} refused by name, {times - refused} with damage that no file is made of put back whole"
    return [Row("a backup with a bit flipped, a block zeroed or its end cut off is put back", times, lost, remark)]


def _damaged(whole: bytes, number: int, drawn: random.Random) -> bytes:
    at = drawn.randrange(len(whole))
    match number % 3:
        case 0:
            return whole[:at] + bytes([whole[at] ^ 1 << drawn.randrange(8)]) + whole[at + 1 :]
        case 1:
            return whole[:at] + bytes(_BLOCK) + whole[at + _BLOCK :]
        case _:
            return whole[:at]


def _kept(place: Place) -> dict[str, bytes]:
    """What a service keeps, without what a restore lays aside and without SQLite's own counters."""
    held = {name: content for name, content in place.content().items() if ".before-restore-" not in name}
    return {name: content for name, content in held.items() if not name.endswith(".sqlite")} | {
        "entries": str(place.n_entries()).encode()
    }
