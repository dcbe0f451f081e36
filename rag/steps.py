"""The steps of answering that can be left out, to measure what each adds (`python -m eval ablate`)."""

from pydantic import Field

from index.records import Frozen


class Steps(Frozen):
    """Which steps are taken: all of them, but for measuring. The titles name the rows of the table."""

    dense: bool = Field(default=True, title="dense search", description="chunks are searched by vector")
    lexical: bool = Field(default=True, title="lexical search", description="chunks are searched by words")
    period: bool = Field(
        default=True,
        title="period",
        description="the asked years raise a chunk and a unit, and units of other years are not picked beside theirs",
    )
    place: bool = Field(
        default=True,
        title="places",
        description="a question is answered from documents about its places, or about home where it names none; one "
        "about a place that is not held is refused",
    )
    words: bool = Field(
        default=True,
        title="words and sounds",
        description="official words for everyday and Hong Kong ones, terms that sound alike, pinyin read",
    )
    bilingual: bool = Field(
        default=True, title="bilingual lexicon", description="English words are looked up in Chinese"
    )
    similarity: bool = Field(
        default=True, title="similarity feature", description="the ranker compares the vectors of unit and question"
    )
    form: bool = Field(
        default=True, title="expected form", description="a sum, a date, a count of … is expected of the evidence"
    )
    completion: bool = Field(
        default=True,
        title="completion",
        description="more than the likely units: lists, definitions, who is responsible, outlines, each year and "
        "place, both sides, other documents, units with further words of the question",
    )
    gate: bool = Field(
        default=True,
        title="gate and scope rules",
        description="a question is refused when what was found does not answer it, or it is out of scope",
    )
    ranker: bool = Field(
        default=True, title="ranker", description="units stand in the ranker's order, not in that of retrieval"
    )


ALL_STEPS = Steps()
