"""What is counted of the drafts that a model is asked for, for Prometheus: what came of them, and what they cost."""

from prometheus_client import Counter, Histogram

from rag.by_model import WritingNote
from rag.records import Answer, Answered

DRAFTS = Counter("luohu_drafts", "Answers that a model was to word, by what came of it", ["outcome"])
DRAFT_SENTENCES = Counter(
    "luohu_draft_sentences",
    "Sentences that a model wrote, by what became of them and what was wrong",
    ["outcome", "reason"],
)
DRAFT_TOKENS = Counter("luohu_draft_tokens", "Tokens that drafts took, as the endpoint counts them", ["kind"])
DRAFT_SECONDS = Histogram(
    "luohu_draft_seconds",
    "From asking for a draft to the checked answer, or to giving it up",
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 7.5, 10, 15, 30, 60, 120),
)
_NOT_SENT = frozenset({WritingNote.BUSY, WritingNote.RESTING})  # nobody waited for the endpoint


def count_draft(answer: Answer) -> None:
    """Count what a model wrote of an answer, where one was asked to."""
    if not isinstance(answer, Answered) or answer.writing.note is WritingNote.NOT_ASKED:
        return
    writing = answer.writing
    DRAFTS.labels(writing.note).inc()
    for sentence in writing.sentences:
        DRAFT_SENTENCES.labels(sentence.became, sentence.fault).inc()
    DRAFT_TOKENS.labels("prompt").inc(writing.tokens.prompt)
    DRAFT_TOKENS.labels("completion").inc(writing.tokens.completion)
    if writing.note not in _NOT_SENT:
        DRAFT_SECONDS.observe(writing.seconds)
