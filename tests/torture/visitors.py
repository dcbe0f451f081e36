"""One greedy visitor, while others ask: how many of the others' questions were late or not answered.

The others have addresses of their own, ask on the page and as programs, and think a while. The greedy one is another
process. Each of its ways is tried for itself, then all at once.
"""

import itertools
import json
import multiprocessing as mp
import socket
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.synchronize import Event
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.browser.conftest import running
from tests.torture.row import Row
from tests.ui.visitor import QUESTIONS, NotAnsweredError, Visitor

# An answer is late that takes longer than both: a person notices the first, and a machine that others use too takes its
# time with nobody greedy about, before and after.
LATE_SECONDS, LATE_TIMES = 2.0, 8
# The short form runs beside other tests, which come and go: 10 s were seen where the server had a sixth of a processor.
LATE_SECONDS_SHORT = 15.0
N_OTHERS, THINKING = 8, 0.7  # seconds between an answer and the next question
A_SECOND = 50  # of a script that floods
GREEDY = "127.0.0.1"
Attack = Callable[[str, Event], Counter[str]]


@dataclass
class Asked:
    """The others' questions: how long each took, and what went wrong."""

    seconds: list[float]
    failures: list[str]

    @property
    def slowest(self) -> float:
        return max(self.seconds, default=0.0)

    def n_lost(self, late: float) -> int:
        return len(self.failures) + sum(seconds > late for seconds in self.seconds)


def rows(*, short: bool) -> list[Row]:
    """Return a row for each way of being greedy."""
    seconds = 1.5 if short else 18.0
    ways = _few_ways() if short else _all_ways()
    tried: list[tuple[str, Asked, Counter[str]]] = []
    with tempfile.TemporaryDirectory() as folder, running(["-m", "ui", "--port", "0"], Path(folder)) as server:
        others = [Visitor(server.url, f"127.0.0.{n + 2}") for n in range(N_OTHERS)]
        for other in others:
            other.ask_page(QUESTIONS[0])  # all is loaded
        tried.append(("nothing yet", _others_ask(others, seconds), Counter()))
        for name, attacks in ways:
            with _greedy(server.url, attacks) as told:
                asked = _others_ask(others, seconds)
            tried.append((name, asked, told))
        tried.append(("nothing any more", _others_ask(others, seconds), Counter()))
        for other in others:
            other.client.close()
    late = max(
        LATE_SECONDS_SHORT if short else LATE_SECONDS, LATE_TIMES * max(tried[0][1].slowest, tried[-1][1].slowest)
    )
    return [_row(name, asked, told, late) for name, asked, told in tried]


def _few_ways() -> tuple[tuple[str, tuple[Attack, ...]], ...]:
    return (
        (f"{2 * A_SECOND} questions a second, here and there", (flood_api, flood_page)),
        ("bodies of 20 MB, bodies a byte at a time, uploads", (giant_bodies, slow_bodies, silent, uploads)),
        ("conversations of 200 KB", (long_conversations,)),
        ("60 sign-ins at a time", (sign_ins,)),
    )


def _all_ways() -> tuple[tuple[str, tuple[Attack, ...]], ...]:
    ways = (
        (f"{A_SECOND} questions a second to `/api/ask`", (flood_api,)),
        (f"{A_SECOND} questions a second on the page", (flood_page,)),
        ("bodies of 20 MB", (giant_bodies,)),
        ("150 bodies a byte at a time, 300 silent connections", (slow_bodies, silent)),
        ("conversations of 200 KB with strings of 33,000 characters", (long_conversations,)),
        ("uploads of 5 MB, 60 at a time", (uploads,)),
        ("60 sign-ins at a time", (sign_ins,)),
    )
    return (*ways, ("all of these at once", tuple(way for _, several in ways for way in several)))


