"""What a written sentence is held against, and what came of it."""

from enum import StrEnum
from typing import Literal

from pydantic import Field, PositiveInt

from index.records import Frozen, Status
from rag.by_model import Tokens


class Evidence(Frozen):
    """A statement of a document that a written answer may cite, with what is known of it."""

    number: PositiveInt = Field(description="by which a sentence cites it")
    text: str = Field(min_length=1, description="verbatim")
    title: str = Field(description="of its document, with the issuer: they name the place it is about")
    section: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    status: Status = Status.OTHER


class Fault(StrEnum):
    """What is wrong with a sentence."""

    UNCITED = "uncited"  # no number, or one that no evidence has
    FIGURE = "figure"  # stands in no cited statement, and cannot be computed from them
    UNIT = "unit"
    DIRECTION = "direction"
    QUALIFIER = "qualifier"
    PERIOD = "period"
    PLACE = "place"
    STATUS = "status"  # a plan told as a result, or a result as a plan
    NEGATION = "negation"  # lost, or added
    QUOTE = "quote"
    NAME = "name"
    LANGUAGE = "language"  # another than the asker's
    BEYOND = "beyond"  # says what the cited statements do not


class Message(Frozen):
    """A message to a model."""

    role: Literal["system", "user"]
    content: str


class Output(Frozen):
    """What a model gave."""

    text: str
    is_cut: bool = Field(description="it stopped because it may give no more")
    tokens: Tokens = Tokens()


class Finding(Frozen):
    """A fault of a sentence, with the words that show it."""

    fault: Fault
    words: str


class Checked(Frozen):
    """A sentence of a draft and the verdict on it."""

    sentence: str
    numbers: tuple[PositiveInt, ...] = Field(description="that it cites, in order, each once")
    finding: Finding | None = Field(description="None: every check bears it out")

    @property
    def is_kept(self) -> bool:
        """Whether it may be shown."""
        return self.finding is None
