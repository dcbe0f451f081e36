"""A service of a test's own: documents, index, journal and key in one folder, named by the environment."""

import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from index.config import ROOT, IndexSettings
from tests.ui.journal.entries import entry, settings_at
from ui.config import UiSettings
from ui.journal.database import open_database
from ui.journal.entries import record
from ui.upkeep.restore import Restored, restore

HASH = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$c29tZWhhc2hzb21laGFzaHNvbWVoYXNoc29tZWhhc2g"


@dataclass(frozen=True)
class Place:
    """A folder with all that a service keeps."""

    folder: Path

    @property
    def seeds(self) -> Path:
        return self.folder / "seeds"

    @property
    def artifacts(self) -> Path:
        return self.folder / "artifacts"

    @property
    def journal(self) -> Path:
        return self.folder / "var" / "journal.sqlite"

    @property
    def key(self) -> Path:
        return self.folder / "var" / "session.key"

    @property
    def users(self) -> Path:
        return self.folder / "staff.txt"

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "LUOHU_INDEX_SEEDS_DIR": str(self.seeds),
            "LUOHU_INDEX_ARTIFACTS_DIR": str(self.artifacts),
            "LUOHU_INDEX_REMOVED_DIR": str(self.folder / "removed"),
            "LUOHU_UI_JOURNAL_URL": f"sqlite:///{self.journal}",
            "LUOHU_UI_INBOX": str(self.folder / "var" / "inbox.jsonl"),
            "LUOHU_UI_HELD_DIR": str(self.folder / "held"),
            "LUOHU_UI_SESSION_KEY_FILE": str(self.key),
            "LUOHU_UI_STAFF_FILE": str(self.users),
            "LUOHU_UI_PORT": "0",
        }

    def make(self) -> "Place":
        """Fill it: the project's documents and index, a journal of three entries, a user, a key."""
        given = IndexSettings()
        shutil.copytree(given.seeds_dir, self.seeds)
        shutil.copytree(given.artifacts_dir, self.artifacts)
        self.journal.parent.mkdir()
        database = open_database(settings_at(self.journal))
        for _ in range(3):
            record(database, entry())
        database.close()
        for file, content in ((self.key, "k" * 64 + "\n"), (self.users, f"王敏:{HASH}\n")):
            file.write_text(content, encoding="utf-8")
            file.chmod(0o600)
        return self

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run `python -m ui …` of this place."""
        return subprocess.run(
            [sys.executable, "-m", "ui", *arguments],
            cwd=ROOT,
            env=self.environment() | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def content(self) -> dict[str, bytes]:
        """All files but locks and what SQLite keeps beside the journal, by their paths."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        kept = (path for path in files if not path.name.endswith((".lock", "-wal", "-shm", ".tar.gz")))
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in kept}

    def n_entries(self) -> int:
        connection = sqlite3.connect(self.journal)
        ((found,),) = connection.execute("SELECT count(*) FROM entries").fetchall()
        connection.close()
        return int(found)


def put_back(file: Path) -> Restored:
    """Put a backup back where the environment says that the service is."""
    return restore(file, IndexSettings.load(), UiSettings.load())
