"""The inbox of eval cases made from verdicts: a JSON-lines file that grows a whole line at a time."""

import json
import os
from collections.abc import Collection
from pathlib import Path

from index.lock import locked
from index.whole import whole_file
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


def remove_cases(inbox: Path, case_ids: Collection[str]) -> int:
    """Remove the cases of some ids, and return how many they were; what the file held before is overwritten.

    Raises:
        JournalError: the file cannot be read or written; it is as it was then.
    """
    try:
        if not inbox.exists():
            return 0
        with locked(inbox.with_name(f".{inbox.name}.lock")), inbox.open("r+b") as file:
            held = file.read().splitlines(keepends=True)
            kept = [line for line in held if _id(line) not in case_ids]
            if len(kept) < len(held):
                with whole_file(inbox, mode=inbox.stat().st_mode & 0o777) as partial:
                    partial.write_bytes(b"".join(kept))
                file.seek(0)  # the old file, which has no name any more
                file.write(bytes(sum(map(len, held))))
                file.flush()
                os.fsync(file.fileno())
    except OSError as error:
        raise JournalError(f"cannot write to the inbox {inbox}: {error.strerror or error}") from error
    return len(held) - len(kept)


def _id(line: bytes) -> str:
    try:
        case = json.loads(line)
    except ValueError:  # cut short, see above
        return ""
    return str(case.get("id", "")) if isinstance(case, dict) else ""
