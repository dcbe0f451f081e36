"""A question and what comes back: an answer with citations, a typed refusal, or a reply where nothing is asked."""

from datetime import date
from enum import StrEnum
from typing import Final, Literal

from pydantic import Field, NonNegativeFloat, NonNegativeInt, PositiveInt

from index.records import Frozen, Span, Status

REPLY: Final = "reply"  # the mode where nothing was asked


class Language(StrEnum):
    """The asker's language and script."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    CANTONESE = "yue"
    ENGLISH = "en"


class Question(Frozen):
    """What was asked, with the earlier questions of the same conversation, oldest first."""

    id: str
    text: str
    history: tuple[str, ...] = ()


class Passage(Frozen):
    """A retrieved chunk: `spans` in its document, `score` the fused relevance (higher is better)."""

    doc_id: str
    chunk_id: str
    section: tuple[str, ...]
    spans: tuple[Span, ...]
    text: str
    score: float


class Citation(Frozen):
    """The proof of a statement: `quote` equals the source's characters at `spans`, joined."""

    number: PositiveInt
    doc_id: str
    title: str
    issued: date | None
    section: tuple[str, ...]
    spans: tuple[Span, ...] = Field(min_length=1)
    quote: str
    sha256: str = Field(description="of the source file the spans count in")


class ChosenBy(StrEnum):
    """Why a figure stands in front."""

    ALONE = "alone"  # its quote has no other of the asked form
    CLAUSE = "clause"  # its clause has more of the question than those of the others
    EACH = "each"  # as many figures are asked as its quote has
    TOGETHER = "together"  # clauses that agree alike: the stretch that holds them
    PERIODS = "periods"  # the figure of one of the periods compared
    YEARS = "years"  # the figure of one of the years that a figure is asked through
    DISAGREEMENT = "disagreement"  # what one of the documents that disagree says


class Key(Frozen):
    """The figure or date of a quote that answers, as it stands there, and why it and not another."""

    text: str = Field(min_length=1)
    chosen_by: ChosenBy = ChosenBy.ALONE
    instead_of: tuple[str, ...] = Field(default=(), description="others of the asked form in its quote, as they stand")
    restated: str = Field(description="in the answer's language; empty where that is the quote's, or it is not certain")
    numbers: tuple[PositiveInt, ...] = Field(min_length=1, description="of the citations whose quotes hold it")


class Row(Frozen):
    """One period of a comparison, with the figures of that period."""

    years: tuple[int, ...]
    status: Status
    keys: tuple[Key, ...] = Field(min_length=1)


class Seconds(Frozen):
    """Where the time went."""

    total: NonNegativeFloat
    embed: NonNegativeFloat


class Reason(StrEnum):
    """Why a question was not answered."""

    NO_EVIDENCE = "no_evidence"
    WRONG_PERIOD = "wrong_period"
    OUT_OF_SCOPE = "out_of_scope"
    BLOCKED = "blocked"
    BAD_QUESTION = "bad_question"


class Reply(Frozen):
    """What answered, refused and replied have in common."""

    question: Question
    language: Language
    text: str
    mode: str = Field(description="'extractive', 'generated' once a generator is configured, or 'reply'")
    passages: tuple[Passage, ...] = Field(description="the best retrieved, best first, at most ten")
    seconds: Seconds
    confidence: float = Field(ge=0, le=1, description="of the gate: how likely the evidence found answers the question")


class Answered(Reply):
    """An answer; every `[n]` in `text` resolves to the citation of that number."""

    citations: tuple[Citation, ...] = Field(min_length=1)
    keys: tuple[Key, ...] = ()
    table: tuple[Row, ...] = Field(default=(), description="at least two periods that are compared, or none")
    disagreement: tuple[PositiveInt, ...] = Field(
        default=(), description="citations of documents that give different figures for the same, or none"
    )
    n_lead_lines: NonNegativeInt = Field(
        default=0, description="lines of `text` that say keys, table and disagreement; the quotes follow"
    )


class Refused(Reply):
    """No answer; `text` says why, what is held, and where to turn; nearest passages are in `passages`."""

    reason: Reason


class Replied(Reply):
    """What a greeting, thanks or a farewell gets back; nothing was asked, so nothing was searched or refused."""

    mode: Literal["reply"] = REPLY
    passages: tuple[()] = ()
    confidence: float = Field(default=0.0, ge=0, le=0)
    examples: tuple[str, ...] = Field(description="questions that can be asked, in the language of `text`")


Answer = Answered | Refused | Replied


def said(answer: Answer) -> str:
    """Return an answer as plain text; below a reply stand its examples, a line each."""
    return "\n".join((answer.text, *answer.examples)) if isinstance(answer, Replied) else answer.text
