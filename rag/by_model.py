"""What models did to an answer: whether the ranking was looked at again, what was written and what became of it."""

from enum import StrEnum

from pydantic import Field, NonNegativeFloat, NonNegativeInt

from index.records import Frozen


class WritingNote(StrEnum):
    """What came of having a model word an answer."""

    NOT_ASKED = ""  # no model is configured, or answers of this kind are not written
    WRITTEN = "written"
    SLOW = "slow"  # this and all below: the extractive answer stands
    DOWN = "down"
    BUSY = "busy"
    RESTING = "resting"  # it failed several times in a row
    MALFORMED = "malformed"
    OTHER_LANGUAGE = "other_language"
    TOO_LITTLE = "too_little"  # of what it wrote is borne out by what it cites


class RerankNote(StrEnum):
    """What came of having a reranker look at the best statements again."""

    RERANKED = "reranked"
    SLOW = "slow"  # this and all below: the ranking stands without it
    DOWN = "down"
    LIMITED = "limited"  # by a rate
    BUSY = "busy"
    RESTING = "resting"  # it failed several times in a row
    MALFORMED = "malformed"  # no score for each statement, or one that is no number


class Became(StrEnum):
    """What became of a sentence that a model wrote."""

    KEPT = "kept"
    REPLACED = "replaced"  # by the statement that it cites
    DROPPED = "dropped"


class WrittenSentence(Frozen):
    """A sentence that a model wrote, with the verdict on it."""

    text: str
    became: Became
    fault: str = Field(default="", description="what is wrong with it: rag.writing.records.Fault")
    words: str = Field(default="", description="that show it")


class Tokens(Frozen):
    """What a draft cost, as the endpoint counts it; 0 where it does not say, or its answer came too late."""

    prompt: NonNegativeInt = 0
    completion: NonNegativeInt = 0


class Writing(Frozen):
    """What a model wrote of an answer, and what was shown of it."""

    model: str = ""
    note: WritingNote = WritingNote.NOT_ASKED
    seconds: NonNegativeFloat = Field(default=0.0, description="that it took, waiting and checking included")
    tokens: Tokens = Tokens()
    sentences: tuple[WrittenSentence, ...] = ()


NOT_WRITTEN = Writing()
