"""What a language must have words for where staff see what a model wrote. Names in braces are for `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

from rag.by_model import Became, WritingNote
from rag.writing.records import Fault


@dataclass(frozen=True)
class DraftWords:
    """The words of a draft beside its answer."""

    title: str
    notes: Mapping[WritingNote, str]  # n, kept
    model: str  # model
    took: str  # seconds
    tokens: str  # prompt, completion
    became: Mapping[Became, str]
    failed: str  # of a draft of which nothing is shown
    faults: Mapping[Fault, str]
    at: str  # fault, words
    verdict: str  # became, reason
