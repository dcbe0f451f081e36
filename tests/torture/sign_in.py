"""Sixty passwords checked at once while somebody asks; and an audit changed row by row by who owns the database."""

import asyncio
import os
import random
import re
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median, quantiles

import httpx
from pydantic import SecretStr
from sqlalchemy import text

from index.config import ROOT
from tests.torture.row import Row
from tests.ui.limits.unlimited import UNLIMITED_ENVIRONMENT
from ui.config import UiSettings
from ui.errors import AuditError
from ui.journal.audit import Act, note_act
from ui.journal.audit_check import check_audit
from ui.journal.database import Database, open_database
from ui.staff.users import hash_password

AT_ONCE = 60
MOST_TIMES = 5.0  # as long as alone, at the median: what is slower counts as held up (without own threads: 180)
_QUESTIONS = (
    "2022年新增了多少学位？",
    "2024年罗湖区新增了多少家持牌金融机构？",
    "什么是“六个一”？",
    "2023年的地区生产总值是多少？",
)
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')


def rows(*, short: bool) -> list[Row]:
    """Return how answers fared while passwords were checked, and whether each change of the audit was found."""
    return [_answers(n_rounds=1 if short else 6, seconds=2.0 if short else 5.0), _changes(5 if short else 200)]


def _answers(*, n_rounds: int, seconds: float) -> Row:
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as url:
        alone, beside, n_checked, n_failed = asyncio.run(_measured(url, n_rounds, seconds))
    ratio = median(beside) / median(alone)
    remark = (
        f"p50 · p95 alone {_shown(alone)}, beside {AT_ONCE} sign-ins under way {_shown(beside)}, ratio of p50 "
        f"{ratio:.2f}; {n_checked:,} passwords checked"
    )
    lost = n_failed + (len(beside) if ratio > MOST_TIMES else 0)
    return Row(f"answers while {AT_ONCE} passwords are being checked", len(beside), lost, remark)


