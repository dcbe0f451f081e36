"""A server of our own on loopback, asked all the time, with each answer held against the documents there may be."""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from index.config import ROOT
from index.read.mapped import quote_at
from index.records import Span
from tests.ui.limits.unlimited import UNLIMITED_ENVIRONMENT

GRACE_SECONDS = 30.0  # from a document's end to the last answer that may cite it: a minute is promised
PAUSE_SECONDS = 0.02  # between two questions of one asker
_BUSY = 429


class Server:
    """`python -m ui` with the small embedder, a journal of its own and any free port."""

    def __init__(self, environment: Mapping[str, str], folder: Path, *, index_seconds: float = 0.5) -> None:
        own = {
            "LUOHU_UI_JOURNAL_URL": f"sqlite:///{folder / 'journal.sqlite'}",
            "LUOHU_UI_INBOX": str(folder / "inbox.jsonl"),
            "LUOHU_UI_SESSION_KEY_FILE": str(folder / "session.key"),
            "LUOHU_UI_INDEX_SECONDS": str(index_seconds),
        }
        self._log = (folder / "server.log").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.small", "ui", "--port", "0"],
            cwd=ROOT,
            env={**os.environ, **UNLIMITED_ENVIRONMENT, **environment, **own},
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        assert self.process.stdout is not None
        url = self.process.stdout.readline().strip()
        if not url:
            raise RuntimeError(f"the server did not start: {self.said()}")
        self._address = urlsplit(url).netloc

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.communicate(timeout=60)
        self._log.close()

    def connection(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection(self._address, timeout=60)

    def said(self) -> str:
        """What it has logged."""
        self._log.seek(0)
        return self._log.read()

    def held(self) -> tuple[float, int]:
        """The megabytes it has in memory, and how many deleted files it has mapped."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        (resident,) = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")]
        maps = Path(f"/proc/{self.process.pid}/maps").read_text(encoding="utf-8").splitlines()
        return int(resident) / 1024, len({line.split(maxsplit=5)[5] for line in maps if line.endswith("(deleted)")})


class Known:
    """The texts that a document may be cited with, each until some moment; shared by threads."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._until = {doc_id: {text: float("inf")} for doc_id, text in texts.items()}
        self._lock = threading.Lock()

    def allow(self, doc_id: str, text: str) -> None:
        """From now on this may be what the document holds."""
        with self._lock:
            self._until.setdefault(doc_id, {})[text] = float("inf")

    def settle(self, doc_id: str, text: str | None) -> None:
        """Soon nothing but this is what it holds; None: it is gone."""
        end = time.monotonic() + GRACE_SECONDS
        with self._lock:
            texts = self._until.setdefault(doc_id, {})
            for other, until in texts.items():
                texts[other] = float("inf") if other == text else min(until, end)

    def is_held(self, doc_id: str, spans: Sequence[Sequence[int]], quote: str, *, asked_at: float) -> bool:
        """Whether a document that was there when a question was asked holds just these characters."""
        with self._lock:
            texts = [text for text, until in self._until.get(doc_id, {}).items() if until >= asked_at]
        placed = [Span(start=start, end=end) for start, end in spans]
        return any(placed[-1].end <= len(text) and quote_at(text, placed) == quote for text in texts)


def ask(connection: http.client.HTTPConnection, question: str) -> dict[str, object]:
    """The answer of `/api/ask`; who is told to wait waits."""
    while True:
        body = json.dumps({"question": question}).encode()
        connection.request("POST", "/api/ask", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        content = response.read()
        if response.status == _BUSY:
            time.sleep(min(float(response.headers.get("retry-after", 1)), 1.0))
            continue
        if response.status != http.client.OK:
            raise OSError(f"status {response.status}: {content[:200]!r}")
        found: dict[str, object] = json.loads(content)
        return found


class Asker:
    """Asks in a thread of its own until stopped."""

    def __init__(self, server: Server, known: Known, certain: Mapping[str, str], others: Sequence[str]) -> None:
        """Ask questions in turn.

        Args:
            server: that is asked.
            known: what may be cited.
            certain: questions that always have an answer, with words of it.
            others: questions that may be answered or refused, as the documents come and go.
        """
        self._server, self._known, self._certain = server, known, dict(certain)
        self._questions = (*certain, *others)
        self.n_answers, self.wrong = 0, list[str]()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="asker")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        connection = self._server.connection()
        while not self._stopped.wait(PAUSE_SECONDS):
            question, asked_at = self._questions[self.n_answers % len(self._questions)], time.monotonic()
            try:
                answer = ask(connection, question)
            except (OSError, http.client.HTTPException) as error:
                self.wrong.append(f"{question}: {error!r}")
                connection.close()
            else:
                self._judge(question, answer, asked_at)
            self.n_answers += 1
        connection.close()

    def _judge(self, question: str, answer: dict[str, object], asked_at: float) -> None:
        if self._certain.get(question, "") not in str(answer["answer"]):
            self.wrong.append(f"{question}: {answer['answer']!r}")
        citations = answer["citations"]
        assert isinstance(citations, list)
        for citation in citations:
            doc_id, spans, quote = citation["doc_id"], citation["spans"], citation["quote"]
            if not self._known.is_held(doc_id, spans, quote, asked_at=asked_at):
                self.wrong.append(f"{question}: cites {doc_id} {spans} {quote!r}")
