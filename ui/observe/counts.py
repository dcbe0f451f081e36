"""What is counted, for Prometheus. Never what was asked, nor by whom: labels are words of this file and of enums."""

import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, Protocol, TypeVar

from prometheus_client import Counter, Gauge, Histogram

from rag.errors import QuestionError
from rag.records import Answer, Reason, Refused, Replied
from ui.errors import BusyError

ANSWERS = Counter("luohu_answers", "Questions by what became of them", ["outcome", "reason"])
ANSWER_SECONDS = Histogram(
    "luohu_answer_seconds",
    "From a question to its outcome, but for what the journal writes behind it",
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
REQUESTS = Counter("luohu_requests", "Requests by kind of address and status", ["route", "method", "status"])
REQUEST_SECONDS = Histogram("luohu_request_seconds", "From a request to the end of its response", ["route"])
OPEN_REQUESTS = Gauge("luohu_open_requests", "Requests that are being answered", ["route"], multiprocess_mode="livesum")
SIGN_IN_FAILURES = Counter("luohu_sign_in_failures", "Attempts to sign in that failed", ["reason"])


class Given(Protocol):
    """What became of a question."""

    @property
    def answer(self) -> Answer:
        """The answer, the refusal or the reply."""

    @property
    def is_withheld(self) -> bool:
        """Whether the answer is not shown."""


_P = ParamSpec("_P")
_G = TypeVar("_G", bound=Given)


def counted(ask: Callable[_P, _G]) -> Callable[_P, _G]:
    """Return a function that answers, with each question counted and timed."""

    @wraps(ask)
    def ask_counted(*args: _P.args, **kwargs: _P.kwargs) -> _G:
        started = time.perf_counter()
        try:
            given = ask(*args, **kwargs)
        except QuestionError:
            ANSWERS.labels("refused", Reason.BAD_QUESTION).inc()
            raise
        except BusyError as error:
            ANSWERS.labels("busy", "late" if error.is_late else "full").inc()
            raise
        except Exception:
            ANSWERS.labels("error", "").inc()
            raise
        ANSWER_SECONDS.observe(time.perf_counter() - started)
        ANSWERS.labels(*_outcome(given)).inc()
        return given

    return ask_counted


def _outcome(given: Given) -> tuple[str, str]:
    if given.is_withheld:
        return "withheld", ""
    match given.answer:
        case Refused(reason=reason):
            return "refused", reason
        case Replied():
            return "reply", ""
        case _:
            return "answered", ""
