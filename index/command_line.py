"""What every command does at its end: what cannot be written is one line on standard error, never a traceback."""

import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Protocol

_STOPPED = 130  # as a shell counts a program that was interrupted


class Main(Protocol):
    """The `main` of a command: returns its exit status."""

    def __call__(self, arguments: list[str] | None = None) -> int:
        """Run with the arguments of the command line, or those given."""


def command(name: str) -> Callable[[Main], Main]:
    """Return what makes a command's `main` return 2 where standard output cannot take what it says.

    Args:
        name: what the line on standard error begins with.
    """

    def ending_well(main: Main) -> Main:
        @wraps(main)
        def ended(arguments: list[str] | None = None) -> int:
            problem = ""
            if sys.stdout is None:  # closed by the shell; a file opened now would get its number
                sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for as long as all runs
            try:
                status = main(arguments)
                sys.stdout.flush()  # at its end Python would do so, and say that nobody heard of it
            except UnicodeEncodeError as error:
                if error.encoding.lower().replace("_", "-") == "utf-8":  # half of a character, as a shell may hand over
                    problem = "what was given is not text in UTF-8"
                else:
                    problem = (
                        f"the output cannot hold Chinese: it is {error.encoding}; "
                        "set PYTHONIOENCODING=utf-8, or a locale with UTF-8"
                    )
            except BrokenPipeError:
                problem = "the output was closed before all was written"
            except OSError as error:
                problem = f"the output cannot be written: {error.strerror or error}"
            except KeyboardInterrupt:
                return _STOPPED
            if not problem:
                return status
            print(f"{name}: {problem}", file=sys.stderr)
            _close_output()
            return 2

        return ended

    return ending_well


def _close_output() -> None:
    """Let what is still to be written go nowhere: at its end Python would try again."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):  # of no file, as in a test
        return
    os.close(nowhere)
