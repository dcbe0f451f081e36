"""Where questions come in, from the page and from programs: answered, looked up among what is withheld, kept."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from threading import BoundedSemaphore
from typing import Protocol

from index.corpus import Corpus
from index.encode.embedder import Embedder
from rag.considered import Explained
from rag.listening import Listener
from rag.records import EVERYTHING, Answer, Answered, Language, Question, Refused, Replied, Scope
from ui.answering import Answering
from ui.config import UiSettings
from ui.errors import UnusableJournalError
from ui.journal.database import Database
from ui.journal.entries import record_behind
from ui.journal.entry import new_conversation_id, new_entry
from ui.journal.feedback import give_feedback_behind
from ui.journal.records import Entry, Feedback, now
from ui.journal.withheld import WithheldKeys
from ui.observe.counts import counted
from ui.observe.drafts import count_draft

FEEDBACK_WAIT = 1.0  # seconds to say whether an asker's word is kept; it may be kept later
BUSY_SECONDS = 5  # after which to ask again: what waited will have been answered
FOLLOWING = 1  # what can follow is looked for at the same time, in a process
FOLLOWING_WAIT = 1.0  # seconds for one's turn


class Assistant(Protocol):
    """What the pages ask of the answering side; called from several threads at a time."""

    @property
    def corpus(self) -> Corpus:
        """The documents answers come from."""

    @property
    def fingerprint(self) -> str:
        """What tells this index from others."""

    @property
    def max_question_chars(self) -> int:
        """The longest question that can be asked."""

    def explain(self, question: Question, listener: Listener | None = None) -> Explained:
        """Return the answer or the refusal with the steps to it, or the reply; a listener is told its sentences."""

    def follow_ups(self, question: Question, told: Answered | Refused) -> tuple[str, ...]:
        """Return questions that may be asked next and can be answered, in the asker's language."""

    def home(self, language: Language) -> str:
        """Return the place that a question means which names none, as a reader writes it; empty when none is known."""

    def examples(self, language: Language) -> tuple[str, ...]:
        """Return questions the documents can answer, in the reader's language."""


@dataclass(frozen=True)
class Given:
    """What a question brought: the answer, which must not be shown where it is withheld.

    `leans_on` are the earlier questions it was understood with; `entry_id` names it in the journal, and is empty where
    the journal could not take it, or nothing was asked that it keeps.
    """

    answer: Answer
    is_withheld: bool
    leans_on: tuple[str, ...]
    entry_id: str


