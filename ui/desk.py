"""Where questions come in, from the page and from programs: answered, looked up among what is withheld, kept."""

import logging
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import Protocol

from index.corpus import Corpus
from rag.assistant import Explained
from rag.records import Answer, Answered, Language, Question, Replied
from ui.errors import JournalError
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.entry import new_entry
from ui.journal.feedback import give_feedback
from ui.journal.records import Feedback, now
from ui.journal.suppression import is_withheld

FOLLOWING = 1  # what can follow is looked for at the same time, in a process
FOLLOWING_WAIT = 1.0  # seconds for one's turn
_log = logging.getLogger(__name__)


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

    def explain(self, question: Question) -> Explained:
        """Return the answer or the refusal with the steps to it, or the reply."""

    def follow_ups(self, question: Question, answered: Answered) -> tuple[str, ...]:
        """Return questions that may be asked next and can be answered, in the asker's language."""

    def examples(self, language: Language) -> tuple[str, ...]:
        """Return questions the documents can answer, in the reader's language."""


@dataclass(frozen=True)
class Given:
    """What a question brought: the answer, which must not be shown where it is withheld.

    `leans_on` are the earlier questions it was understood with; `entry_id` names it in the journal, and is empty where
    the journal could not be written, or nothing was asked that it keeps.
    """

    answer: Answer
    is_withheld: bool
    leans_on: tuple[str, ...]
    entry_id: str


class Desk:
    """Answers questions and keeps the journal of them; holds nothing of any asker, and may be shared by threads.

    A journal that cannot be read or written is logged and stands in no answer's way.
    """

    def __init__(self, assistant: Assistant, journal: Database) -> None:
        self.assistant = assistant
        self.journal = journal
        self._following = BoundedSemaphore(FOLLOWING)

    def ask(self, text: str, history: Sequence[str], *, conversation_id: str) -> Given:
        """Return what a question brings.

        Raises:
            QuestionError: the question cannot be asked; the message says why.
        """
        asked_at = now()
        question = Question(id=uuid.uuid4().hex, text=text, history=tuple(history))
        explained = self.assistant.explain(question)
        if isinstance(explained.answer, Replied):  # a greeting is no question: there is nothing to review or count
            return Given(explained.answer, is_withheld=False, leans_on=(), entry_id="")
        entry = new_entry(
            explained.answer,
            explained.considered,
            asked_at=asked_at,
            conversation_id=conversation_id,
            fingerprint=self.assistant.fingerprint,
        )
        entry_id, withheld = "", False
        try:
            if isinstance(explained.answer, Answered) and is_withheld(self.journal, entry.question_key):
                withheld = True
                entry = entry.withheld()
            record(self.journal, entry)
            entry_id = entry.entry_id
        except JournalError:
            _log.exception("a question was answered that the journal does not hold")
        leans = explained.considered is not None and explained.considered.understood.leans
        leans_on = question.history if leans else ()
        return Given(explained.answer, withheld, leans_on, entry_id)

    def follow_ups(self, answered: Answered) -> tuple[str, ...]:
        """Return questions that may be asked next; none when others are being looked for and it is not soon one's turn.

        They take longer than an answer does: where many ask, answers go first.
        """
        if not self._following.acquire(timeout=FOLLOWING_WAIT):
            return ()
        try:
            return self.assistant.follow_ups(answered.question, answered)
        finally:
            self._following.release()

    def note(self, feedback: Feedback) -> None:
        """Keep what an asker says of an answer.

        Raises:
            JournalError: there is no such answer, or the journal cannot be written.
        """
        give_feedback(self.journal, feedback)
