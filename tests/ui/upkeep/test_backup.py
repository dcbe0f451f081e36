"""A backup made while a server answers, and put back: all of it, or nothing."""

import io
import json
import re
import resource
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.catalog.add import add_document
from index.catalog.catalog import load_documents
from index.catalog.original import original_of
from index.catalog.remove import remove_documents
from index.config import ROOT, IndexSettings
from tests.ui.journal.entries import settings_at
from tests.ui.limits.unlimited import UNLIMITED_ENVIRONMENT
from tests.ui.upkeep.place import Place, put_back
from ui.config import UiSettings
from ui.held.records import State
from ui.held.shelf import Shelf
from ui.journal.audit import audit_entries, commander
from ui.journal.audit_check import Checked, check_audit
from ui.journal.database import open_database
from ui.upkeep.archive import verify_archive
from ui.upkeep.backup import back_up
from ui.upkeep.holdings import holdings

pytestmark = pytest.mark.model

QUESTION = "2025年罗湖区计划新增多少家离境退税商店？"


def strip(content: dict[str, bytes]) -> dict[str, bytes]:
    """Without what a restore keeps aside."""
    return {name: held for name, held in content.items() if ".before-restore-" not in name}


def served(place: Place) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "ui"],
        cwd=ROOT,
        env=place.environment() | UNLIMITED_ENVIRONMENT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def ask(url: str) -> str:
    body = json.dumps({"question": QUESTION}).encode()
    request = urllib.request.Request(f"{url}api/ask", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return str(json.load(response)["answer"])


def end(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(30)
    assert process.stdout is not None
    process.stdout.close()


def test_what_is_saved_while_a_server_answers_answers_again_elsewhere(place: Place, tmp_path: Path) -> None:
    file, stop, answers = tmp_path / "backup.tar.gz", threading.Event(), []
    process, url = served(place)

    def keep_asking() -> None:
        while not stop.is_set():
            answers.append(ask(url))

    asking = threading.Thread(target=keep_asking)
    try:
        answers.append(ask(url))
        asking.start()
        done = place.run("backup", str(file))
        assert (done.returncode, done.stderr) == (0, "")
        assert place.run("restore", str(file)).stderr == (
            "ui: a process serves this index: stop it, then run the command again\n"
        )
    finally:
        stop.set()
        asking.join()
        end(process)
    assert len(answers) > 1
    assert file.stat().st_mode & 0o777 == 0o600

    for path in place.folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    done = place.run("restore", str(file))
    assert done.returncode == 0, done.stderr
    n_saved = place.n_entries()
    assert 3 < n_saved <= 3 + len(answers)
    assert place.run("doctor").returncode == 0
    process, url = served(place)
    try:
        assert ask(url) == answers[0]
    finally:
        end(process)
    assert place.n_entries() == n_saved + 1


def test_everything_comes_back_as_it_was_and_what_it_replaces_is_kept(place: Place, backup: Path) -> None:
    before = strip(place.content())
    place.journal.write_bytes(b"broken")
    place.key.write_text("another\n")
    (place.seeds / "001_e6d6b6bfaf22de54.txt").unlink()
    (place.seeds / "more.txt").write_text("另一份")
    (place.artifacts / "CURRENT").write_text("index-99.json\n")
    broken = place.content()
    restored = put_back(backup)
    after = strip(place.content())
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} <= {"var/journal.sqlite"}  # copied page by page
    assert place.n_entries() == 3
    assert place.users.stat().st_mode & 0o777 == 0o600
    kept = {path.name: path.read_bytes() for folder in restored.aside for path in folder.iterdir() if path.is_file()}
    assert kept["journal.sqlite"] == b"broken"
    assert kept["more.txt"] == broken["seeds/more.txt"]
    assert kept["CURRENT"] == b"index-99.json\n"
    assert not list(place.folder.rglob(".restoring-*"))


def test_a_backup_names_what_it_does_not_hold(place: Place, tmp_path: Path) -> None:
    place.users.unlink()
    manifest = back_up(tmp_path / "b.tar.gz", IndexSettings.load(), UiSettings.load())
    assert f"users: there is none in {place.folder}" in manifest.left_out
    assert {each.name.partition("/")[0] for each in manifest.files} == {"journal", "seeds", "index", "key"}


def test_what_was_taken_out_of_the_documents_comes_back_too(place: Place, tmp_path: Path) -> None:
    settings = IndexSettings.load()
    (removed,) = remove_documents(["004_c2878a9ffa656724"], settings.seeds_dir, settings.removed_dir)
    content, file = removed.file.read_bytes(), tmp_path / "b.tar.gz"
    back_up(file, settings, UiSettings.load())
    shutil.rmtree(settings.removed_dir)
    put_back(file)
    assert removed.file.read_bytes() == content
    assert len(load_documents(settings.seeds_dir)) == 4


def test_what_was_uploaded_and_waits_comes_back_too_where_it_stood(place: Place, tmp_path: Path) -> None:
    settings, file = UiSettings.load(), tmp_path / "b.tar.gz"
    shelf = Shelf(settings.held_dir)
    waits, goes = (shelf.put(name, io.BytesIO(b"x"), by="wang", most_bytes=9) for name in ("waits.txt", "goes.txt"))
    shelf.become(waits.held_id, State.READ, of=frozenset({State.CAME}))
    shelf.want_build()
    (settings.held_dir / ("a" * 16) / "file").mkdir(parents=True)  # is being sent
    back_up(file, IndexSettings.load(), settings)
    shelf.discard(goes.held_id, of=frozenset({State.CAME}))
    shelf.end_build(shelf.build_wanted())
    later = shelf.put("later.txt", io.BytesIO(b"x"), by="wang", most_bytes=9)
    put_back(file)
    assert {(item.name, item.state) for item in shelf.items()} == {("waits.txt", State.READ), ("goes.txt", State.CAME)}
    assert shelf.file(waits).read_bytes() == b"x"
    assert shelf.build_wanted()
    assert not (settings.held_dir / later.held_id).exists()


def test_nobody_throws_away_what_is_being_saved(place: Place) -> None:
    shelf = Shelf(UiSettings.load().held_dir)
    item = shelf.put("a.txt", io.BytesIO(b"x"), by="wang", most_bytes=9)
    gone = threading.Event()

    def throw_away() -> None:
        shelf.discard(item.held_id, of=frozenset({State.CAME}))
        gone.set()

    (holding,) = (each for each in holdings(IndexSettings.load(), UiSettings.load()) if each.prefix == "held")
    thread = threading.Thread(target=throw_away)
    with holding.still():
        thread.start()
        assert not gone.wait(0.5)
        assert shelf.file(item).exists()
    thread.join()
    assert gone.is_set()


def test_originals_come_back_with_their_documents(place: Place, tmp_path: Path) -> None:
    settings, table, file = IndexSettings.load(), tmp_path / "income.csv", tmp_path / "b.tar.gz"
    table.write_text("项目,2024年\n海产,7\n", encoding="utf-8")
    entry = add_document(table, settings.seeds_dir).entry
    back_up(file, settings, UiSettings.load())
    shutil.rmtree(settings.seeds_dir / "originals")
    put_back(file)
    kept = original_of(entry, settings.seeds_dir)
    assert kept is not None
    assert kept.file.read_bytes() == table.read_bytes()


def test_documents_that_were_half_changed_are_whole_in_a_backup(place: Place, tmp_path: Path) -> None:
    before = {path.name: path.read_bytes() for path in place.seeds.iterdir()}
    half = place.seeds / ".next"
    (half / "files").mkdir(parents=True)
    (half / "gone.json").write_text('["004_c2878a9ffa656724.txt"]')
    catalog = before["catalog.toml"].decode()
    blocks = [block for block in re.split(r"(?m)^(?=\[\[document)", catalog) if "004_c2878a9ffa656724" not in block]
    (half / "catalog.toml").write_text("".join(blocks))
    file = tmp_path / "b.tar.gz"
    back_up(file, IndexSettings.load(), UiSettings.load())
    shutil.rmtree(place.seeds)
    put_back(file)
    assert len(load_documents(place.seeds)) == 4
    assert not half.exists()


def test_the_audit_is_told_of_both_by_whoever_gave_the_command(place: Place, backup: Path) -> None:
    assert told(place) == [("backed_up", commander(), "backup.tar.gz")]
    put_back(backup)  # it was made before the audit was told of it
    assert told(place) == [("restored", commander(), "backup.tar.gz")]
    assert check(place).n_entries == 1


def test_where_no_journal_is_none_is_made(place: Place, tmp_path: Path) -> None:
    for path in place.journal.parent.glob("journal*"):
        path.unlink()
    back_up(tmp_path / "b.tar.gz", IndexSettings.load(), UiSettings.load())
    put_back(tmp_path / "b.tar.gz")
    assert not place.journal.exists()


def told(place: Place) -> list[tuple[str, str, str]]:
    with closing(open_database(settings_at(place.journal))) as database:
        return [(each.act, each.by, each.subject) for each in audit_entries(database)]


def check(place: Place) -> Checked:
    with closing(open_database(settings_at(place.journal))) as database:
        return check_audit(database)


@pytest.fixture
def small_disk() -> Iterator[None]:
    """No file may have more than 300,000 bytes, as on a disk that is full."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


def test_a_full_disk_leaves_everything_as_it_was(place: Place, backup: Path, tmp_path: Path, small_disk: None) -> None:
    before, saved = place.content(), backup.read_bytes()
    with pytest.raises(OSError, match="File too large"):
        put_back(backup)
    with pytest.raises(OSError, match="File too large"):
        back_up(backup, IndexSettings.load(), UiSettings.load())
    assert place.content() == before
    assert backup.read_bytes() == saved
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.tar.gz", "place"]
    assert not list(place.folder.rglob(".restoring-*"))


def test_what_cannot_be_replaced_takes_back_what_was(
    place: Place, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The last of the parts: its folder stands on another disk than the files that were put beside its place.
    before, rename = place.content(), Path.rename

    def renamed(path: Path, target: Path) -> Path:
        if target == place.journal and ".before-restore-" not in str(path):
            raise OSError(18, "Invalid cross-device link")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", renamed)
    with pytest.raises(OSError, match="cross-device"):
        put_back(backup)
    assert place.content() == before


@pytest.mark.parametrize("n_renamed", [1, 3, 7])
def test_one_that_is_killed_between_two_files_is_finished_by_running_it_again(
    place: Place, backup: Path, n_renamed: int
) -> None:
    before = strip(place.content())
    place.journal.write_bytes(b"broken")
    place.key.write_text("another\n")
    (place.artifacts / "CURRENT").write_text("index-99.json\n")
    killed = f"""
import os, signal, sys
from pathlib import Path
rename, left = Path.rename, [{n_renamed}]
def renamed(path, target):
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
    left[0] -= 1
    return rename(path, target)
Path.rename = renamed
from ui.__main__ import main
main(["restore", {str(backup)!r}])
"""
    done = subprocess.run([sys.executable, "-c", killed], cwd=ROOT, env=place.environment(), check=False)
    assert done.returncode == -signal.SIGKILL
    assert list(place.folder.rglob(".restoring-*"))
    put_back(backup)
    after = strip(place.content())
    assert after.keys() == before.keys()
    assert {name for name in after if after[name] != before[name]} <= {"var/journal.sqlite"}
    assert place.n_entries() == 3
    assert not list(place.folder.rglob(".restoring-*"))


def test_a_damaged_journal_is_not_saved_as_if_it_were_whole(place: Place, tmp_path: Path) -> None:
    content = bytearray(place.journal.read_bytes())
    content[5 * 4096 + 1 : 5 * 4096 + 5] = b"\xff" * 4  # copied without a word, and found by a check alone
    place.journal.write_bytes(content)
    done = place.run("backup", str(tmp_path / "b.tar.gz"))
    assert done.returncode == 2
    assert "python -m ui doctor" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "b.tar.gz").exists()


def test_each_file_of_a_backup_fits_its_checksum(backup: Path) -> None:
    manifest = verify_archive(backup)
    assert manifest.journal == "sqlite"
    assert {"journal/journal.sqlite", "seeds/catalog.toml", "index/CURRENT", "key/session.key", "users/staff"} <= {
        each.name for each in manifest.files
    }
