"""What the journal holds: entries with their frozen evidence, feedback, reviews, suppressions.

Evidence is stored as JSON of these models and must load for as long as it is kept: a new field needs a default, and
none may be renamed. They are therefore models of their own, not those of `rag`.
"""

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BeforeValidator,
    Field,
    NonNegativeFloat,
    NonNegativeInt,
    PositiveInt,
    model_validator,
)

from index.records import Frozen, Span, Status
from rag.personal.mask import mask
from rag.question.understand import Wants
from rag.records import Language, Reason
from ui.journal.answer_key import answer_key
from ui.journal.question_key import question_key

_NO_TEXT = re.compile(r"[\x00\ud800-\udfff]")  # a browser may send it, no database takes all of it


def _without_no_text(value: object) -> object:
    return _NO_TEXT.sub("\ufffd", value) if isinstance(value, str) else value


Masked = Annotated[str, BeforeValidator(_without_no_text), AfterValidator(mask)]
Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]
Name = Annotated[str, Field(min_length=1, max_length=100)]


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


class Outcome(StrEnum):
    """What the asker got: an answer, a refusal, or an answer held back because the same one was judged wrong."""

    ANSWERED = "answered"
    REFUSED = "refused"
    WITHHELD = "withheld"


class ShownCitation(Frozen):
    """A citation as it was shown."""

    number: PositiveInt
    doc_id: str
    title: str
    issued: date | None = Field(description="None when the document bears no date")
    section: tuple[str, ...]
    spans: tuple[Span, ...] = Field(min_length=1)
    quote: str
    sha256: str


class FoundPassage(Frozen):
    """A retrieved passage: why it stands where it stands. A searcher that did not find it has given no rank."""

    rank: PositiveInt
    doc_id: str
    chunk_id: str
    section: tuple[str, ...]
    spans: tuple[Span, ...]
    text: str
    score: float = Field(description="fused, period bonus included")
    cosine: float = 0.0
    dense_rank: PositiveInt | None = None
    lexical_rank: PositiveInt | None = None


class Weighted(Frozen):
    """A name with a number: a search term and its weight, a feature of the gate and its value."""

    name: str
    value: float


class ShownFigure(Frozen):
    """A figure that stood in front of an answer, why (`rag.records.ChosenBy`), and the others it might have been."""

    text: str
    chosen_by: str
    instead_of: tuple[str, ...]


class Considered(Frozen):
    """What was understood of a question, what was picked and how, what the gate weighed and what decided."""

    asked: Masked
    topic: Masked
    years: tuple[int, ...]
    status: Status
    wants: Wants
    is_pinyin: bool
    terms: tuple[Weighted, ...]
    chosen: tuple[str, ...] = Field(description="unit ids")
    gate: tuple[Weighted, ...] = Field(description="empty when a rule decided before the gate")
    held_years: tuple[int, ...]
    strategy: str = Field(default="", description="by which the evidence was picked; empty when nothing was")
    rule: str = Field(default="", description="that decided (`rag.refusal.gate.Rule`); empty in older entries")
    rule_detail: Masked = Field(default="", description="the word, the years or the feature by which it decided")
    figures: tuple[ShownFigure, ...] = ()


class DraftSentence(Frozen):
    """A sentence that a model wrote, and the verdict on it."""

    text: Masked
    became: str = Field(description="rag.records.Became")
    fault: str = Field(default="", description="rag.writing.records.Fault; empty where none was found")
    words: Masked = Field(default="", description="that show it")


class Draft(Frozen):
    """What a model wrote of an answer, what came of it, and what it took."""

    model: str = Field(default="", max_length=200)
    note: str = Field(default="", description="rag.records.WritingNote: empty where no model was asked")
    seconds: NonNegativeFloat = 0.0
    prompt_tokens: NonNegativeInt = 0
    completion_tokens: NonNegativeInt = 0
    sentences: tuple[DraftSentence, ...] = Field(default=(), description="as they were written, in order")


NO_DRAFT = Draft()


