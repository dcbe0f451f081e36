"""What programs are told beside an answer: passages, documents, sections, figures, each with the way to its place."""

from datetime import date
from decimal import Decimal

from pydantic import Field

from index.figures.record import Direction, Mean, Qualifier
from index.records import Frozen, Life, Status
from rag.contract import ComputedRecord, MeantRecord
from rag.records import Certainty, Language, Reason

Stretches = tuple[tuple[int, int], ...]
_SPANS = "[start, end), half-open, in Unicode characters of the document's text"
_LINK = "the page of the document with these characters marked"


class ToldCitation(Frozen):
    """The proof of a statement, with the way to it."""

    number: int = Field(description="the n of [n] in the answer")
    doc_id: str
    title: str
    issued: date | None = Field(description="null where the document bears no day")
    section: tuple[str, ...] = Field(description="its headings, from the outermost")
    spans: Stretches = Field(description=_SPANS)
    quote: str = Field(description="verbatim; must stay as it is where the answer is passed on")
    life: Life = Field(description="what has become of the document since")
    link: str = Field(description=_LINK)


class ToldAnswer(Frozen):
    """An answer with its citations, or why there is none."""

    id: str
    question: str
    answered: bool
    certainty: Certainty
    reason: Reason | None = Field(description="of a refusal; null otherwise")
    answer: str = Field(description="plain text; each [n] is the citation of that number")
    language: Language
    understood: MeantRecord
    citations: tuple[ToldCitation, ...]
    computed: tuple[ComputedRecord, ...]
    link: str = Field(description="the page where a person can ask the same")


class FoundPassage(Frozen):
    """A passage of a document that was found."""

    doc_id: str
    title: str
    issued: date | None
    section: tuple[str, ...]
    spans: Stretches = Field(description=_SPANS)
    text: str
    score: float = Field(description="higher is better; comparable within one search")
    link: str = Field(description=_LINK)


class FoundPassages(Frozen):
    """The passages that come nearest to some words, best first."""

    words: str
    passages: tuple[FoundPassage, ...]


class ToldCoverage(Frozen):
    """Years that a document speaks of."""

    first_year: int
    last_year: int
    status: Status


class ToldDocument(Frozen):
    """What is known of a document."""

    doc_id: str
    title: str
    issuer: str
    kind: str
    issued: date | None
    place: str
    covers: tuple[ToldCoverage, ...]
    life: Life
    sha256: str = Field(description="of its text, which spans count in")
    link: str


class ListedDocuments(Frozen):
    """A page of the documents that answers come from, the latest first."""

    n: int = Field(description="of all that were found")
    page: int
    n_pages: int
    documents: tuple[ToldDocument, ...]


class ToldSection(Frozen):
    """A heading of a document."""

    number: int
    section: tuple[str, ...] = Field(description="the headings from the outermost; none of what stands before them all")
    n_chars: int


class Outline(Frozen):
    """A document and its sections."""

    document: ToldDocument
    sections: tuple[ToldSection, ...]


class ReadSection(Frozen):
    """The text of a section, as the document has it, with what stands below it."""

    doc_id: str
    title: str
    number: int
    section: tuple[str, ...]
    start: int
    end: int = Field(description="of what is told here; the rest follows from there")
    of_section: tuple[int, int] = Field(description="where the whole section begins and ends")
    text: str
    link: str = Field(description=_LINK)


class ToldFigure(Frozen):
    """A stated figure."""

    text: str = Field(description="as it stands in its sentence")
    value: Decimal = Field(description="in ones of the unit; of a range its lower end")
    high: Decimal = Field(description="of a range its upper end, else the value")
    qualifier: Qualifier
    direction: Direction
    years: tuple[int, ...]
    status: Status
    sentence: str
    doc_id: str
    title: str
    link: str = Field(description=_LINK)


class ToldMatter(Frozen):
    """What figures are of, with all that is stated of it."""

    name: str
    unit: str
    place: str
    mean: Mean
    figures: tuple[ToldFigure, ...]


class ListedFigures(Frozen):
    """A page of the matters that documents count."""

    n: int = Field(description="matters in all")
    page: int
    n_pages: int
    are_near: bool = Field(description="none has all of the words; these have most")
    matters: tuple[ToldMatter, ...]
