"""JSON lines: one value a line, UTF-8, characters as they are."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from eval.errors import RunError


def read_jsonl(path: Path) -> Iterator[tuple[str, object]]:
    """Yield for every line that is not blank where it stands (`file line n`) and its value.

    Raises:
        RunError: the file cannot be read, or a line is not JSON.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise RunError(f"cannot read {path}: {error}") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield f"{path} line {number}", json.loads(line)
            except ValueError as error:
                raise RunError(f"{path} line {number}: expected JSON, found {line[:60]!r} ({error})") from error


def to_line(value: object) -> str:
    """Return the value as one line of JSON with its line end; NaN and infinity are refused with a ValueError."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False) + "\n"


def write_jsonl(path: Path, values: Iterable[object]) -> None:
    """Write one value a line."""
    path.write_text("".join(to_line(value) for value in values), encoding="utf-8")