def _row(name: str, asked: Asked, told: Counter[str], late: float) -> Row:
    done = f"Questions of {N_OTHERS} visitors while another sends {name}"
    said = ", ".join(f"{n} × {what}" for what, n in sorted(told.items()))
    remark = f"slowest {asked.slowest:.2f} s, late above {late:.1f} s" + (f"; it got {said}" if said else "")
    remark += f"; first failure: {asked.failures[0]}" if asked.failures else ""
    return Row(done, len(asked.seconds) + len(asked.failures), asked.n_lost(late), remark)


def _others_ask(others: list[Visitor], seconds: float) -> Asked:
    ends, asked, lock = time.monotonic() + seconds, Asked([], []), threading.Lock()

    def ask(number: int) -> None:
        time.sleep(number * THINKING / N_OTHERS)
        for turn in itertools.count(number):
            if time.monotonic() > ends:
                return
            started = time.monotonic()
            try:
                (others[number].ask_page if turn % 2 else others[number].ask_api)(QUESTIONS[turn % len(QUESTIONS)])
            except (NotAnsweredError, httpx.HTTPError) as error:
                with lock:
                    asked.failures.append(repr(error)[:150])
            else:
                with lock:
                    asked.seconds.append(time.monotonic() - started)
            time.sleep(THINKING)

    with ThreadPoolExecutor(len(others)) as threads:
        list(threads.map(ask, range(len(others))))
    return asked


@contextmanager
def _greedy(url: str, attacks: tuple[Attack, ...]) -> Iterator[Counter[str]]:
    """Have the greedy one at work in a process of their own; yield what they were told, filled at the end."""
    context, told = mp.get_context("spawn"), Counter[str]()
    ends, begun, results = context.Event(), context.Event(), context.SimpleQueue()
    process = context.Process(target=_attack, args=(url, attacks, begun, ends, results), daemon=True)
    process.start()
    begun.wait(30)
    try:
        yield told
    finally:
        ends.set()
        told.update(results.get())
        process.join()


def _attack(
    url: str, attacks: tuple[Attack, ...], begun: Event, ends: Event, results: "mp.SimpleQueue[object]"
) -> None:
    begun.set()
    with ThreadPoolExecutor(len(attacks)) as threads:
        told = list(threads.map(lambda attack: _tried(attack, url, ends), attacks))
    results.put(sum(told, Counter()))


def _tried(attack: Attack, url: str, ends: Event) -> Counter[str]:
    """Attack as long as it is not ended; one that is not even let in is tried again."""
    told: Counter[str] = Counter()
    while not ends.is_set():
        try:
            told += attack(url, ends)
        except (httpx.HTTPError, NotAnsweredError):
            told["cut off"] += 1
            ends.wait(0.5)
    return told


def _paced(ends: Event, send: Callable[[int], str], *, a_second: float, threads: int) -> Counter[str]:
    """Call `send` so often, or as often as so many threads can, until it ends; return what it returned, counted."""
    told: Counter[str] = Counter()
    numbers, started = itertools.count(), time.monotonic()

    def work(_: int) -> None:
        while not ends.is_set():
            number = next(numbers)
            time.sleep(max(0.0, started + number / a_second - time.monotonic()))
            try:
                told[send(number)] += 1
            except httpx.HTTPError:
                told["cut off"] += 1

    with ThreadPoolExecutor(threads) as workers:
        list(workers.map(work, range(threads)))
    return told


def flood_api(url: str, ends: Event) -> Counter[str]:
    """Ask as a program, again and again."""
    with httpx.Client(base_url=url, timeout=30) as client:
        return _paced(
            ends,
            lambda n: str(client.post("/api/ask", json={"question": QUESTIONS[n % len(QUESTIONS)]}).status_code),
            a_second=A_SECOND,
            threads=16,
        )


def flood_page(url: str, ends: Event) -> Counter[str]:
    """Join the queue again and again, and read nothing of what comes."""
    visitor = Visitor(url, GREEDY)

    def join(n: int) -> str:
        event = visitor.event("ask", QUESTIONS[n % len(QUESTIONS)], None) | {"session_hash": f"greedy{n}"}
        return str(visitor.client.post("/gradio_api/queue/join", json=event).status_code)

    return _paced(ends, join, a_second=A_SECOND, threads=16)


