"""What a log may say of an error: which one, and where; never a word of a visitor.

The message of an error repeats what it was about: a `KeyError` the word that was looked up, pydantic the value that
does not fit, a database the row. So a log gets the kinds and the places of errors, and the messages of those alone
whose words are ours. It is done where records are made: no handler of any library gets another one.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from types import TracebackType

from index.errors import LuohuError
from rag.errors import QuestionError

_NO_MESSAGE = (QuestionError,)  # of our own errors: these repeat what was asked
_factory = logging.getLogRecordFactory()
_log = logging.getLogger(__name__)


def described(error: BaseException) -> str:
    """Return the lines of an error, what led to it first: kinds, places, and the messages that are ours."""
    return "\n".join(_lines(error))


def keep_logs_discreet() -> None:
    """From now on have every log of this process describe errors so, and tell it those that nobody caught."""
    if logging.getLogRecordFactory() is not _record:
        logging.setLogRecordFactory(_record)
    sys.excepthook = _uncaught
    threading.excepthook = _of_thread
    traceback.print_exc = log_error  # what Gradio prints errors with


def log_error(*_: object, **__: object) -> None:
    """Log the error that is being handled: in the place of `traceback.print_exc`."""
    error = sys.exc_info()[1]
    if error is not None:
        _log.error("a library told an error", exc_info=error)


def _lines(error: BaseException) -> Iterator[str]:
    seen: list[BaseException] = []
    at: BaseException | None = error
    while at is not None and at not in seen:
        seen.append(at)
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    for number, held in enumerate(reversed(seen)):
        if number:
            yield "which led to:"
        yield "Traceback (most recent call last):"
        yield from (line.rstrip("\n") for line in traceback.format_tb(held.__traceback__))
        yield _named(held)
        if isinstance(held, BaseExceptionGroup):
            for each in held.exceptions:
                yield from (f"  | {line}" for line in described(each).splitlines())


def _is_foreign(error: BaseException) -> bool:
    """Return whether the message of an error is not of our words alone."""
    return not isinstance(error, LuohuError) or isinstance(error, _NO_MESSAGE)


def _named(error: BaseException) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    if not _is_foreign(error):
        return f"{kind}: {error}"
    if isinstance(error, OSError) and error.strerror:
        return f"{kind}: {error.strerror}"
    return kind


def _record(*arguments: object, **named: object) -> logging.LogRecord:
    made = _factory(*arguments, **named)
    if isinstance(made.args, tuple):
        made.args = tuple(
            _named(held) if isinstance(held, BaseException) and _is_foreign(held) else held for held in made.args
        )
    if made.exc_info and isinstance(made.exc_info, tuple) and made.exc_info[1] is not None:
        error = made.exc_info[1]
        made.msg, made.args = _without(made.getMessage(), error), ()
        made.exc_text, made.exc_info = described(error), None
    if made.name == "asyncio":  # below its first line it shows a task, with all that it was called with
        made.msg, made.args = made.getMessage().partition("\n")[0], ()
    return made


def _without(message: str, error: BaseException) -> str:
    """Return a message less what it repeats of an error, as asyncio's does."""
    for said in (repr(error), str(error)):
        if said and said in message:
            message = message.replace(said, _named(error))
    return message


def _uncaught(kind: type[BaseException], error: BaseException, place: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, place)
        return
    _log.critical("the program broke", exc_info=(kind, error, place))


def _of_thread(of: threading.ExceptHookArgs) -> None:
    if of.exc_value is not None and not isinstance(of.exc_value, SystemExit):
        _log.error("%s broke", of.thread.name if of.thread else "a thread", exc_info=of.exc_value)
