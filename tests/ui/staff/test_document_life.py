"""What becomes of a document, said on a page."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from index.catalog.catalog import CatalogEntry, read_catalog
from index.config import ROOT
from index.records import IN_FORCE, State
from tests.ui.staff.area import csrf_of
from ui.config import UiSettings
from ui.held.shelf import Shelf
from ui.journal.audit import audit_entries
from ui.journal.database import Database
from ui.text.zh_hans.documents import DOCUMENTS_ZH_HANS as WORDS

DOC = "001_e6d6b6bfaf22de54"
PATH = f"/staff/documents/life/{DOC}"


@pytest.fixture
def any_journal(file: Path) -> SecretStr:
    return SecretStr(f"sqlite:///{file}")


@pytest.fixture(autouse=True)
def seeds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The seeds, to be changed."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.setenv("LUOHU_INDEX_SEEDS_DIR", str(tmp_path / "seeds"))
    return tmp_path / "seeds"


def entry(seeds: Path) -> CatalogEntry:
    return next(each for each in read_catalog(seeds) if each.doc_id == DOC)


def posted(client: TestClient, **fields: str) -> int:
    return client.post(PATH, data={"csrf": csrf_of(client.get(PATH).text)} | fields).status_code


def test_a_document_is_withdrawn_and_put_in_force_again(
    client: TestClient, seeds: Path, settings: UiSettings, database: Database
) -> None:
    assert posted(client, state="withdrawn", since="2026-11-01", why="数字有误") == 303
    life = entry(seeds).life
    assert (life.state, life.since, life.why) == (State.WITHDRAWN, date(2026, 11, 1), "数字有误")
    shelf = Shelf(settings.held_dir)
    assert 'data-live="held" data-moving' in client.get("/staff/documents").text
    shelf.end_build(shelf.build_wanted())
    assert (shelf.build_wanted(), shelf.was_built(timedelta(minutes=1))) == (0, True)
    assert not shelf.was_built(timedelta(0))
    assert posted(client, state="in_force") == 303
    assert entry(seeds).life == IN_FORCE
    told = [(each.act, each.by, each.subject) for each in audit_entries(database)][:2]
    assert told == [("document_reinstated", "王敏", DOC), ("document_withdrawn", "王敏", DOC)]


def test_a_document_is_superseded_by_another(client: TestClient, seeds: Path) -> None:
    assert posted(client, state="superseded", since="2026-11-01", by="002_76ba81dda6f66ba1") == 303
    life = entry(seeds).life
    assert (life.state, life.by, life.why) == (State.SUPERSEDED, "002_76ba81dda6f66ba1", "")


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "withdrawn", "since": "2026-11-01", "why": ""},
        {"state": "withdrawn", "since": "", "why": "数字有误"},
        {"state": "corrected", "since": "2026-11-01"},
        {"state": ""},
    ],
)
def test_what_cannot_be_changes_nothing(client: TestClient, seeds: Path, fields: dict[str, str]) -> None:
    response = client.post(PATH, data={"csrf": csrf_of(client.get(PATH).text)} | fields)
    assert (response.status_code, WORDS.wrong["life"] in response.text) == (400, True)
    assert entry(seeds).life == IN_FORCE


def test_a_document_that_is_not_held_has_no_page(client: TestClient) -> None:
    assert client.get("/staff/documents/life/nix").status_code == 404
