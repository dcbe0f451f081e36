"""The errors of luohu-qa.

LuohuError                 the root: one clear sentence, safe to show to a person
├── SettingsError          a setting is unknown, out of range or unreadable
├── CatalogError           a seed is missing, changed, uncatalogued or its entry is wrong
├── ReadError              a document cannot be read as what it claims to be
├── ModelError             the embedding model cannot be prepared or loaded
├── IndexFormatError       the saved index is missing, damaged or of another version
├── EngineError            the search engine beside it cannot be reached, or holds something else
└── rag.errors, eval.errors, ui.errors add theirs below the same root
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from pydantic_core import ErrorDetails


class Problem(NamedTuple):
    """What pydantic says is wrong: where (fields joined by dots; empty for the whole record), what, and what it met."""

    where: str
    message: str
    found: object
    kind: str


def first_problem(errors: Sequence[ErrorDetails]) -> Problem:
    """Return the first thing that is wrong with a record, of the `errors()` of a ValidationError."""
    first = errors[0]
    return Problem(".".join(str(part) for part in first["loc"]), first["msg"], first["input"], first["type"])


class Fault(StrEnum):
    """Why a file cannot be taken in; a page says it in its reader's words."""

    EMPTY = "empty"
    NO_TEXT = "no_text"
    SCAN = "scan"  # and nothing here reads pictures
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"  # found, most: megabytes
    TOO_MANY_PAGES = "too_many_pages"  # found, most
    TOO_MANY_CELLS = "too_many_cells"  # most
    BOMB = "bomb"  # found: megabytes
    ENTITIES = "entities"
    PICTURE = "picture"
    PROGRAM = "program"
    ARCHIVE = "archive"
    OLD_OFFICE = "old_office"
    OTHER_OFFICE = "other_office"
    NO_READER = "no_reader"
    NOT_TEXT = "not_text"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    CRASHED = "crashed"
    NAME_HELD = "name_held"
    LAST_DOCUMENT = "last_document"
    DISK = "disk"
    OTHER = "other"


class LuohuError(Exception):
    """The root of every error this project raises on purpose; its message is one clear sentence."""


class _FaultError(LuohuError):
    """An error with a code, and with what the sentence names."""

    def __init__(self, message: str, fault: Fault = Fault.OTHER, **named: str) -> None:
        super().__init__(message)
        self.fault, self.named = fault, named


class SettingsError(LuohuError):
    """A setting is unknown, out of range, or its file cannot be read."""


class CatalogError(_FaultError):
    """A document and `catalog.toml` do not agree."""


class ReadError(_FaultError):
    """A document cannot be decoded or has no reader."""


class ModelError(LuohuError):
    """The embedding model cannot be prepared, loaded, or does not fit the index."""


class IndexFormatError(_FaultError):
    """The saved index is missing, damaged, or was written by another version."""


class EngineError(LuohuError):
    """Milvus cannot be reached, refuses what it is asked, or does not hold the index."""
