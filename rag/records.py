"""A question and what comes back: an answer with citations, a typed refusal, or a reply where nothing is asked."""

from datetime import date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, NonNegativeFloat, NonNegativeInt, PositiveInt

from index.records import IN_FORCE, Frozen, Life, Span, Status
from rag.by_model import NOT_WRITTEN, Writing
from rag.typed import as_read

_CHINA = timezone(timedelta(hours=8))
REPLY: Final = "reply"  # the mode where nothing was asked
WRITTEN: Final = "written"  # the mode where a model worded the answer
QUESTION: Final = "question"  # the act of asking


class Language(StrEnum):
    """The asker's language and script."""

    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"
    CANTONESE = "yue"
    ENGLISH = "en"


AsRead = Annotated[str, AfterValidator(as_read)]


def today() -> date:
    """Return the day it is where the documents are from."""
    return datetime.now(_CHINA).date()


class Scope(Frozen):
    """What an asker keeps all questions to; each part is empty, or `other`, where it keeps to nothing."""

    documents: tuple[str, ...] = Field(default=(), description="ids")
    years: tuple[int, ...] = ()
    status: Status = Status.OTHER


EVERYTHING = Scope()


class Question(Frozen):
    """What was asked, with the earlier questions of the same conversation, oldest first."""

    id: str
    text: AsRead
    history: tuple[AsRead, ...] = ()
    asked_on: date = Field(default_factory=today, description="the day that 今年 and 去年 count from")
    scope: Scope = EVERYTHING


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
    life: Life = Field(default=IN_FORCE, description="what had become of the document when the answer was made")


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


class Certainty(StrEnum):
    """How surely the documents say what was asked."""

    ANSWERED = "answered"
    NEAREST = "nearest"  # they do not say it; the nearest statements are given as what they are
    REFUSED = "refused"


class Meant(Frozen):
    """What a question was taken to mean, for its asker to see and correct."""

    taken_over: tuple[str, ...] = Field(
        default=(), description="what was left out and taken from earlier questions, in the asker's words"
    )
    years: tuple[int, ...] = ()
    places: tuple[str, ...] = Field(default=(), description="their names, as the asker writes them")
    documents: tuple[str, ...] = Field(default=(), description="the titles of those the question names")


class Operation(StrEnum):
    """What is computed of stated figures."""

    DIFFERENCE = "difference"
    SUM = "sum"
    CHANGE = "change"  # in per cent of the first
    SHARE = "share"  # in per cent of the second
    AVERAGE = "average"
    PER_ITEM = "per_item"  # the first shared among as many things as the second counts
    RATIO = "ratio"
    MOST = "most"
    LEAST = "least"
    RANK = "rank"


class Operand(Frozen):
    """A stated figure that is computed with."""

    text: str = Field(min_length=1, description="as it stands in the quote")
    number: PositiveInt = Field(description="of the citation whose quote holds it")


class Computed(Frozen):
    """A figure that no document states, computed of some that documents do."""

    operation: Operation
    text: str = Field(min_length=1, description="the line that shows it, without markers: 10155 + 8430 = 18585 个")
    value: float = Field(description="in `unit`")
    unit: str
    operands: tuple[Operand, ...] = Field(min_length=1)


class Reply(Frozen):
    """What answered, refused and replied have in common."""

    question: Question
    language: Language
    text: str
    mode: str = Field(description="'extractive', 'written' where a model worded it, or 'reply'")
    passages: tuple[Passage, ...] = Field(description="the best retrieved, best first, at most ten")
    seconds: Seconds
    confidence: float = Field(ge=0, le=1, description="of the gate: how likely the evidence found answers the question")
    understood: Meant = Meant()


class Answered(Reply):
    """An answer; every `[n]` in `text` resolves to the citation of that number."""

    citations: tuple[Citation, ...] = Field(min_length=1)
    keys: tuple[Key, ...] = ()
    table: tuple[Row, ...] = Field(default=(), description="at least two periods that are compared, or none")
    disagreement: tuple[PositiveInt, ...] = Field(
        default=(), description="citations of documents that give different figures for the same, or none"
    )
    computed: tuple[Computed, ...] = ()
    writing: Writing = NOT_WRITTEN
    n_lead_lines: NonNegativeInt = Field(
        default=0, description="lines of `text` that say keys, table and disagreement; the quotes follow"
    )
    n_own_lines: NonNegativeInt = Field(
        default=0, description="the first of them, in words of the assistant's own: a verdict, a time, a newest year"
    )


class Refused(Reply):
    """No answer; `text` says why, what is held, and where to turn; nearest passages are in `passages`.

    Where the evidence is near, `text` gives the nearest statements as such, and `citations` prove them.
    """

    reason: Reason
    citations: tuple[Citation, ...] = ()


class Replied(Reply):
    """What is said back where nothing was asked of the documents: nothing is cited or refused."""

    mode: Literal["reply"] = REPLY
    passages: tuple[()] = ()
    confidence: float = Field(default=0.0, ge=0, le=0)
    act: str = Field(description="what was said instead of a question: rag.question.acts.act.Act")
    examples: tuple[str, ...] = Field(description="questions that can be asked, in the language of `text`")


Answer = Answered | Refused | Replied


def certainty(answer: Answer) -> Certainty:
    """Return how surely an answer says what was asked; a reply, to which nothing was asked, is as sure as can be."""
    match answer:
        case Refused(citations=citations):
            return Certainty.NEAREST if citations else Certainty.REFUSED
        case _:
            return Certainty.ANSWERED


def said(answer: Answer) -> str:
    """Return an answer as plain text; below a reply stand its examples, a line each."""
    return "\n".join((answer.text, *answer.examples)) if isinstance(answer, Replied) else answer.text