class Entry(Frozen):
    """A question and what came of it, with the evidence as it was shown."""

    entry_id: str = Field(min_length=8, max_length=64, description="random; who holds it may give feedback")
    conversation_id: str = Field(max_length=64, description="random for each conversation; names nobody")
    asked_at: Moment
    language: Language
    question: Masked = Field(min_length=1)
    history: tuple[Masked, ...]
    outcome: Outcome
    reason: Reason | None = Field(description="of a refusal; None for an answer")
    text: str = Field(description="the answer or the refusal")
    mode: str
    confidence: float = Field(ge=0, le=1)
    seconds: NonNegativeFloat
    embed_seconds: NonNegativeFloat
    fingerprint: str = Field(description="of the index")
    citations: tuple[ShownCitation, ...]
    passages: tuple[FoundPassage, ...]
    considered: Considered | None = Field(description="None for a question refused before it was considered")
    draft: Draft = NO_DRAFT

    @model_validator(mode="after")
    def _agrees_with_its_outcome(self) -> Self:
        refused = self.outcome is Outcome.REFUSED
        if refused != (self.reason is not None) or not (refused or self.citations):
            raise ValueError("a refusal has a reason, an answer citations and no reason")
        return self

    def withheld(self) -> Self:
        """Return the entry of the same answer held back."""
        return self.model_copy(update={"outcome": Outcome.WITHHELD})

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the documents it cites, in order; of a refusal the one where the nearest passage stands."""
        stands = self.citations or self.passages[:1]
        return tuple(dict.fromkeys(item.doc_id for item in stands))

    @property
    def question_key(self) -> str:
        """What this question has in common with others that ask the same."""
        if self.considered is None:
            return question_key(self.question)
        return question_key(self.question, self.considered.topic, self.considered.years)

    @property
    def answer_key(self) -> str:
        """What this answer has in common with others that say the same by the same evidence; empty of a refusal."""
        if self.outcome is Outcome.REFUSED:
            return ""
        return answer_key(self.text, ((citation.doc_id, citation.quote) for citation in self.citations))


class FeedbackKind(StrEnum):
    """What an asker says of an answer."""

    HELPFUL = "helpful"
    WRONG_FIGURE = "wrong_figure"
    MISSING = "missing"
    OTHER = "other"


class Feedback(Frozen):
    """An asker's word on an entry; a later one of the same entry counts in its place."""

    entry_id: str
    kind: FeedbackKind
    comment: Masked = Field(default="", max_length=2000)
    given_at: Moment = Field(default_factory=now)


class Support(StrEnum):
    """Whether a citation proves what it stands behind."""

    SUPPORTS = "supports"
    PARTLY = "partly"
    DOES_NOT = "does_not"


class Judgement(StrEnum):
    """Whether an answer, or a refusal, is right."""

    RIGHT = "right"
    INCOMPLETE = "incomplete"
    WRONG = "wrong"


class CitationVerdict(Frozen):
    """A verdict on the citation of that number."""

    number: PositiveInt
    support: Support


class Review(Frozen):
    """One reviewer's verdict on an entry; the latest of each reviewer counts, earlier ones are kept."""

    entry_id: str
    reviewer: Name
    judgement: Judgement
    citations: tuple[CitationVerdict, ...] = ()
    note: Masked = Field(default="", max_length=4000)
    reviewed_at: Moment = Field(default_factory=now)


class ReviewState(StrEnum):
    """How far an entry has come with the reviewers."""

    UNREVIEWED = "unreviewed"
    REVIEWED = "reviewed"
    DIFFERING = "differing"


class Withholding(StrEnum):
    """How far reviewers have come in withholding an answer, or in showing it again."""

    PROPOSED = "proposed"  # to be withheld: others have to agree
    DISPUTED = "disputed"  # to be withheld, and somebody differs: an admin decides
    WITHHELD = "withheld"
    SHOW_PROPOSED = "show_proposed"  # withheld, and to be shown again
    SHOW_DISPUTED = "show_disputed"


class Suppression(Frozen):
    """An answer that is withheld, and by whom; cleared when `cleared_at` is set."""

    key: str = Field(description="of its question")
    answer_key: str = Field(default="", description="empty where it was withheld by its question alone, as once it was")
    entry_id: str
    question: Masked
    withheld_by: Name = Field(description="who was the last to agree, or decided")
    agreed: tuple[Name, ...] = Field(default=(), description="who had said so before")
    withheld_at: Moment
    cleared_by: str
    cleared_at: Moment | None = Field(description="None while the answer is withheld")
