"""The JSON contract: what is asked and what comes back, the same for the command line, the API and the evaluation."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, NonNegativeFloat, PlainSerializer
from pydantic import model_validator as check

from index.load.read import InCell, InParagraph, OnPage, Place
from index.records import IN_FORCE, Frozen, Life, Span, Status
from rag.by_model import NOT_WRITTEN, Writing
from rag.records import (
    QUESTION,
    REPLY,
    Answer,
    Answered,
    Certainty,
    ChosenBy,
    Citation,
    Key,
    Language,
    Operation,
    Passage,
    Question,
    Reason,
    Refused,
    Replied,
    certainty,
    said,
    today,
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

    asked_on: date = Field(default_factory=today, description="the day it is asked on; 今年 is its year")

    def asked(self) -> Question:
        """Return it as it is asked."""
        return Question(id=self.id, text=self.question, history=self.history, asked_on=self.asked_on)


class _Record(BaseModel):
    """A part of what comes back; there may be more fields than these, which a reader passes over."""

    model_config = ConfigDict(frozen=True, extra="ignore", allow_inf_nan=False)


class PageRecord(_Record):
    """A box on a page of a PDF."""

    kind: Literal["page"]
    page: int = Field(description="counted from 1")
    box: tuple[float, float, float, float] = Field(
        description="left, bottom, right, top, in points from the page's lower left corner"
    )
    by_machine: bool = Field(default=False, description="the page is a picture, and a machine read it")


class ParagraphRecord(_Record):
    """A paragraph of a document."""

    kind: Literal["paragraph"]
    paragraph: int = Field(description="counted from 1 through all that is read of it")


class CellRecord(_Record):
    """A cell of a table."""

    kind: Literal["cell"]
    table: int = Field(description="its number in the document; of a workbook that of the sheet")
    sheet: str = Field(default="", description="its name; empty where it is in no workbook")
    row: int = Field(description="counted from 1, as a spreadsheet shows it")
    column: int


PlaceRecord = Annotated[PageRecord | ParagraphRecord | CellRecord, Field(discriminator="kind")]


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
    place: tuple[PlaceRecord, ...] = Field(
        default=(), description="where the quote stands in the file that the document came as; empty where that is text"
    )
    life: Life = Field(default=IN_FORCE, description="what has become of the document: state, since, by, why")


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


class MeantRecord(_Record):
    """What a question was taken to mean; `taken_over` is from earlier questions."""

    taken_over: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


class OperandRecord(_Record):
    """A stated figure that is computed with, and the number of its citation."""

    text: str
    number: int


class ComputedRecord(_Record):
    """A figure that is computed of stated ones; `text` is the line that shows how."""

    operation: Operation
    text: str
    value: float
    unit: str
    operands: tuple[OperandRecord, ...]


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
    act: str = Field(default=QUESTION, description="question, or what was said instead: greeting, thanks, …")
    understood: MeantRecord = MeantRecord()
    reason: Reason | None = Field(description="of a refusal; null otherwise")
    answer: str = Field(description="plain text; each [n] is the citation of that number")
    language: Language
    mode: str = Field(description="extractive; written where a model worded it; reply where nothing was asked")
    certainty: Certainty = Field(
        default_factory=lambda read: Certainty.REFUSED if read.get("reason") else Certainty.ANSWERED,
        description="nearest: it is not said, and the nearest statements are given as such, cited",
    )
    confidence: float | None = Field(default=None, description="of the gate; null where the record has none")
    citations: tuple[CitationRecord, ...]
    keys: tuple[KeyRecord, ...] = ()
    computed: tuple[ComputedRecord, ...] = ()
    table: tuple[RowRecord, ...] = ()
    disagreement: tuple[int, ...] = Field(default=(), description="citations of documents that give other figures")
    passages: tuple[PassageRecord, ...] = Field(description="best first")
    writing: Writing = Field(
        default=NOT_WRITTEN,
        exclude_if=lambda writing: writing == NOT_WRITTEN,
        description="what a model wrote, with the verdict on each sentence; left out where none was asked to",
    )
    seconds: SecondsRecord

    @check(mode="after")
    def _is_one_of_four(self) -> Self:
        is_refusal = not self.answered and self.mode != REPLY
        if is_refusal != (self.reason is not None):
            raise ValueError("reason is for a refusal, always and only")
        if self.mode == REPLY and (self.answered or self.citations):
            raise ValueError("a reply answers nothing and cites nothing")
        if (self.certainty is Certainty.ANSWERED) == is_refusal:
            raise ValueError("certainty is nearest or refused where a question is not answered, and there only")
        if bool(self.citations) != (self.answered or self.certainty is Certainty.NEAREST):
            raise ValueError("an answer has at least one citation, and so have nearest statements; nothing else has")
        return self


def _nowhere(_citation: Citation) -> tuple[Place, ...]:
    return ()


def to_record(answer: Answer, places: Callable[[Citation], tuple[Place, ...]] = _nowhere) -> AnswerRecord:
    """Return an answer, a refusal or a reply as the contract has it.

    Args:
        answer: what came of a question.
        places: of a citation, in the file that its document came as (`rag.answer.placed`); by default none is told.
    """
    answered = answer if isinstance(answer, Answered) else None
    cited = answer.citations if isinstance(answer, Answered | Refused) else ()
    return AnswerRecord(
        id=answer.question.id,
        question=answer.question.text,
        answered=answered is not None,
        certainty=certainty(answer),
        act=answer.act if isinstance(answer, Replied) else QUESTION,
        understood=MeantRecord(**answer.understood.model_dump()),
        reason=answer.reason if isinstance(answer, Refused) else None,
        answer=said(answer),
        language=answer.language,
        mode=answer.mode,
        confidence=round(answer.confidence, 4),
        citations=tuple(_citation(citation, places(citation)) for citation in cited),
        keys=tuple(map(_key, answered.keys)) if answered else (),
        computed=tuple(ComputedRecord(**one.model_dump()) for one in (answered.computed if answered else ())),
        table=tuple(
            RowRecord(years=row.years, status=row.status, keys=tuple(map(_key, row.keys)))
            for row in (answered.table if answered else ())
        ),
        disagreement=answered.disagreement if answered else (),
        passages=tuple(map(_passage, answer.passages)),
        writing=answered.writing if answered else NOT_WRITTEN,
        seconds=SecondsRecord(total=round(answer.seconds.total, 4), embed=round(answer.seconds.embed, 4)),
    )


def _citation(citation: Citation, places: tuple[Place, ...]) -> CitationRecord:
    issued = citation.issued.isoformat() if citation.issued else None
    same = ("number", "doc_id", "title", "section", "spans", "quote", "sha256", "life")
    place = tuple(map(_place, places))
    return CitationRecord(issued=issued, place=place, **{name: getattr(citation, name) for name in same})


def _place(place: Place) -> PlaceRecord:
    match place:
        case OnPage():
            edges = (place.left, place.bottom, place.right, place.top)
            left, bottom, right, top = (round(edge, 1) for edge in edges)
            box = (left, bottom, right, top)
            return PageRecord(kind=place.kind, page=place.page, box=box, by_machine=place.by_machine)
        case InParagraph():
            return ParagraphRecord(kind=place.kind, paragraph=place.paragraph)
        case InCell():
            return CellRecord(**place.model_dump())


def _key(key: Key) -> KeyRecord:
    return KeyRecord(**{name: getattr(key, name) for name in KeyRecord.model_fields})


def _passage(passage: Passage) -> PassageRecord:
    same = ("doc_id", "chunk_id", "section", "spans")
    return PassageRecord(score=round(passage.score, 6), **{name: getattr(passage, name) for name in same})
