"""The JSON contract: what is asked and what comes back, the same for the command line, the API and the evaluation."""

from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, NonNegativeFloat, PlainSerializer
from pydantic import model_validator as check

from index.records import Frozen, Span, Status
from rag.records import (
    REPLY,
    Answer,
    Answered,
    ChosenBy,
    Citation,
    Key,
    Language,
    Passage,
    Question,
    Reason,
    Refused,
    said,
)


def _read(value: object) -> object:
    """Return `[[start, end], …]` as fields of Span; anything else is left for pydantic to refuse."""
    if not isinstance(value, list):
        return value
    return [
        {"start": pair[0], "end": pair[1]} if isinstance(pair, list | tuple) and len(pair) == 2 else pair
        for pair in value
    ]


def _written(spans: tuple[Span, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((span.start, span.end) for span in spans)


Spans = Annotated[
    tuple[Span, ...],
    BeforeValidator(_read),
    PlainSerializer(_written, return_type=tuple[tuple[int, int], ...]),
    Field(min_length=1, description="[start, end), half-open, in Unicode characters of the source file"),
]


class QuestionRecord(Frozen):
    """A question: a line of a question file."""

    id: str = Field(min_length=1)
    question: str
    history: tuple[str, ...] = Field(default=(), description="earlier questions of the conversation, oldest first")

    def asked(self) -> Question:
        """Return it as it is asked."""
        return Question(id=self.id, text=self.question, history=self.history)


class _Record(BaseModel):
    """A part of what comes back; there may be more fields than these, which a reader passes over."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class CitationRecord(_Record):
    """The proof of a statement: `quote` stands in the source file at `spans`."""

    number: int
    doc_id: str
    title: str
    issued: str | None = None
    section: tuple[str, ...]
    spans: Spans
    quote: str
    sha256: str = Field(default="", description="of the source file the spans count in")


class KeyRecord(_Record):
    """A figure or date that answers: verbatim, restated in English where that is certain, and why it is in front."""

    text: str
    restated: str
    numbers: tuple[int, ...] = Field(description="of its citations")
    chosen_by: ChosenBy = ChosenBy.ALONE
    instead_of: tuple[str, ...] = Field(default=(), description="others of the asked form in its quote")


class RowRecord(_Record):
    """One period of a comparison."""

    years: tuple[int, ...]
    status: Status
    keys: tuple[KeyRecord, ...]


class PassageRecord(_Record):
    """A retrieved passage."""

    doc_id: str
    chunk_id: str = ""
    section: tuple[str, ...]
    spans: Spans
    score: float


class SecondsRecord(_Record):
    """Where the time went."""

    total: NonNegativeFloat
    embed: NonNegativeFloat = 0.0


class AnswerRecord(_Record):
    """An answer, a refusal, or a reply where nothing was asked."""

    id: str
    question: str
    answered: bool
    reason: Reason | None = Field(description="of a refusal; null otherwise")
    answer: str = Field(description="plain text; each [n] is the citation of that number")
    language: Language
    mode: str = Field(description="extractive, or reply where nothing was asked")
    confidence: float | None = Field(default=None, description="of the gate; null where the record has none")
    citations: tuple[CitationRecord, ...]
    keys: tuple[KeyRecord, ...] = ()
    table: tuple[RowRecord, ...] = ()
    disagreement: tuple[int, ...] = Field(default=(), description="citations of documents that give other figures")
    passages: tuple[PassageRecord, ...] = Field(description="best first")
    seconds: SecondsRecord

    @check(mode="after")
    def _is_one_of_three(self) -> Self:
        is_refusal = not self.answered and self.mode != REPLY
        if is_refusal != (self.reason is not None):
            raise ValueError("reason is for a refusal, always and only")
        if self.mode == REPLY and (self.answered or self.citations):
            raise ValueError("a reply answers nothing and cites nothing")
        if self.answered and not self.citations:
            raise ValueError("an answer has at least one citation")
        return self


def to_record(answer: Answer) -> AnswerRecord:
    """Return an answer, a refusal or a reply as the contract has it."""
    answered = answer if isinstance(answer, Answered) else None
    return AnswerRecord(
        id=answer.question.id,
        question=answer.question.text,
        answered=answered is not None,
        reason=answer.reason if isinstance(answer, Refused) else None,
        answer=said(answer),
        language=answer.language,
        mode=answer.mode,
        confidence=round(answer.confidence, 4),
        citations=tuple(map(_citation, answered.citations)) if answered else (),
        keys=tuple(map(_key, answered.keys)) if answered else (),
        table=tuple(
            RowRecord(years=row.years, status=row.status, keys=tuple(map(_key, row.keys)))
            for row in (answered.table if answered else ())
        ),
        disagreement=answered.disagreement if answered else (),
        passages=tuple(map(_passage, answer.passages)),
        seconds=SecondsRecord(total=round(answer.seconds.total, 4), embed=round(answer.seconds.embed, 4)),
    )


def _citation(citation: Citation) -> CitationRecord:
    issued = citation.issued.isoformat() if citation.issued else None
    same = ("number", "doc_id", "title", "section", "spans", "quote", "sha256")
    return CitationRecord(issued=issued, **{name: getattr(citation, name) for name in same})


def _key(key: Key) -> KeyRecord:
    return KeyRecord(**{name: getattr(key, name) for name in KeyRecord.model_fields})


def _passage(passage: Passage) -> PassageRecord:
    same = ("doc_id", "chunk_id", "section", "spans")
    return PassageRecord(score=round(passage.score, 6), **{name: getattr(passage, name) for name in same})
