"""What a model wrote of an answer, as the review page shows it. Pure."""

from dataclasses import dataclass

from rag.by_model import Became, WritingNote
from ui.journal.records import NO_DRAFT, Draft, DraftSentence
from ui.text.draft_words import DraftWords


@dataclass(frozen=True)
class JudgedSentence:
    """A sentence of a draft, and in words what became of it and why."""

    text: str
    became: str
    verdict: str

    @property
    def is_kept(self) -> bool:
        """Whether it passed the checks."""
        return self.became == Became.KEPT


@dataclass(frozen=True)
class JudgedDraft:
    """A draft in the reader's words."""

    note: str
    facts: tuple[str, ...]
    sentences: tuple[JudgedSentence, ...]


def judged(draft: Draft, words: DraftWords) -> JudgedDraft | None:
    """Return what a model wrote, with what came of it; None where none was asked to. Kinds of other versions stay."""
    if draft == NO_DRAFT:
        return None
    notes = {note.value: text for note, text in words.notes.items()}
    n_kept = sum(sentence.became == Became.KEPT for sentence in draft.sentences)
    is_shown = draft.note == WritingNote.WRITTEN
    return JudgedDraft(
        note=notes.get(draft.note, draft.note).format(n=len(draft.sentences), kept=n_kept),
        facts=_facts(draft, words),
        sentences=tuple(_judged(sentence, words, is_shown=is_shown) for sentence in draft.sentences),
    )


def _facts(draft: Draft, words: DraftWords) -> tuple[str, ...]:
    """Return which model it was and what it took, less what is not known."""
    facts = [words.model.format(model=draft.model)] if draft.model else []
    facts.append(words.took.format(seconds=f"{draft.seconds:.2f}"))
    if draft.prompt_tokens or draft.completion_tokens:
        facts.append(words.tokens.format(prompt=draft.prompt_tokens, completion=draft.completion_tokens))
    return tuple(facts)


def _judged(sentence: DraftSentence, words: DraftWords, *, is_shown: bool) -> JudgedSentence:
    kinds = {became.value: text for became, text in words.became.items()}
    is_kept = sentence.became == Became.KEPT
    became = kinds.get(sentence.became, sentence.became) if is_kept or is_shown else words.failed
    reason = _reason(sentence, words)
    verdict = words.verdict.format(became=became, reason=reason) if reason else became
    return JudgedSentence(text=sentence.text, became=sentence.became, verdict=verdict)


def _reason(sentence: DraftSentence, words: DraftWords) -> str:
    """Return what is wrong with a sentence and which of its words show it, unless all of them do."""
    faults: dict[str, str] = {fault.value: text for fault, text in words.faults.items()}
    reason = faults.get(sentence.fault, sentence.fault)
    if not reason or sentence.words in ("", sentence.text):
        return reason
    return words.at.format(fault=reason, words=sentence.words)