class Desk:
    """Answers questions and keeps the journal of them; holds nothing of any asker, and may be shared by threads.

    What is asked is written behind the answers. A journal that cannot be read or written is logged, what is lost
    counted, and it stands in no answer's way. Another assistant may take the place of the one that answers at any time;
    what is being answered is finished by the one it was asked of.

    Args:
        assistant: that answers.
        journal: of what is asked.
        last_good: the day its index was built, where it answers only because there can be no newer one until staff
            mend something; None where it fits the documents.
        embedder: what its questions are encoded with; None where there is no model.
    """

    def __init__(
        self,
        assistant: Assistant,
        journal: Database,
        answering: Answering | None = None,
        *,
        last_good: date | None = None,
        embedder: Embedder | None = None,
    ) -> None:
        self.embedder = embedder
        self.assistant = assistant
        self.answering = answering or Answering(UiSettings())
        self.journal = journal
        self.last_good = last_good
        self._withheld = WithheldKeys(journal)
        self._following = BoundedSemaphore(FOLLOWING)
        self._followers: list[Callable[[], None]] = []

    def corpus(self) -> Corpus:
        """Return the documents that answers come from now."""
        return self.assistant.corpus

    def hand_over(self, assistant: Assistant, *, last_good: date | None) -> None:
        """Let another assistant answer from now on, or say something else of the day of this one's index."""
        if (assistant, last_good) == (self.assistant, self.last_good):
            return
        self.assistant, self.last_good = assistant, last_good
        for told in self._followers:
            told()

    def follow(self, told: Callable[[], None]) -> None:
        """Have something called after each `hand_over`, in its thread."""
        self._followers.append(told)

    @counted
    def ask(
        self,
        text: str,
        history: Sequence[str],
        *,
        conversation_id: str,
        scope: Scope = EVERYTHING,
        listener: Listener | None = None,
    ) -> Given:
        """Return what a question brings; a listener is told its sentences meanwhile, of no answer that is withheld.

        Raises:
            QuestionError: the question cannot be asked; the message says why.
            BusyError: too many wait before it, or it took too long.
        """
        asked_at = now()
        question = Question(id=uuid.uuid4().hex, text=text, history=tuple(history), scope=scope)
        assistant = self.assistant
        within = _UnlessWithheld(listener, partial(self._is_withheld, assistant)) if listener else None
        explained = self.answering.run(partial(_explained, assistant, question, within))
        if isinstance(explained.answer, Replied):  # a greeting is no question: there is nothing to review or count
            return Given(explained.answer, is_withheld=False, leans_on=(), entry_id="")
        entry = new_entry(
            explained.answer,
            explained.considered,
            asked_at=asked_at,
            conversation_id=conversation_id,
            fingerprint=assistant.fingerprint,
        )
        withheld = isinstance(explained.answer, Answered) and self._withheld.holds(entry)
        entry_id = self._keep(entry.withheld() if withheld else entry)
        leans = explained.considered is not None and explained.considered.understood.leans
        leans_on = question.history if leans else ()
        return Given(explained.answer, withheld, leans_on, entry_id)

    def look(self, question: Question) -> Given:
        """Return what a question brings, without keeping it: it was asked before, and is written down elsewhere.

        Raises:
            QuestionError: the question cannot be asked; the message says why.
            BusyError: too many wait before it, or it took too long.
        """
        explained = self.answering.run(partial(_explained, self.assistant, question))
        if isinstance(explained.answer, Replied):
            return Given(explained.answer, is_withheld=False, leans_on=(), entry_id="")
        entry = new_entry(
            explained.answer,
            explained.considered,
            asked_at=now(),
            conversation_id=new_conversation_id(),
            fingerprint=self.assistant.fingerprint,
        )
        is_withheld = isinstance(explained.answer, Answered) and self._withheld.holds(entry)
        return Given(explained.answer, is_withheld, question.history, "")

    def follow_ups(self, told: Answered | Refused) -> tuple[str, ...]:
        """Return questions that may be asked next; none when others are being looked for and it is not soon one's turn.

        They take longer than an answer does: where many ask, answers go first.
        """
        if not self._following.acquire(timeout=FOLLOWING_WAIT):
            return ()
        try:
            return self.assistant.follow_ups(told.question, told)
        finally:
            self._following.release()

    def note(self, feedback: Feedback) -> None:
        """Keep what an asker says of an answer.

        Raises:
            JournalError: there is no such answer, or the journal cannot take it.
        """
        give_feedback_behind(self.journal, feedback, wait_seconds=FEEDBACK_WAIT)

    def _is_withheld(self, assistant: Assistant, explained: Explained) -> bool:
        """Return whether an answer is withheld, before it is whole."""
        if not isinstance(explained.answer, Answered):
            return False
        entry = new_entry(
            explained.answer,
            explained.considered,
            asked_at=now(),
            conversation_id=new_conversation_id(),
            fingerprint=assistant.fingerprint,
        )
        return self._withheld.holds(entry)

    def _keep(self, entry: Entry) -> str:
        """Have an entry written, and return its id; empty when the journal cannot take it, which it counts and logs."""
        try:
            record_behind(self.journal, entry)
        except UnusableJournalError:
            return ""
        return entry.entry_id


class _UnlessWithheld:
    """Has a listener told what is not withheld."""

    def __init__(self, listener: Listener, is_withheld: Callable[[Explained], bool]) -> None:
        self.hears, self.goes_on = listener.hears, listener.goes_on
        self._begins, self._is_withheld = listener.begins, is_withheld

    def begins(self, explained: Explained) -> bool:
        """Return whether to tell the sentences of an answer."""
        return not self._is_withheld(explained) and self._begins(explained)


def _explained(assistant: Assistant, question: Question, listener: Listener | None = None) -> Explained:
    """Return what an assistant explains; a model's draft is counted also where nobody waits for it any more."""
    explained = assistant.explain(question, listener) if listener else assistant.explain(question)
    count_draft(explained.answer)
    return explained
