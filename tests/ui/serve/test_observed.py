"""Log, health and counts of several processes that serve, as an operator sees them."""

import json
import os
import signal
import urllib.request
from pathlib import Path

import pytest

from tests.ui.serve.test_workers import Served, soon

pytestmark = pytest.mark.model

N_QUESTIONS = 12


def got(served: Served, path: str) -> str:
    with urllib.request.urlopen(served.url + path, timeout=30) as response:
        body: bytes = response.read()
    return body.decode()


def counted(served: Served, name: str) -> float:
    """What all processes together have counted under a name."""
    lines = got(served, "metrics").splitlines()
    return sum(float(line.split()[-1]) for line in lines if line.startswith(name))


def answered(served: Served) -> float:
    return counted(served, 'luohu_answers_total{outcome="answered"')


def test_counts_are_of_all_processes_and_the_log_is_json(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUOHU_UI_LOG_FORMAT", "json")
    monkeypatch.setenv("LUOHU_UI_LOG_LEVEL", "info")
    served = Served(tmp_path)
    try:
        assert served.url, served.said()
        for _ in range(N_QUESTIONS):
            served.ask()
        assert {answered(served) for _ in range(6)} == {N_QUESTIONS}  # whichever process is asked
        assert soon(lambda: counted(served, "luohu_journal_waiting") == 0)
        assert {counted(served, "luohu_journal_written_total") for _ in range(6)} == {N_QUESTIONS}
        health = json.loads(got(served, "healthz"))
        assert (health["status"], health["index"]["documents"], health["journal"]["status"]) == ("ok", 5, "ok")

        _, second = served.workers()
        os.kill(second, signal.SIGKILL)
        assert soon(lambda: len(served.workers()) == 2 and second not in served.workers())
        assert answered(served) == N_QUESTIONS  # what the dead one counted stays
        assert counted(served, "luohu_journal_written_total") == N_QUESTIONS
        lines = [json.loads(line) for line in served.said().splitlines()]
        asked = [line for line in lines if line.get("route") == "api"]
        assert len(asked) == N_QUESTIONS
        assert all(line["status"] == 200 and len(line["request_id"]) == 8 for line in asked)
        assert len({line["request_id"] for line in asked}) == N_QUESTIONS
        assert any(line["event"] == "worker 1 ended (-9); it is started again" for line in lines)
    finally:
        served.end()
