"""How fast questions are answered, what that takes, and where the time goes: dev's questions, model and index open."""

import cProfile
import json
import pstats
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

from eval.bench.measure import BenchError, resident_mb, seconds_of, seconds_of_each, spread_of
from eval.cases import load_cases
from index.catalog.catalog import load_documents
from index.config import ROOT, IndexSettings
from rag.assistant import Assistant
from rag.config import RagSettings
from rag.opening import open_assistant
from rag.records import Question

CASES = ROOT / "eval" / "cases" / "dev.jsonl"
THREADS = (1, 2, 4)
COLD = "2025年罗湖区计划新增多少家离境退税商店？"
# The functions that a step is, by file and name.
STEPS = {
    "understand the question": ("understand.py", "understand"),
    "expand it to terms": ("expand.py", "expand"),
    "encode it": ("onnx_embedder.py", "embed_query"),
    "dense search": ("dense.py", "search"),
    "lexical search": ("lexical.py", "search"),
    "fuse, years, read the chunks": ("retrieve.py", "retrieve"),
    "rank the units": ("rank.py", "rank"),
    "pick the evidence": ("pick.py", "pick"),
    "judge it": ("gate.py", "judge"),
    "compose and check": ("assistant.py", "_answer"),
    "all": ("assistant.py", "explain"),
}
_WITHIN = {"fuse, years, read the chunks": ("dense search", "lexical search")}


def questions() -> list[Question]:
    """Return dev's questions."""
    texts = {document.doc_id: document.text for document in load_documents(IndexSettings.load().seeds_dir)}
    cases = load_cases((CASES,), texts)
    return [case.asked() for case in cases]


def warm() -> dict[str, Any]:
    """Return milliseconds an answer, answers a second from several threads, memory, and milliseconds a step."""
    assistant, asked = open_assistant(RagSettings.load(), IndexSettings.load()), questions()
    for question in asked[::4]:
        assistant.answer(question)
    times = seconds_of_each(assistant.answer, asked)
    return {
        "n": len(asked),
        "answer ms": spread_of(times),
        "answers a second": {str(n): _rate(assistant, asked, n) for n in THREADS},
        "resident MB": resident_mb()["resident"],
        "ms a step": _steps(assistant, asked[::2]),
    }


def _rate(assistant: Assistant, asked: Sequence[Question], n_threads: int) -> float:
    with ThreadPoolExecutor(n_threads) as pool:
        return len(asked) / seconds_of(lambda: list(pool.map(assistant.answer, asked)))


def _steps(assistant: Assistant, asked: Sequence[Question]) -> dict[str, float]:
    """Return the milliseconds of each step in an answer, scaled to what an answer takes without the profiler."""
    plain = seconds_of(lambda: [assistant.answer(question) for question in asked])
    profile = cProfile.Profile()
    profile.runcall(lambda: [assistant.answer(question) for question in asked])
    entries = pstats.Stats(profile).stats.items()  # type: ignore[attr-defined]  # (file, line, name) → numbers
    total = {
        step: sum(numbers[3] for (path, _, function), numbers in entries if (Path(path).name, function) == place)
        for step, place in STEPS.items()
    }
    scale = plain / total["all"] / len(asked) * 1000
    own = {step: total[step] - sum(total[part] for part in _WITHIN.get(step, ())) for step in STEPS}
    return {step: seconds * scale for step, seconds in own.items()}


def cold(*, rounds: int = 5) -> dict[str, float]:
    """Return the seconds from the command `rag ask` to its end, model and index being on disk."""
    command = [sys.executable, "-m", "rag", "ask", COLD]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    times = [
        seconds_of(lambda: subprocess.run(command, cwd=ROOT, capture_output=True, check=True)) for _ in range(rounds)
    ]
    return {"median": median(times), "max": max(times)}


def serving(*, n_asked: int = 200) -> dict[str, float]:
    """Return the memory in MB of the served pages after some questions over HTTP, and the seconds to its start."""
    started = time.perf_counter()
    server = subprocess.Popen([sys.executable, "-m", "ui", "--port", "0"], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        url = server.stdout.readline().strip() if server.stdout else ""
        if not url.startswith("http://127.0.0.1:"):
            raise BenchError("the pages cannot be served; run: python -m ui --port 0")
        with urllib.request.urlopen(f"{url}healthz", timeout=120):  # noqa: S310 - a server of ours
            ready = time.perf_counter() - started
        for question in questions()[:n_asked]:
            _ask(f"{url}api/ask", question.text)
        status = Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
    finally:
        server.terminate()
        server.wait(timeout=30)
    kilobytes = next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]
    return {"seconds to start": ready, "resident MB": int(kilobytes) / 1024}


def _ask(url: str, text: str) -> None:
    body = json.dumps({"question": text}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 - a server of ours
    with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
        response.read()


if __name__ == "__main__":
    print(json.dumps(warm()))
