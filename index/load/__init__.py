"""Files → text whose offsets every later record counts in: a reader a format (`reading.py`), and the kept texts."""

from pathlib import Path
from typing import Protocol

from index.errors import Fault, ReadError
from index.load.plain import PlainTextReader

READABLE = (".txt", ".md")


class Reader(Protocol):
    """Turns the bytes of one format into text."""

    def read(self, content: bytes, name: str) -> str:
        """Return the text; `name` is for messages. Raises ReadError when the bytes are not of this format."""
        ...


def make_reader(path: Path) -> Reader:
    """Return the reader of a kept text, by its ending; `index.load.reading` reads what comes.

    Raises:
        ReadError: there is none; the message names the endings that can be read.
    """
    match path.suffix.lower():
        case ".txt" | ".md":
            return PlainTextReader()
        case other:
            raise ReadError(
                f"{path.name}: no reader for {other or 'a file without ending'}; can read {READABLE}", Fault.NO_READER
            )