def giant_bodies(url: str, ends: Event) -> Counter[str]:
    """Send bodies that are much too long, with and without saying how long they are."""
    paths = ("/api/ask", "/gradio_api/queue/join", "/staff/login", "/")

    def parts() -> Iterator[bytes]:
        for _ in range(20):
            yield b"x" * 1_000_000

    with httpx.Client(base_url=url, timeout=30) as client:
        return _paced(
            ends,
            lambda n: str(client.post(paths[n % 4], content=parts() if n % 2 else b"x" * 20_000_000).status_code),
            a_second=10,
            threads=4,
        )


def slow_bodies(url: str, ends: Event) -> Counter[str]:
    """Hold 150 requests open, a byte at a time."""
    return _held(url, ends, 150, b"POST /api/ask HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n")


def silent(url: str, ends: Event) -> Counter[str]:
    """Hold 300 connections open that say nothing."""
    return _held(url, ends, 300, b"")


def _held(url: str, ends: Event, n: int, begins: bytes) -> Counter[str]:
    address, told = urlsplit(url), Counter[str]()
    held: list[socket.socket] = []
    for _ in range(n):
        with suppress(OSError):
            held.append(socket.create_connection((address.hostname, address.port)))
            held[-1].sendall(begins)
    while not ends.wait(0.5):
        for connection in held if begins else ():
            with suppress(OSError):
                connection.sendall(b" ")
    for connection in held:
        connection.settimeout(0.01)
        try:
            told[connection.recv(100)[9:12].decode() or "closed"] += 1
        except TimeoutError:
            told["held"] += 1
        except OSError:
            told["closed"] += 1
        connection.close()
    return told


def long_conversations(url: str, ends: Event) -> Counter[str]:
    """Send conversations that no page has kept, as long as they may be and longer, to be drawn and asked on."""
    visitor = Visitor(url, GREEDY)
    turn = {"number": 1, "question": "的" * 33_000, "outcome": {"state": "stopped"}}
    real = {"number": 1, "question": "“" * 500, "outcome": {"state": "stopped"}}
    kept = [
        json.dumps({"conversation_id": "0" * 32, "turns": turns}, ensure_ascii=False)
        for turns in ([turn] * 6, [real | {"number": n + 1} for n in range(200)], [real | {"question": "1" * 900_000}])
    ]

    def send(n: int) -> str:
        name = ("enter", "ask", "follow")[n % 3]
        data = ("“" * 499 + "1", kept[n % len(kept)]) if name == "ask" else (kept[n % len(kept)],)
        event = visitor.event(name, *data)
        route = "queue/join" if name == "ask" else "run/predict"
        return str(visitor.client.post(f"/gradio_api/{route}", json=event).status_code)

    return _paced(ends, send, a_second=A_SECOND, threads=8)


def uploads(url: str, ends: Event) -> Counter[str]:
    """Send files to routes that take some in other applications of Gradio."""
    paths = ("upload", "process_recording", "component_server", "stream/x")
    body = httpx.Request("POST", url, files={"file": ("a.wav", b"x" * 5_000_000)})
    body.read()
    with httpx.Client(base_url=url, timeout=30, limits=httpx.Limits(max_connections=60)) as client:
        return _paced(
            ends,
            lambda n: str(
                client.post(
                    f"/gradio_api/{paths[n % 4]}",
                    content=body.content,
                    headers={"content-type": body.headers["content-type"]},
                ).status_code
            ),
            a_second=60,
            threads=60,
        )


def sign_ins(url: str, ends: Event) -> Counter[str]:
    """Try passwords."""
    with httpx.Client(base_url=url, timeout=30, limits=httpx.Limits(max_connections=60)) as client:
        page = client.get("/staff/login").text
        csrf = page.partition('name="csrf" value="')[2].partition('"')[0]
        form = {"csrf": csrf, "name": "wang", "password": "no"}
        return _paced(ends, lambda _: str(client.post("/staff/login", data=form).status_code), a_second=60, threads=60)
