"""What stands in the log, and what does not."""

import json
import logging
import sys
from collections.abc import Callable

import pytest

from ui.errors import JournalError
from ui.observe.logs import formatter

ASKED = "我叫王小明，电话13812345678"
pytestmark = pytest.mark.usefixtures("discreet")


def caught(act: Callable[[], object]) -> BaseException:
    try:
        act()
    except Exception as error:
        return error
    raise AssertionError("nothing was raised")


def record(
    message: str, error: BaseException | None = None, *, name: str = "ui.desk", **extra: object
) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    made = logging.getLogger(name).makeRecord(name, logging.ERROR, __file__, 1, message, (), exc_info)
    made.__dict__.update(extra)
    return made


def lost() -> None:
    try:
        {}[ASKED]
    except KeyError as error:
        raise JournalError("cannot write to the journal sqlite:///x: disk is full") from error


def test_a_line_is_one_object_with_level_logger_and_time() -> None:
    line = formatter("json").format(record("二\n行"))
    assert "\n" not in line
    held = json.loads(line)
    assert (held["event"], held["level"], held["logger"]) == ("二\n行", "error", "ui.desk")
    assert held["timestamp"].endswith("Z")


@pytest.mark.parametrize("log_format", ["json", "plain"])
def test_our_own_errors_speak_and_others_tell_their_kind_and_place_alone(log_format: str) -> None:
    line = formatter(log_format).format(record("a question was lost", caught(lost)))
    assert ASKED not in line
    assert "KeyError" in line
    assert "ui.errors.JournalError: cannot write to the journal sqlite:///x: disk is full" in line
    assert "test_logs.py" in line
    assert line.index("KeyError") < line.index("JournalError")


@pytest.mark.parametrize("log_format", ["json", "plain"])
def test_no_variable_of_a_frame_is_told(log_format: str) -> None:
    def breaks(asked: str) -> int:
        return len(asked) // 0

    assert ASKED not in formatter(log_format).format(record("x", caught(lambda: breaks(ASKED))))


def test_errors_of_a_group_are_told_in_the_same_way() -> None:
    def breaks() -> None:
        raise ExceptionGroup(ASKED, [ValueError(ASKED), OSError(28, "No space left on device")])

    line = formatter("plain").format(record("x", caught(breaks)))
    assert ASKED not in line
    assert "ValueError" in line
    assert "No space left on device" in line


def test_an_error_that_is_caused_by_itself_is_told_once() -> None:
    error = caught(lambda: 1 // 0)
    error.__context__ = ValueError("x")
    error.__context__.__context__ = error
    assert formatter("plain").format(record("x", error)).count("ZeroDivisionError") == 1


def test_a_task_of_asyncio_is_told_without_what_its_exception_says() -> None:
    message = f"Task exception was never retrieved\nfuture: <Task exception=RuntimeError('{ASKED}')>"
    line = formatter("json").format(record(message, name="asyncio"))
    assert json.loads(line)["event"] == "Task exception was never retrieved"


def test_what_a_record_brings_is_told_only_of_a_request() -> None:
    held = json.loads(formatter("json").format(record("x", route="page", status=200, question=ASKED)))
    assert (held["route"], held["status"]) == ("page", 200)
    assert "question" not in held
    assert formatter("plain").format(record("x", route="page")).endswith("x route=page")


def test_the_exception_that_is_being_handled_is_found() -> None:
    try:
        lost()
    except JournalError:
        made = logging.getLogger("ui").makeRecord("ui", logging.ERROR, __file__, 1, "x", (), sys.exc_info())
    assert "disk is full" in json.loads(formatter("json").format(made))["exception"]