def _shown(seconds: list[float]) -> str:
    return f"{1000 * median(seconds):.0f} · {1000 * quantiles(seconds, n=20)[-1]:.0f} ms"


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serve the pages, with a user, on a free port; yield the address without its last slash."""
    users = folder / "staff"
    users.touch(mode=0o600)
    users.write_text(f"owner:admin:{hash_password(secrets.token_hex())}\n", encoding="utf-8")
    environment = (
        os.environ
        | UNLIMITED_ENVIRONMENT
        | {
            "LUOHU_UI_STAFF_FILE": str(users),
            "LUOHU_UI_SESSION_KEY": secrets.token_hex(),
            "LUOHU_UI_JOURNAL_URL": f"sqlite:///{folder / 'journal.sqlite'}",
        }
    )
    command = [sys.executable, "-m", "ui", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip().rstrip("/")
        finally:
            server.terminate()


async def _measured(url: str, n_rounds: int, seconds: float) -> tuple[list[float], list[float], int, int]:
    """Return the seconds of answers alone and beside sign-ins, in turns; passwords checked, answers that failed."""
    alone: list[float] = []
    beside: list[float] = []
    checked, failed = count(), count()
    numbers = count()
    async with httpx.AsyncClient(base_url=url, timeout=60) as asker:
        await _asked(asker, 2.0, failed)  # warm
        for _ in range(n_rounds):
            alone += await _asked(asker, seconds, failed)
            sent = asyncio.Semaphore(0)
            tasks = [asyncio.create_task(_signing_in(url, numbers, checked, sent)) for _ in range(AT_ONCE)]
            for _ in range(AT_ONCE):
                await sent.acquire()
            await asyncio.sleep(0.5)
            beside += await _asked(asker, seconds, failed)
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            await _fail(url, next(numbers), sent)  # the last in the queue: nothing is under way when it is refused
    return alone, beside, next(checked), next(failed)


async def _asked(asker: httpx.AsyncClient, seconds: float, failed: Iterator[int]) -> list[float]:
    """Ask one question after the other for some time; return how long each took."""
    taken, until = [], time.monotonic() + seconds
    for number in count():
        began = time.perf_counter()
        response = await asker.post("/api/ask", json={"question": _QUESTIONS[number % len(_QUESTIONS)]})
        taken.append(time.perf_counter() - began)
        if response.status_code != httpx.codes.OK:
            next(failed)
        if time.monotonic() > until:
            break
        await asyncio.sleep(0.02)
    return taken


async def _signing_in(url: str, numbers: Iterator[int], checked: Iterator[int], sent: asyncio.Semaphore) -> None:
    """Fail to sign in for ever, each time with another name from another address, as a crowd does."""
    for number in numbers:
        if await _fail(url, number, sent) == httpx.codes.FORBIDDEN:
            next(checked)


async def _fail(url: str, number: int, sent: asyncio.Semaphore) -> int:
    """Fail to sign in once; return the status. `sent` is released when the form is about to be sent."""
    address = f"127.{1 + number // 62_500}.{number // 250 % 250}.{1 + number % 250}"
    transport = httpx.AsyncHTTPTransport(local_address=address)
    async with httpx.AsyncClient(base_url=url, transport=transport, timeout=120) as client:
        found = _CSRF.search((await client.get("/staff/login")).text)
        assert found, "the page has no form"
        given = {"csrf": found[1], "name": f"n{number}", "password": "wrong"}
        sent.release()
        return (await client.post("/staff/login", data=given)).status_code


def _changes(n: int) -> Row:
    """Change, remove or put in one row of an audit at a time, as who owns the database can, and look for it."""
    chance, n_found = random.Random(7), 0
    with tempfile.TemporaryDirectory() as folder:
        settings = UiSettings(journal_url=SecretStr(f"sqlite:///{Path(folder) / 'journal.sqlite'}"))
        database = open_database(settings)
        for number in range(50):
            note_act(database, Act.VERDICT, by="a", subject=f"{number}")
        head = check_audit(database).head
        for _ in range(n):
            n_found += _is_found(database, _statements(chance), head)
        database.close()
    return Row("rows of the audit changed, removed or put in", n, n - n_found, "50 rows, head noted elsewhere")


def _statements(chance: random.Random) -> tuple[str, ...]:
    number = chance.randint(1, 50)
    column = chance.choice(("at_us", "actor", "act", "subject", "detail", "previous", "hash"))
    columns = "at_us, actor, act, subject, detail"
    return chance.choice(
        (
            (f"UPDATE audit SET {column} = {column} || '1' WHERE number = {number}",),  # noqa: S608
            (f"DELETE FROM audit WHERE number = {number}",),  # noqa: S608
            (f"DELETE FROM audit WHERE number >= {number}",),  # noqa: S608
            (  # one put in behind it
                f"UPDATE audit SET number = -number WHERE number > {number}",  # noqa: S608
                "UPDATE audit SET number = 1 - number WHERE number < 0",
                f"INSERT INTO audit SELECT {number} + 1, {columns}, hash, hash FROM audit WHERE number = {number}",  # noqa: S608
            ),
        )
    )


def _is_found(database: Database, statements: tuple[str, ...], head: str) -> bool:
    """Return whether a change is found; it is taken back."""
    made = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
    with database.writing() as connection:
        triggers = {row.name: row.sql for row in connection.execute(text(made))}
        for name in triggers:
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("CREATE TABLE kept AS SELECT * FROM audit"))
        for statement in (*statements, *triggers.values()):
            connection.execute(text(statement))
    try:
        check_audit(database, head=head)
        found = False
    except AuditError:
        found = True
    with database.writing() as connection:
        for name in triggers:
            connection.execute(text(f"DROP TRIGGER {name}"))
        statements = ("DELETE FROM audit", "INSERT INTO audit SELECT * FROM kept", "DROP TABLE kept")
        for statement in (*statements, *triggers.values()):
            connection.execute(text(statement))
    return found
