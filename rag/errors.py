"""Errors of the answering side.

LuohuError
├── QuestionError      the question cannot be asked as it is (empty, too long, broken record)
├── WeightsError       a file of fitted weights is damaged or names other features
├── WordListError      a list of words in rag/question/lang/ is missing or wrong
├── WriterError        a model wrote nothing that can be used; its note says why
├── RerankError        a reranker gave no scores that can be used; its note says why
├── MissedError        something slow was late, is too much asked, or rests after failures
└── CitationError      a citation does not equal its source: a defect, never shown to a reader
"""

from index.errors import LuohuError


class QuestionError(LuohuError):
    """The question, or the file it came in, cannot be used; the message says what and where."""


class CitationError(LuohuError):
    """A quote differs from the source's characters at its spans, or a marker has no citation."""


class WeightsError(LuohuError):
    """A file of fitted weights cannot be used; the message names the file and what is wrong in it."""


class WordListError(LuohuError):
    """A list of what a language says is not there, or its file is wrong; the message names it."""


class WriterError(LuohuError):
    """A model wrote nothing that can be used: the extractive answer stands.

    Args:
        message: what happened.
        note: what readers are told of it: a `rag.records.WritingNote`.
        spent: tokens of prompt and completion, where the endpoint told them.
    """

    def __init__(self, message: str, note: str, *, spent: tuple[int, int] = (0, 0)) -> None:
        super().__init__(message)
        self.note = note
        self.spent = spent


class RerankError(LuohuError):
    """A reranker gave no scores that can be used: the ranking stands without it.

    Args:
        message: what happened.
        note: what is counted of it: a `rag.records.RerankNote`.
    """

    def __init__(self, message: str, note: str) -> None:
        super().__init__(message)
        self.note = note


class MissedError(LuohuError):
    """Nothing came of asking something slow.

    Args:
        message: what happened.
        why: a `rag.bounded.Missed`.
    """

    def __init__(self, message: str, why: str) -> None:
        super().__init__(message)
        self.why = why
