"""An answer and the steps to it → the entry that the journal keeps."""

import uuid
from datetime import datetime

from index.words.terms import fold
from index.words.terms import terms as terms_of
from rag.by_model import Writing, WrittenSentence
from rag.considered import Considered as Steps
from rag.personal.mask import mask
from rag.records import Answered, Citation, Key, Passage, Refused
from rag.refusal.weights import GATE_FEATURE_NAMES
from ui.journal.records import (
    NO_DRAFT,
    Considered,
    Draft,
    DraftSentence,
    Entry,
    FoundPassage,
    Outcome,
    ShownCitation,
    ShownFigure,
    Weighted,
)


def new_conversation_id() -> str:
    """Return a random id for one conversation; made when it begins and when it is cleared, never kept for a person."""
    return uuid.uuid4().hex


def new_entry(
    answer: Answered | Refused,
    steps: Steps | None,
    *,
    asked_at: datetime,
    conversation_id: str,
    fingerprint: str,
) -> Entry:
    """Return the entry of an answer; nothing personal of its question is left in it.

    Args:
        answer: as it was shown, or would have been. Its question's id becomes the entry's.
        steps: what `Assistant.consider` returned for the same question; None when it was refused before that.
        asked_at: with its time zone.
        conversation_id: see `new_conversation_id`.
        fingerprint: of the index that answered.
    """
    question = answer.question
    typed = (question.text, *question.history)
    answered = isinstance(answer, Answered)
    outcome = Outcome.ANSWERED if answered else Outcome.REFUSED
    keys = answer.keys if isinstance(answer, Answered) else ()
    return Entry(
        entry_id=question.id,
        conversation_id=conversation_id,
        asked_at=asked_at,
        language=answer.language,
        question=question.text,
        history=question.history,
        outcome=outcome,
        reason=None if isinstance(answer, Answered) else answer.reason,
        # Extracts are the documents' own words and stay as shown; a generator may repeat what the asker typed.
        text=answer.text if answer.mode == "extractive" else mask(answer.text),
        mode=answer.mode,
        confidence=answer.confidence,
        seconds=answer.seconds.total,
        embed_seconds=answer.seconds.embed,
        fingerprint=fingerprint,
        citations=tuple(map(_shown, answer.citations)),
        passages=_found(answer.passages, steps),
        considered=None if steps is None else _considered(steps, typed, keys),
        draft=_draft(answer.writing) if isinstance(answer, Answered) else NO_DRAFT,
    )


def _draft(writing: Writing) -> Draft:
    return Draft(
        model=writing.model,
        note=writing.note.value,
        seconds=writing.seconds,
        prompt_tokens=writing.tokens.prompt,
        completion_tokens=writing.tokens.completion,
        sentences=tuple(map(_drafted, writing.sentences)),
    )


def _drafted(sentence: WrittenSentence) -> DraftSentence:
    """Return a sentence of a draft; of what is masked in it no piece stays in the words that show its fault."""
    masked = mask(sentence.text)
    words = sentence.words if masked == sentence.text or sentence.words in masked else ""
    return DraftSentence(text=masked, became=sentence.became.value, fault=sentence.fault, words=words)


def _shown(citation: Citation) -> ShownCitation:
    return ShownCitation(**{name: getattr(citation, name) for name in ShownCitation.model_fields})


def _found(passages: tuple[Passage, ...], steps: Steps | None) -> tuple[FoundPassage, ...]:
    found = {item.chunk.chunk_id: item for item in steps.searched.found} if steps else {}
    return tuple(
        FoundPassage(
            rank=rank,
            doc_id=passage.doc_id,
            chunk_id=passage.chunk_id,
            section=passage.section,
            spans=passage.spans,
            text=passage.text,
            score=passage.score,
            cosine=item.cosine if item else 0.0,
            dense_rank=item.dense_rank if item else None,
            lexical_rank=item.lexical_rank if item else None,
        )
        for rank, passage in enumerate(passages, 1)
        for item in (found.get(passage.chunk_id),)
    )


def _considered(steps: Steps, typed: tuple[str, ...], keys: tuple[Key, ...]) -> Considered:
    understood, verdict = steps.understood, steps.verdict
    masked = tuple(map(mask, typed))
    # The topic is cut from the history without its years: a number written in groups may have lost what gives it away.
    is_personal = masked != typed
    return Considered(
        asked=fold(masked[0]) if is_personal else understood.asked,
        topic=fold(" ".join(masked[1:])) if is_personal and understood.topic else understood.topic,
        years=understood.years,
        status=understood.status,
        wants=understood.wants,
        is_pinyin=understood.is_pinyin,
        terms=tuple(
            Weighted(name=term, value=weight) for term, weight in _impersonal(steps.searched.terms, typed, masked)
        ),
        chosen=tuple(unit.unit_id for unit in steps.picked.units),
        gate=tuple(
            Weighted(name=name, value=value)
            for name, value in zip(GATE_FEATURE_NAMES, verdict.features, strict=False)  # none when a rule decided
        ),
        held_years=verdict.held_years,
        strategy=steps.picked.strategy,
        rule=verdict.decided.rule.value,
        rule_detail=verdict.decided.detail,
        figures=tuple(
            ShownFigure(text=key.text, chosen_by=key.chosen_by.value, instead_of=key.instead_of) for key in keys
        ),
    )


def _impersonal(
    terms: tuple[tuple[str, float], ...], typed: tuple[str, ...], masked: tuple[str, ...]
) -> tuple[tuple[str, float], ...]:
    """Return the terms less those that hold a piece of what was masked: a number's groups, an address's words."""
    if masked == typed:
        return terms
    kept = {term for text in masked for term in terms_of(text)}
    return tuple((term, weight) for term, weight in terms if term in kept)
