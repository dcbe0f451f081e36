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


class LuohuError(Exception):
    """The root of every error this project raises on purpose; its message is one clear sentence."""


class SettingsError(LuohuError):
    """A setting is unknown, out of range, or its file cannot be read."""


class CatalogError(LuohuError):
    """A document and `catalog.toml` do not agree."""


class ReadError(LuohuError):
    """A document cannot be decoded or has no reader."""


class ModelError(LuohuError):
    """The embedding model cannot be prepared, loaded, or does not fit the index."""


class IndexFormatError(LuohuError):
    """The saved index is missing, damaged, or was written by another version."""


class EngineError(LuohuError):
    """Milvus cannot be reached, refuses what it is asked, or does not hold the index."""
