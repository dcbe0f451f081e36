"""What happens when a visitor comes, asks, stops, clears or tells. No Gradio here; gradio_page.py wires these up."""

import logging
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.records import Answered
from ui.citizen.after_answer import follow_ups
from ui.citizen.conversation import (
    Conversation,
    Failed,
    Kept,
    Withheld,
    begin,
    earlier_questions,
    finish,
    kept_text,
    new_conversation,
    read_kept,
    shortened,
)
from ui.citizen.frame import footer, header, notice
from ui.citizen.panel import panel
from ui.citizen.talk import talk
from ui.config import UiSettings
from ui.desk import Desk, Given
from ui.errors import JournalError
from ui.journal.records import Feedback, FeedbackKind
from ui.text.languages import LanguageWords

_log = logging.getLogger(__name__)
_COMMENT_CHARS = 2000


@dataclass(frozen=True)
class Step:
    """One state of the page: what the visitor's browser keeps (JSON of `Kept`), and what is drawn.

    `begins` is true where a question was taken from the box or all was cleared: box and follow-ups are emptied.
    """

    kept: str
    talk: str
    panel: str
    notice: str
    begins: bool


class CitizenPage:
    """The citizens' page for one language; holds nothing of any visitor."""

    def __init__(self, desk: Desk, settings: UiSettings, language: LanguageWords) -> None:
        self._desk = desk
        self._settings = settings
        self.words = language.page
        self._examples = desk.assistant.examples(language.examples_in)

    def header(self) -> str:
        """Return what stands above the conversation."""
        return header(self._desk.assistant.corpus, self.words)

    def footer(self) -> str:
        """Return what stands below it."""
        return footer(self.words, journal_days=self._settings.journal_days)

    def opened(self) -> Step:
        """Return the page before the first question, and after the conversation was cleared."""
        return self._step(new_conversation(), begins=True)

    def entered(self, sent: object) -> Step:
        """Return the page as the visitor left it."""
        return self._step(self._read(sent))

    def ask_in_turn(self, questions: Sequence[str], sent: object) -> Iterator[Step]:
        """Yield the page as the visitor left it, then with each question (`/?q=…&q=…`) asked after the other."""
        latest = self.entered(sent)
        yield latest
        for question in questions[: self._settings.history_turns + 1]:
            for step in self.ask(question, latest.kept):
                yield step
                latest = step

    def ask(self, text: str, sent: object) -> Iterator[Step]:
        """Yield the page with the question waiting, then with its outcome; once, unchanged, on bad input."""
        kept = self._read(sent)
        question = text.strip()
        problem = self._problem(question)
        if problem:
            yield self._step(kept, problem=problem)
            return
        history = earlier_questions(kept.turns, history_turns=self._settings.history_turns)
        waiting = begin(kept.turns, question, kept_turns=self._settings.kept_turns)
        yield self._step(_with(kept, waiting), begins=True)
        try:
            given = self._desk.ask(question, history, conversation_id=kept.conversation_id)
            done = self._finished(waiting, given)
        except Exception:
            # The one place the page catches: the visitor gets a sentence and an id, the log the cause under that id.
            yield self._step(_with(kept, finish(waiting, Failed(incident=_logged("a question was not answered")))))
            return
        yield self._step(_with(kept, done))

    def followed(self, sent: object) -> str:
        """Return questions to go on with after the last answer; empty when there are none.

        They are looked for after the answer is shown: that takes as long as the answer did, or longer.
        """
        kept = self._read(sent)
        number, answered = (kept.turns[-1].number, kept.turns[-1].outcome) if kept.turns else (0, None)
        if not isinstance(answered, Answered):
            return follow_ups((), self.words, number=number)
        history = earlier_questions(kept.turns[:-1], history_turns=self._settings.history_turns)
        question = answered.question.model_copy(update={"history": history})
        found = self._follow_ups(answered.model_copy(update={"question": question}))
        return follow_ups(found, self.words, number=number)

    def stopped(self, sent: object) -> Step:
        """Return the page with the waiting question stopped."""
        return self._step(self._read(sent))

    def told(self, entry_id: str, kind: str, comment: str, sent: object) -> Step:
        """Return the page with the visitor's word on an answer kept, or a sentence that it could not be."""
        kept = self._read(sent)
        known = {turn.entry_id for turn in kept.turns if turn.entry_id}
        if entry_id not in known or kind not in set(FeedbackKind):
            return self._step(kept)
        given = Feedback(entry_id=entry_id, kind=FeedbackKind(kind), comment=comment.strip()[:_COMMENT_CHARS])
        try:
            self._desk.note(given)
        except JournalError:
            incident = _logged("what a visitor said of an answer was not kept")
            return self._step(kept, problem=self.words.feedback_failed.format(incident=incident))
        turns = tuple(
            turn.model_copy(update={"feedback": given.kind}) if turn.entry_id == entry_id else turn
            for turn in kept.turns
        )
        return self._step(_with(kept, turns))

    def _read(self, sent: object) -> Kept:
        return read_kept(
            sent,
            kept_turns=self._settings.kept_turns,
            max_question_chars=self._desk.assistant.max_question_chars,
        )

    def _finished(self, waiting: Conversation, given: Given) -> Conversation:
        if given.is_withheld:
            return finish(waiting, Withheld(), entry_id=given.entry_id)
        answer = shortened(given.answer, shown_passages=self._settings.shown_passages)
        return finish(waiting, answer, entry_id=given.entry_id, leans_on=given.leans_on)

    def _follow_ups(self, answered: Answered) -> tuple[str, ...]:
        try:
            return self._desk.follow_ups(answered)
        except Exception:
            _logged("no follow-up questions were found")
            return ()  # the answer stands without them

    def _problem(self, question: str) -> str:
        """Return what is wrong with the input; empty when nothing is."""
        limit = self._desk.assistant.max_question_chars
        if not question:
            return self.words.empty_question
        if len(question) > limit:
            return self.words.long_question.format(found=len(question), limit=limit)
        return "" if _is_text(question) else self.words.bad_question

    def _step(self, kept: Kept, *, problem: str = "", begins: bool = False) -> Step:
        shown_passages = self._settings.shown_passages
        corpus = self._desk.assistant.corpus
        return Step(
            kept=kept_text(kept),
            talk=talk(kept.turns, corpus, self.words, examples=self._examples, shown_passages=shown_passages),
            panel=panel(kept.turns, corpus, self.words, shown_passages=shown_passages),
            notice=notice(problem),
            begins=begins,
        )


def _is_text(question: str) -> bool:
    try:
        question.encode("utf-8")
    except UnicodeEncodeError:
        return False  # half of a character, as a broken program sends it
    return True


def _with(kept: Kept, turns: Conversation) -> Kept:
    return kept.model_copy(update={"turns": turns})


def _logged(what: str) -> str:
    """Log the exception that is being handled, and return the id it is found by."""
    incident = uuid.uuid4().hex[:8]
    _log.exception("incident %s: %s", incident, what)
    return incident
