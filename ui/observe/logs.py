"""The log: one line or one JSON object for each thing that happened, from whichever library, on standard error.

No visitor's text comes into it: what this program logs holds none, and what errors say of it is taken out of each
record as it is made (`ui/discreet.py`).
"""

import logging
import sys

import structlog
from asgi_correlation_id import correlation_id
from structlog.types import EventDict, WrappedLogger

from ui.config import UiSettings
from ui.discreet import keep_logs_discreet

_OURS = ("index", "rag", "ui")


def set_up_logs(settings: UiSettings) -> None:
    """Send what this process logs to standard error, as `ui.log_format` and `ui.log_level` say."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter(settings.log_format))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(settings.log_level.upper())
    logging.getLogger("asgi_correlation_id").setLevel(logging.ERROR)  # anyone may send an id that is not taken
    logging.captureWarnings(capture=True)
    keep_logs_discreet()


def formatter(log_format: str) -> logging.Formatter:
    """Return what makes a line of a log record: `json` or `plain`."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.stdlib.ExtraAdder(allow=("route", "method", "status", "seconds")),
            _with_request_id,
            _with_exception,
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False) if log_format == "json" else _plain,
        ],
    )


def _with_request_id(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    held = correlation_id.get()
    return {**event, "request_id": held} if held else event


def _with_exception(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Take the exception as the record describes it, and no other word of it."""
    record: logging.LogRecord = event["_record"]
    event.pop("exc_info", None)
    return {**event, "exception": record.exc_text} if record.exc_text else event


def _plain(_: WrappedLogger, __: str, event: EventDict) -> str:
    known = {"timestamp", "level", "logger", "event", "request_id", "exception"}
    more = "".join(f" {name}={value}" for name, value in event.items() if name not in known)
    held = f" [{event['request_id']}]" if "request_id" in event else ""
    below = f"\n{event['exception']}" if "exception" in event else ""
    return f"{event['timestamp']} {event['level'].upper()} {event['logger']}{held}: {event['event']}{more}{below}"
