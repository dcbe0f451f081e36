"""Backups that are not put back: changed, damaged, made up, or of another journal. Nothing changes then."""

import random
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from index.config import IndexSettings
from tests.torture.archives import rows
from tests.ui.upkeep.place import Place, put_back
from ui.config import UiSettings
from ui.errors import UpkeepError
from ui.upkeep.backup import back_up

pytestmark = pytest.mark.model


def flip(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 0x10]) + content[at + 1 :]


def repacked(backup: Path, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """The archive with some of its files changed or left out, all of it well-formed."""
    made = backup.with_name("again.tar.gz")
    with tarfile.open(backup) as old, tarfile.open(made, "w:gz") as new:
        for member in old:
            held = old.extractfile(member)
            assert held is not None
            content = change(member.name, held.read())
            if content is not None:
                member.size = len(content)
                held = (backup.with_name("member")).open("w+b")
                held.write(content)
                held.seek(0)
                new.addfile(member, held)
                held.close()
    return made.read_bytes()


def without_a_document(name: str, content: bytes) -> bytes | None:
    return None if name.endswith("002_76ba81dda6f66ba1.txt") else content


def with_another_digit(name: str, content: bytes) -> bytes:
    return content.replace(b"2025", b"2026", 1) if name.startswith("seeds/00") else content


def of_a_newer_format(name: str, content: bytes) -> bytes:
    return content.replace(b'"format_version": 1', b'"format_version": 2') if name == "manifest.json" else content


@pytest.mark.parametrize("change", [without_a_document, with_another_digit, of_a_newer_format])
def test_an_archive_that_was_changed_is_refused(
    place: Place, backup: Path, change: Callable[[str, bytes], bytes | None]
) -> None:
    before = place.content()
    backup.write_bytes(repacked(backup, change))
    with pytest.raises(UpkeepError):
        put_back(backup)
    assert place.content() == before


def test_a_damaged_archive_is_refused_and_nothing_changes(place: Place, backup: Path) -> None:
    before, whole = place.content(), backup.read_bytes()
    drawn = random.Random(16)
    damaged = [flip(whole, drawn.randrange(20, len(whole) - 8)) for _ in range(8)]
    damaged += [whole[: drawn.randrange(len(whole))] for _ in range(4)] + [b"", b"no archive", whole[:20]]
    for content in damaged:
        backup.write_bytes(content)
        with pytest.raises(UpkeepError):
            put_back(backup)
        assert place.content() == before
    assert not list(place.folder.rglob(".restoring-*"))


@pytest.mark.parametrize("name", ["../escaped", "seeds/../../escaped", "/escaped", "seeds//x", "x/y", "seeds"])
def test_a_file_that_belongs_nowhere_is_refused(place: Place, backup: Path, name: str, tmp_path: Path) -> None:
    before = place.content()
    with tarfile.open(backup, "w:gz") as tar:
        tar.addfile(tarfile.TarInfo(name))
    with pytest.raises(UpkeepError):
        put_back(backup)
    assert place.content() == before
    assert not list(tmp_path.rglob("escaped"))


def test_a_link_is_refused(place: Place, backup: Path) -> None:
    with tarfile.open(backup, "w:gz") as tar:
        link = tarfile.TarInfo("seeds/link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    with pytest.raises(UpkeepError):
        put_back(backup)


def test_a_journal_of_a_newer_program_is_refused(place: Place, tmp_path: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(place.journal)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    back_up(tmp_path / "b.tar.gz", IndexSettings.load(), UiSettings.load())
    with pytest.raises(UpkeepError, match="of version 9999, this program knows"):
        put_back(tmp_path / "b.tar.gz")


def test_a_backup_of_another_kind_of_journal_is_refused(
    place: Place, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUOHU_UI_JOURNAL_URL", "postgresql+psycopg://luohu@127.0.0.1:1/luohu")
    with pytest.raises(UpkeepError, match="holds a journal of sqlite"):
        put_back(backup)


def test_no_damaged_backup_of_a_dozen_is_put_back_as_if_it_were_whole() -> None:
    (row,) = rows(short=True)
    assert (row.times, row.lost) == (12, 0)
