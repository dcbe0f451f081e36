"""The staff area over a real journal, and somebody at a browser there."""

import html
import re
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response
from pydantic import SecretStr

from index.corpus import Corpus
from tests.ui.journal.entries import settings_at
from ui.config import UiSettings
from ui.journal.database import Database
from ui.staff.rights import Role
from ui.staff.router import staff_router

# argon2id with the least it takes, so that no test waits.
PASSWORDS = {"王敏": "正确的密码 1", "李强": "另一个密码 2"}
HASHES = {
    "王敏": "$argon2id$v=19$m=8,t=1,p=1$OXSWQ/CmDb3bhvOBoaEJCw$d3eZGdrHUZDu8ida7o9jfmgawpAUJgGjYPUgMXYbc/s",
    "李强": "$argon2id$v=19$m=8,t=1,p=1$FCelRPf2O8zy6wPjlW4gXQ$W3vdziInk1qmhWuV+ASkOgRSGm6Vx7yxXYKxSN8eoy0",
}
ROLES = {"王敏": Role.ADMIN, "李强": Role.REVIEWER}
KEY = "k" * 32
HTTPS = "https://testserver"


def staff_settings(file: Path, **fields: object) -> UiSettings:
    """Return settings of a journal at `file` with the users of PASSWORDS."""
    users = {name: SecretStr(f"{ROLES[name]}:{hashed}") for name, hashed in HASHES.items()}
    own = {"staff_users": users, "session_key": SecretStr(KEY), "held_dir": file.parent / "held"}
    return settings_at(file, **(own | fields))


def users_in(folder: Path, comment: str = "") -> Path:
    """Return a new file of the users of PASSWORDS, below a comment if any."""
    file = folder / "users"
    file.touch(mode=0o600)
    lines = (f"{name}:{ROLES[name]}:{hashed}\n" for name, hashed in HASHES.items())
    file.write_text("".join((comment, *lines)), encoding="utf-8")
    return file


def visitor(database: Database, corpus: Corpus, settings: UiSettings, base_url: str = HTTPS) -> TestClient:
    """Return a browser without cookies; it follows no redirect and reads Simplified Chinese."""
    app = FastAPI(openapi_url=None)
    app.include_router(staff_router(database, lambda: corpus, settings))
    return TestClient(app, base_url=base_url, follow_redirects=False, headers={"accept-language": "zh-CN"})


def sign_in(client: TestClient, name: str = "王敏", password: str | None = None, **fields: str) -> Response:
    """Send the form of the page where one signs in, with the user's own password when none is given."""
    given = {"csrf": csrf_of(client.get("/staff/login").text), "name": name}
    given["password"] = PASSWORDS[name] if password is None else password
    return client.post("/staff/login", data=given | fields)


def signed_in(database: Database, corpus: Corpus, settings: UiSettings, name: str = "王敏") -> TestClient:
    """Return a browser whose user has signed in."""
    client = visitor(database, corpus, settings)
    assert sign_in(client, name).status_code == 303
    return client


def csrf_of(page: str) -> str:
    """Return the token of the first form that has one."""
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found, "the page has no form of ours"
    return html.unescape(found[1])
