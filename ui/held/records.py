"""A file that was uploaded and is not among the documents yet: where it stands, and what was read of it."""

from datetime import date
from enum import StrEnum

from pydantic import Field, field_validator

from index.errors import Fault
from index.load.read import Format, LeftOut, Notice, PageSize, Part
from index.records import WEB_ADDRESS, Coverage, Document, Dropped, Frozen, Section, Unit
from index.words.hidden import HiddenKind
from ui.held.problems import Problem
from ui.journal.records import Moment


class State(StrEnum):
    """Where a file stands."""

    CAME = "came"  # waits to be read
    READ = "read"  # can be looked at
    BAD = "bad"  # cannot be read
    APPROVED = "approved"  # is put in force when its time has come
    BUILDING = "building"  # is among the documents, and the index is being built
    IN_FORCE = "in_force"
    FAILED = "failed"  # could not be put in force; can be looked at and tried again


MOVING = frozenset({State.CAME, State.BUILDING})  # goes on by itself within moments
OPEN = frozenset({State.READ, State.FAILED})  # waits for somebody's word


class Entry(Frozen):
    """What the catalogue is to say of a document."""

    title: str = Field(min_length=1, max_length=300)
    issuer: str = Field(default="", max_length=200)
    kind: str = Field(default="", max_length=100)
    issued: date | None = None
    place: str = Field(default="", max_length=100)
    source: str = Field(default="", max_length=500)
    source_url: str = Field(default="", pattern=WEB_ADDRESS, max_length=2000)
    covers: tuple[Coverage, ...] = Field(default=(), max_length=20)


class Approval(Frozen):
    """Somebody's word that a document is to be put in force."""

    by: str
    at: Moment
    due: Moment | None = Field(description="None: at once")
    doc_id: str = Field(min_length=1, max_length=150)
    is_edition: bool = Field(description="takes the place of the document of that name")
    entry: Entry


class Held(Frozen):
    """A file that was uploaded."""

    held_id: str = Field(pattern="^[0-9a-f]{16}$")
    name: str = Field(min_length=1, description="made harmless")
    n_bytes: int = Field(ge=0)
    sha256: str
    by: str
    came_at: Moment
    state: State
    changed_at: Moment
    problem: Problem | None = Field(default=None, description="None where nothing is wrong")
    approval: Approval | None = None

    @field_validator("problem", mode="before")
    @classmethod
    def _of_sentence(cls, given: object) -> object:
        """Take a sentence, as problems were kept before they had a code."""
        if isinstance(given, str):
            return Problem(fault=Fault.OTHER, said=given) if given else None
        return given

    @property
    def is_due_at(self) -> Moment:
        """When it is to be put in force: when it was approved, or at the time that was said."""
        if self.approval is None:
            return self.changed_at
        return self.approval.due or self.approval.at


class HiddenFound(Frozen):
    """Characters that nobody sees: how many of a kind, and on which lines of the text."""

    kind: HiddenKind
    n_chars: int
    lines: tuple[int, ...]


class MergedCell(Frozen):
    """A cell that stands for several, and where it begins; both count from 0 in the rows that are shown."""

    row: int
    column: int
    rows: int
    columns: int


class ReadTable(Frozen):
    """A table of the file, row by row; the kept text says each of its cells with its heads."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[MergedCell, ...] = ()


class Alike(Frozen):
    """A document that is held already and says the same."""

    doc_id: str
    title: str
    is_same: bool = Field(description="the same text")
    share: float = Field(ge=0, le=1, description="of the new document's clauses that it has, too")


class Preview(Frozen):
    """What was read of a file."""

    format: Format
    encoding: str
    doc_id: str = Field(description="that its name proposes")
    sha256: str = Field(description="of its text")
    text: str = Field(repr=False)
    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    dropped: tuple[Dropped, ...]
    left_out: tuple[LeftOut, ...]
    notices: tuple[Notice, ...]
    tables: tuple[ReadTable, ...]
    n_tables: int
    hidden: tuple[HiddenFound, ...]
    entry: Entry
    alike: tuple[Alike, ...]
    pages: tuple[PageSize, ...] = Field(default=(), description="of a PDF")
    parts: tuple[Part, ...] = Field(default=(), repr=False, description="of a PDF: where its text stands on them")

    @property
    def document(self) -> Document:
        """The document as an index would have it."""
        return Document(doc_id=self.doc_id, sha256=self.sha256, note="", text=self.text, **dict(self.entry))


class Asked(Frozen):
    """Questions that the document answers, by the tag of the page's language they are for."""

    questions: dict[str, tuple[str, ...]]


class Progress(Frozen):
    """How far the building of an index is: texts encoded; 0 of 0 before it is known how many."""

    done: int = 0
    of: int = 0
