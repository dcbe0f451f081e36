"""A server has what appears in the watched folder added by a process of its own, and ends with it."""

import sys
import time
from pathlib import Path

from ui.serve.inbox import InboxWatch

MOVES = "import pathlib,sys; [p.rename(p.with_name('.' + p.name)) for p in pathlib.Path(sys.argv[1]).glob('*.txt')]"


def test_where_a_file_waits_the_command_is_run_and_where_none_does_not(tmp_path: Path) -> None:
    watch = InboxWatch(tmp_path, every_seconds=1, command=(sys.executable, "-c", MOVES, str(tmp_path)))
    watch.look()
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    watch.look()
    assert [path.name for path in tmp_path.iterdir()] == [".a.txt"]


def test_what_is_being_added_is_stopped_with_the_server(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    command = (sys.executable, "-c", "import time; time.sleep(60)")
    began = time.monotonic()
    with InboxWatch(tmp_path, every_seconds=0.05, command=command):
        time.sleep(0.5)
    assert time.monotonic() - began < 10
