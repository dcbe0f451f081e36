"""The inbox of eval cases made from verdicts: a JSON-lines file that grows a whole line at a time."""

import json
import os
from pathlib import Path

from index.lock import locked
from ui.errors import JournalError


def append_case(inbox: Path, line: str) -> bool:
    """Append a case, and return whether it was new; one with the same id is there already otherwise.

    Several processes may append at once: one waits for the other. What a process that was killed left of a line is
    closed by a line end first, so that it spoils itself only.

    Args:
        inbox: the file; made with its folder when it is not there.
        line: of `to_case`, ending in a line end.

    Raises:
        JournalError: the file cannot be read or written.
    """
    case_id = json.loads(line)["id"]
    try:
        inbox.parent.mkdir(parents=True, exist_ok=True)
        with locked(inbox.with_name(f".{inbox.name}.lock")), inbox.open("a+b") as file:
            file.seek(0)
            held = file.read()
            if any(_id(other) == case_id for other in held.splitlines()):
                return False
            before = b"" if not held or held.endswith(b"\n") else b"\n"
            file.write(before + line.encode())
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise JournalError(f"cannot write to the inbox {inbox}: {error.strerror or error}") from error
    return True


def has_case(inbox: Path, case_id: str) -> bool:
    """Return whether a case with that id is in the inbox; a file that is not there holds none.

    Raises:
        JournalError: the file cannot be read.
    """
    try:
        held = inbox.read_bytes()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise JournalError(f"cannot read the inbox {inbox}: {error.strerror or error}") from error
    return any(_id(line) == case_id for line in held.splitlines())


def _id(line: bytes) -> str:
    try:
        case = json.loads(line)
    except ValueError:  # cut short, see above
        return ""
    return str(case.get("id", "")) if isinstance(case, dict) else ""
