"""The people of the load test, in locust; and what is measured while they chat."""

import itertools
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import gevent
import locust
import requests
from locust.env import Environment
from locust.exception import RescheduleTask
from locust.stats import RequestStats

from tests.load.chats import CHATS
from tests.load.page import Events, OpenPage, PageError

T = TypeVar("T")

THINKING = (10.0, 30.0)  # seconds between an answer and the next question
KIND = "page"
OPEN, ANSWER, FOLLOW = "open", "answer", "follow"
LIMIT_MS = 1000
MEMORY_SECONDS = 60  # between two looks at the memory


@dataclass(frozen=True)
class Plan:
    """How many people chat for how long, and how their number grows afterwards."""

    people: int
    seconds: int
    step_people: int
    step_seconds: int
    most_steps: int


class Mixed:
    """Answers that are not those the conversation gets alone."""

    def __init__(self, expected: dict[tuple[str, ...], tuple[str, ...]]) -> None:
        self.expected = expected
        self.found: list[tuple[str, str]] = []


def expected_answers(url: str, events: Events) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return what each conversation is answered when nobody else asks."""
    found = {}
    for chat in CHATS:
        with requests.Session() as session:
            page = OpenPage(url, events, session.get, session.post)
            found[chat] = tuple(page.ask(question) for question in chat)
    return found


def _person(url: str, events: Events, mixed: Mixed) -> type[locust.User]:
    numbers = itertools.count()

    class Person(locust.User):
        def on_start(self) -> None:
            self.draw = random.Random(next(numbers))
            gevent.sleep(self.draw.uniform(0, THINKING[1]))

        @locust.task
        def chat(self) -> None:
            chat = self.draw.choice(CHATS)
            with requests.Session() as session:
                page = OpenPage(url, events, session.get, session.post)
                self._timed(OPEN, page.open)
                for question, expected in zip(chat, mixed.expected[chat], strict=True):
                    answer = self._timed(ANSWER, partial(page.ask, question))
                    if answer != expected:
                        mixed.found.append((question, str(answer)))
                    self._timed(FOLLOW, page.follow)
                    gevent.sleep(self.draw.uniform(*THINKING))

        def _timed(self, name: str, call: Callable[[], T]) -> T:
            """Return what a call returns, counted under a name; a failed one is counted, and ends the chat."""
            started, problem = time.perf_counter(), None
            try:
                return call()
            except (PageError, requests.RequestException) as error:
                problem = error
                raise RescheduleTask from error
            finally:
                self.environment.events.request.fire(
                    request_type=KIND,
                    name=name,
                    response_time=1000 * (time.perf_counter() - started),
                    response_length=0,
                    exception=problem,
                    context={},
                )

    return Person


def under_load(url: str, process_id: int, plan: Plan) -> dict[str, Any]:
    """Return the figures of a running server."""
    events = Events.of(requests.get(f"{url}config", timeout=60).json())
    mixed = Mixed(expected_answers(url, events))
    environment = Environment(user_classes=[_person(url, events, mixed)])
    runner = environment.create_local_runner()
    try:
        runner.start(plan.people, spawn_rate=plan.people)
        gevent.sleep(THINKING[1])  # until all are in the midst of it
        memory = [pss_mb(process_id)]
        sampling = gevent.spawn(_sample_memory, memory, process_id)
        steady = _measured(environment.stats, plan.seconds)
        sampling.kill()
        memory.append(pss_mb(process_id))
        steady |= {"mixed up": len(mixed.found), "PSS MB": memory}
        ramp = []
        for step in range(1, plan.most_steps + 1):
            people = plan.people + step * plan.step_people
            runner.start(people, spawn_rate=people)
            gevent.sleep(THINKING[1] / 2)
            ramp.append({"people": people, **_measured(environment.stats, plan.step_seconds)})
            if ramp[-1]["p95"] > LIMIT_MS:
                break
    finally:
        runner.quit()
    return {
        "steady": steady,
        "ramp": ramp,
        "saturation": _saturation(ramp),
        "PSS MB after all": pss_mb(process_id),
        "mixed up in all": len(mixed.found),
        "mixed up examples": mixed.found[:3],
    }


def _measured(stats: RequestStats, seconds: int) -> dict[str, Any]:
    stats.reset_all()
    started = time.perf_counter()
    gevent.sleep(seconds)
    answers, others = stats.get(ANSWER, KIND), {name: stats.get(name, KIND) for name in (OPEN, FOLLOW)}
    return {
        "requests/s": answers.num_requests / (time.perf_counter() - started),
        **{f"p{p}": answers.get_response_time_percentile(p / 100) or 0 for p in (50, 95, 99)},
        **{f"{name} p95": entry.get_response_time_percentile(0.95) or 0 for name, entry in others.items()},
        "errors": stats.total.num_failures,
    }


def _sample_memory(memory: list[float], process_id: int) -> None:
    while True:
        gevent.sleep(MEMORY_SECONDS)
        memory.append(pss_mb(process_id))


def _saturation(ramp: list[dict[str, Any]]) -> str:
    over = next((step for step in ramp if step["p95"] > LIMIT_MS), None)
    if over is None:
        return f"not reached with {ramp[-1]['people']} people, {ramp[-1]['requests/s']:.0f} answers/s"
    return f"{over['people']} people, {over['requests/s']:.0f} answers/s"


def pss_mb(process_id: int) -> float:
    """Return the memory of a process and all it started in MB, what they share counted once."""
    return sum(_own_pss(pid) for pid in _family(process_id)) / 1024


def _family(process_id: int) -> list[int]:
    children = Path(f"/proc/{process_id}/task/{process_id}/children").read_text(encoding="ascii").split()
    return [process_id, *(pid for child in children for pid in _family(int(child)))]


def _own_pss(process_id: int) -> int:
    lines = Path(f"/proc/{process_id}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
