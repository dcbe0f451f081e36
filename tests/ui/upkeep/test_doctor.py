"""What the doctor says of a service in which one thing is really wrong, and that the command it names mends it."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index.catalog.remove import remove_documents
from index.config import ROOT, IndexSettings
from tests.ui.journal.entries import settings_at
from tests.ui.upkeep.place import HASH, Place
from ui.journal.audit import Act, note_act
from ui.journal.database import open_database
from ui.upkeep.check import Finding
from ui.upkeep.doctor import examine

pytestmark = pytest.mark.model

Environment = dict[str, str]
COMMAND = re.compile(r"^wrong  ([\w \[\]]+): (.*) - run: (.+)$", re.MULTILINE)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "place").make()


def examined(environment: Environment, *names: str, first: str = "true") -> tuple[int, str]:
    """Exit status and lines of some checks, in the environment that a command leaves behind in a shell."""
    shell = f'export PATH="{Path(sys.executable).parent}:$PATH"; {{ {first}; }} >/dev/null 2>&1; env -0'
    done = subprocess.run(["bash", "-c", shell], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    left = dict(line.partition("=")[::2] for line in done.stdout.split("\0") if line)
    with pytest.MonkeyPatch.context() as patch:
        for variable in os.environ.keys() - left.keys():
            patch.delenv(variable)
        for variable, value in left.items():
            patch.setenv(variable, value)
        found = list(examine(names))
    return int(any(check.finding is Finding.WRONG for check in found)), "".join(f"{each.line}\n" for each in found)


# What is broken, each named by the check that must notice it.


def a_setting_that_nobody_knows(place: Place, environment: Environment) -> None:
    environment["LUOHU_UI_COLOUR"] = "red"


def a_setting_out_of_range(place: Place, environment: Environment) -> None:
    environment["LUOHU_RAG_PASSAGES"] = "-3"


def a_setting_that_cannot_be_read(place: Place, environment: Environment) -> None:
    environment["LUOHU_UI_STAFF_USERS"] = "{"


def a_wrong_key_in_the_file(place: Place, environment: Environment) -> None:
    file = place.folder / "settings.toml"
    file.write_text('[index]\nchunk_chars = 300\n[ui]\nlog_format = "json"\ncolour = "red"\n', encoding="utf-8")
    environment["LUOHU_CONFIG"] = str(file)


def a_value_out_of_range_in_the_file(place: Place, environment: Environment) -> None:
    file = place.folder / "settings.toml"
    file.write_text("[index]\nchunk_chars = 3\n[ui]\njournal_days = 90\n", encoding="utf-8")
    environment["LUOHU_CONFIG"] = str(file)


def a_file_that_is_no_toml(place: Place, environment: Environment) -> None:
    file = place.folder / "settings.toml"
    file.write_text("[ui\n", encoding="utf-8")
    environment["LUOHU_CONFIG"] = str(file)


def a_settings_file_that_is_not_there(place: Place, environment: Environment) -> None:
    environment["LUOHU_CONFIG"] = str(place.folder / "none.toml")


def a_document_nobody_catalogued(place: Place, environment: Environment) -> None:
    # A report says who issued it and what it is; for a document that does not, `index add` asks for more.
    shutil.copy(place.seeds / "001_e6d6b6bfaf22de54.txt", place.seeds / "another.txt")


def a_document_that_has_changed(place: Place, environment: Environment) -> None:
    with (place.seeds / "003_16fb388e70fbaa52.txt").open("a", encoding="utf-8") as file:
        file.write("多一行。\n")


def an_index_that_is_gone(place: Place, environment: Environment) -> None:
    large = ("001_e6d6b6bfaf22de54", "002_76ba81dda6f66ba1", "004_c2878a9ffa656724")
    remove_documents(large, place.seeds, place.folder / "removed")  # what is left is soon built
    shutil.rmtree(place.artifacts)


def an_index_that_does_not_fit_the_settings(place: Place, environment: Environment) -> None:
    environment["LUOHU_INDEX_CHUNK_CHARS"] = "250"


def a_damaged_model(place: Place, environment: Environment) -> None:
    cache = place.folder / "cache"
    shutil.copytree(IndexSettings().cache_dir, cache, copy_function=os.link)
    for file in cache.rglob("tokenizer.json"):
        content = file.read_bytes()
        file.unlink()  # linked: the project's own stays whole
        file.write_bytes(content[:1000])
    environment["LUOHU_INDEX_CACHE_DIR"] = str(cache)


def a_damaged_journal(place: Place, environment: Environment) -> None:
    place.journal.write_bytes(place.journal.read_bytes()[:4096] + os.urandom(8192))


def a_journal_that_is_none(place: Place, environment: Environment) -> None:
    place.journal.write_bytes(b"no database at all, but text" * 100)


def a_journal_of_a_newer_program(place: Place, environment: Environment) -> None:
    connection = sqlite3.connect(place.journal)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.commit()
    connection.close()


def a_journal_that_is_a_folder(place: Place, environment: Environment) -> None:
    place.journal.unlink()
    place.journal.mkdir()


def a_journal_that_cannot_be_written(place: Place, environment: Environment) -> None:
    place.journal.chmod(0o400)


def an_address_of_no_journal(place: Place, environment: Environment) -> None:
    environment["LUOHU_UI_JOURNAL_URL"] = "no address"


def users_that_others_can_read(place: Place, environment: Environment) -> None:
    place.users.chmod(0o644)


def a_line_that_is_no_user(place: Place, environment: Environment) -> None:
    place.users.write_text(f"王敏:{HASH}\n李雷:password1\n", encoding="utf-8")


def a_users_file_that_is_gone(place: Place, environment: Environment) -> None:
    place.users.unlink()


def a_user_in_the_settings_without_a_hash(place: Place, environment: Environment) -> None:
    environment["LUOHU_UI_STAFF_USERS"] = '{"wang": "password1"}'


def a_key_that_others_can_read(place: Place, environment: Environment) -> None:
    place.key.chmod(0o640)


def a_key_that_is_too_short(place: Place, environment: Environment) -> None:
    place.key.write_text("short\n", encoding="ascii")


def a_key_in_the_settings_that_is_too_short(place: Place, environment: Environment) -> None:
    environment["LUOHU_UI_SESSION_KEY"] = "short"


WRONGS: dict[Callable[[Place, Environment], None], str] = {
    a_setting_that_nobody_knows: "settings [ui]",
    a_setting_out_of_range: "settings [rag]",
    a_setting_that_cannot_be_read: "settings [ui]",
    a_wrong_key_in_the_file: "settings [ui]",
    a_value_out_of_range_in_the_file: "settings [index]",
    a_file_that_is_no_toml: "settings [index]",
    a_settings_file_that_is_not_there: "settings [index]",
    a_document_nobody_catalogued: "documents",
    a_document_that_has_changed: "documents",
    an_index_that_is_gone: "index",
    an_index_that_does_not_fit_the_settings: "index",
    a_damaged_model: "model",
    a_damaged_journal: "journal",
    a_journal_that_is_none: "journal",
    a_journal_of_a_newer_program: "journal",
    a_journal_that_is_a_folder: "journal",
    a_journal_that_cannot_be_written: "journal",
    an_address_of_no_journal: "journal",
    users_that_others_can_read: "staff",
    a_line_that_is_no_user: "staff",
    a_users_file_that_is_gone: "staff",
    a_user_in_the_settings_without_a_hash: "staff",
    a_key_that_others_can_read: "session key",
    a_key_that_is_too_short: "session key",
    a_key_in_the_settings_that_is_too_short: "session key",
}


@pytest.mark.parametrize(("spoil", "name"), WRONGS.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_what_is_wrong_is_mended_by_the_command_that_is_named(
    place: Place, spoil: Callable[[Place, Environment], None], name: str
) -> None:
    environment = place.environment()
    spoil(place, environment)
    check = {"session": "staff"}.get(name.split(maxsplit=1)[0], name.split(maxsplit=1)[0])
    status, lines = examined(environment, check)
    assert status == 1
    found = COMMAND.findall(lines)
    assert found[0][0] == name, lines
    assert "password1" not in lines
    status, lines = examined(environment, check, first=found[0][2])
    assert not re.search(rf"^wrong  {re.escape(name)}:", lines, re.MULTILINE), lines


def test_of_a_service_that_is_well_every_line_is_ok(place: Place) -> None:
    before = place.content()
    done = place.run("doctor")
    status, lines = done.returncode, done.stdout
    assert status == 0
    assert {line.split()[0] for line in lines.splitlines()} == {"ok"}, lines
    assert "3 entries" in lines
    assert place.content() == before


def test_an_audit_that_was_changed_is_told(place: Place) -> None:
    database = open_database(settings_at(place.journal))
    for _ in range(3):
        note_act(database, Act.EXPORTED, by="王敏")
    database.close()
    assert "ok     audit: 3 entries, as they were written" in examined(place.environment(), "journal")[1]
    with closing(sqlite3.connect(place.journal)) as connection:
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE audit SET actor = '李雷' WHERE number = 2")
        connection.commit()
    status, lines = examined(place.environment(), "journal")
    assert status == 1
    assert re.search("^wrong  audit: audit entry 2 is not as it was written", lines, re.MULTILINE), lines


def test_the_doctor_makes_no_model(place: Place, tmp_path: Path) -> None:
    environment = place.environment() | {"LUOHU_INDEX_CACHE_DIR": str(tmp_path / "cache")}
    status, lines = examined(environment, "model")
    assert (status, lines[:5]) == (0, "warn ")
    a_damaged_model(place, environment)
    cache = Path(environment["LUOHU_INDEX_CACHE_DIR"])
    before = {path: path.stat().st_mtime_ns for path in cache.rglob("*")}
    assert examined(environment, "model")[0] == 1
    assert {path: path.stat().st_mtime_ns for path in cache.rglob("*")} == before


def test_a_taken_port_is_told_with_a_free_one(place: Place) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        environment = place.environment() | {"LUOHU_UI_PORT": str(taken.getsockname()[1])}
        status, lines = examined(environment, "port")
        ((name, _, command),) = COMMAND.findall(lines)
        assert (status, name) == (1, "port")
        assert examined(environment, "port", first=command)[0] == 0


def test_too_little_room_is_wrong(place: Place) -> None:
    status, lines = examined(place.environment() | {"LUOHU_UI_LEAST_DISK_MB": "10000000"}, "disk")
    assert status == 1
    assert re.search(r"^wrong  disk: .* less than the 10,000,000 of ui.least_disk_mb", lines, re.MULTILINE)


@pytest.mark.parametrize(("held", "finding"), [("0.0.1", "wrong"), ("98.7", "warn ")])
def test_a_library_of_another_version_is_told(place: Place, held: str, finding: str, tmp_path: Path) -> None:
    made = tmp_path / "libraries" / f"tomlkit-{held}.dist-info"
    made.mkdir(parents=True)
    (made / "METADATA").write_text(f"Metadata-Version: 2.1\nName: tomlkit\nVersion: {held}\n")
    done = place.run("doctor", "libraries", PYTHONPATH=str(made.parent))
    assert done.returncode == (1 if finding == "wrong" else 0)
    (line,) = done.stdout.splitlines()
    assert line.startswith(f"{finding}  libraries:")
    assert "tomlkit" in line
    assert line.endswith("run: python -m pip install --constraint constraints.txt --editable .")


def test_a_journal_that_another_process_writes_is_no_damage(place: Place) -> None:
    holder = sqlite3.connect(place.journal, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    status, lines = examined(place.environment() | {"LUOHU_UI_JOURNAL_WAIT_SECONDS": "0.1"}, "journal")
    holder.execute("ROLLBACK")
    holder.close()
    assert status == 0
    assert re.search(r"^warn   journal: .* is locked", lines, re.MULTILINE)


def test_a_check_that_is_not_there_is_one_line(place: Place) -> None:
    done = place.run("doctor", "journal", "jurnal")
    assert done.returncode == 2
    assert done.stderr.startswith("ui: there is no check named jurnal; there are libraries, ")
