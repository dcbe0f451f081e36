"""What the index is made of: documents, sections, units, chunks, hits.

Offsets are half-open and count Unicode characters of the source file read as UTF-8 with `newline=""`.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, model_validator

WEB_ADDRESS = r"^(https?://[^\s<>\"\\]+)?$"  # or none


class Frozen(BaseModel):
    """A record: immutable, and with no field that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Span(Frozen):
    """A half-open range of characters in one source document."""

    start: NonNegativeInt
    end: NonNegativeInt

    @model_validator(mode="after")
    def _is_not_empty(self) -> Self:
        if self.end <= self.start:
            msg = f"a span must end after it starts, found [{self.start}, {self.end})"
            raise ValueError(msg)
        return self

    def overlap(self, other: Self) -> int:
        """Return how many characters both spans share (0 when they do not meet)."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


class Status(StrEnum):
    """Whether a statement tells what was done or what is meant to be done."""

    RESULT = "result"
    PLAN = "plan"
    OTHER = "other"


class Period(NamedTuple):
    """Years (in order, empty when nothing tells), and whether they are told as past or as planned."""

    years: tuple[int, ...]
    status: Status


class Coverage(Frozen):
    """Years that a document speaks of, and whether it reports or plans them."""

    first_year: int = Field(ge=1949, le=2100)
    last_year: int = Field(ge=1949, le=2100)
    status: Status

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if self.last_year < self.first_year:
            msg = f"last_year {self.last_year} is before first_year {self.first_year}"
            raise ValueError(msg)
        return self

    @property
    def years(self) -> tuple[int, ...]:
        """The years from the first to the last, both included."""
        return tuple(range(self.first_year, self.last_year + 1))

    @property
    def period(self) -> Period:
        """The same as a period."""
        return Period(self.years, self.status)


class State(StrEnum):
    """What has become of a document since it was issued."""

    IN_FORCE = "in_force"
    CORRECTED = "corrected"  # in force, in an edition that mends an earlier one
    SUPERSEDED = "superseded"  # 废止: another holds in its place, or none
    WITHDRAWN = "withdrawn"  # answers nothing any longer


class Life(Frozen):
    """What has become of a document: since when, by which other one, and why."""

    state: State = State.IN_FORCE
    since: date | None = Field(default=None, description="None while it is in force as it was issued")
    by: str = Field(default="", description="the document that holds in its place; empty where none that is held does")
    why: str = ""

    @model_validator(mode="after")
    def _is_told(self) -> Self:
        if self.state is State.IN_FORCE and (self.since or self.by or self.why):
            raise ValueError(f"what is in force as it was issued has no since, by or why; state is one of {_STATES}")
        if self.state is not State.IN_FORCE and self.since is None:
            raise ValueError(f"what is {self.state.value} needs the day since when, as since = 2025-03-01")
        if self.by and self.state is not State.SUPERSEDED:
            raise ValueError(f"only what is superseded is so by another document, this one is {self.state.value}")
        if self.state is State.WITHDRAWN and not self.why:
            raise ValueError('what is withdrawn needs a reason, as why = "…"')
        return self


_STATES = ", ".join(State)
IN_FORCE = Life()


class DocumentEntry(Frozen):
    """What the catalog says of a document."""

    doc_id: str
    title: str
    issuer: str
    kind: str
    issued: date | None = Field(description="None when the document bears no date")
    covers: tuple[Coverage, ...]
    source: str
    sha256: str
    note: str
    place: str = ""
    source_url: str = Field(default="", pattern=WEB_ADDRESS, max_length=2000, description="of the official page")
    life: Life = IN_FORCE


class Document(DocumentEntry):
    """One source document as it came, with what the catalog says of it."""

    text: str = Field(repr=False)


class Section(Frozen):
    """A heading and all that stands below it, up to the next heading of its level or above.

    `path` holds the headings from the top to this one; the part before the first heading has an empty path.
    `span` reaches from the heading's first character to the last character of the section, sub-sections included.
    """

    section_id: str
    doc_id: str
    path: tuple[str, ...]
    span: Span


class Role(StrEnum):
    """What a unit is on the page."""

    FRONT = "front"  # title, document number, date, salutation, signature
    HEADING = "heading"
    SENTENCE = "sentence"
    ITEM = "item"  # ①… or a list line
    RESPONSIBLE = "responsible"  # 【责任单位:…】
    FOOTNOTE = "footnote"
    GLOSSARY = "glossary"


class LinkKind(StrEnum):
    """Why a unit points at another one."""

    RESPONSIBLE = "responsible"
    DEFINITION = "definition"


class Link(Frozen):
    """A unit that belongs to this one: who is responsible for it, or what a term in it means."""

    kind: LinkKind
    unit_id: str


class Unit(Frozen):
    """The smallest thing worth citing: a sentence, a numbered item, a definition.

    `text` is the source's characters at `spans`, joined, without white space at line breaks and footnote markers.
    `years` is empty when neither the wording nor the section tells.
    """

    unit_id: str
    doc_id: str
    section_id: str
    role: Role
    text: str
    spans: tuple[Span, ...] = Field(min_length=1)
    years: tuple[int, ...]
    status: Status
    term: str = Field(description="what a footnote or glossary entry defines; empty for all others")
    links: tuple[Link, ...]

    @property
    def period(self) -> Period:
        """What the unit is of."""
        return Period(self.years, self.status)


class Chunk(Frozen):
    """What is searched: consecutive units of one section.

    `text` is what is shown and embedded; `context` is title, period and heading path, put in front for lexical search.
    """

    chunk_id: str
    doc_id: str
    section_id: str
    unit_ids: tuple[str, ...] = Field(min_length=1)
    spans: tuple[Span, ...] = Field(min_length=1)
    text: str
    context: str

    @property
    def searched_text(self) -> str:
        """The text whose terms lexical search finds."""
        return f"{self.context} {self.text}"


class Dropped(Frozen):
    """Characters of a source that belong to no unit, and why."""

    doc_id: str
    span: Span
    reason: str


class Hit(NamedTuple):
    """One found chunk: its row in the index, and a finite score (higher is better).

    A tuple, as a question makes nearly a thousand: 0.3 µs each against 3.5 as a validated record.
    """

    row: int
    score: float


class SegmentPart(Frozen):
    """A segment of an index, with those of its documents that are in the index."""

    folder: str = Field(description="its name in the folder of segments")
    sha256: str = Field(description="of its manifest, which has those of its files")
    doc_ids: tuple[str, ...]


class IndexManifest(Frozen):
    """What an index is made of; one whose fingerprint no longer fits is brought up to date, never used."""

    format_version: int
    fingerprint: str = Field(description="sha256 over the documents' fingerprints, in order, and the model")
    documents: tuple[tuple[str, str], ...] = Field(description="doc_id and sha256, in catalog order")
    model: str
    dimension: int
    n_chunks: int
    n_units: int
    settings: tuple[tuple[str, str], ...]
    segments: tuple[SegmentPart, ...]
    withdrawn: tuple[DocumentEntry, ...] = Field(
        default=(), description="documents that are in no segment, and answer nothing any longer"
    )
