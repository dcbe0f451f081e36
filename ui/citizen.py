"""What happens when a visitor asks or clears. No Gradio here; app.py wires these to the page."""

import logging
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from index.corpus import Corpus
from rag.records import Answer, Language, Question
from ui.config import UiSettings
from ui.conversation import Conversation, Failed, begin, earlier_questions, finish
from ui.panel import panel
from ui.render import notice, talk
from ui.text.words import Words

_log = logging.getLogger(__name__)


class Assistant(Protocol):
    """What the pages ask of the answering side."""

    @property
    def corpus(self) -> Corpus:
        """The documents answers come from."""

    def answer(self, question: Question) -> Answer:
        """Return the answer or the refusal; called from several threads at a time."""

    def examples(self, language: Language) -> tuple[str, ...]:
        """Return questions the documents can answer, in the reader's language."""


@dataclass(frozen=True)
class Step:
    """One state of the page: what is kept for the visitor, and what is drawn."""

    conversation: Conversation
    talk: str
    panel: str
    notice: str
    clears_box: bool


class CitizenPage:
    """The citizens' page for one language; holds nothing of any visitor."""

    def __init__(self, assistant: Assistant, settings: UiSettings, words: Words, language: Language) -> None:
        self._assistant = assistant
        self._settings = settings
        self._words = words
        self._examples = assistant.examples(language)

    def opened(self) -> Step:
        """Return the page before the first question, and after the conversation was cleared."""
        return self._step((), clears_box=True)

    def ask(self, text: str, conversation: Conversation) -> Iterator[Step]:
        """Yield the page with the question waiting, then with its outcome; once, unchanged, on bad input."""
        question = text.strip()
        problem = self._problem(question)
        if problem:
            yield self._step(conversation, problem=problem)
            return
        history = earlier_questions(conversation, history_turns=self._settings.history_turns)
        conversation = begin(conversation, question, kept_turns=self._settings.kept_turns)
        yield self._step(conversation, clears_box=True)
        question_id = uuid.uuid4().hex
        try:
            answer = self._assistant.answer(Question(id=question_id, text=question, history=history))
            step = self._step(finish(conversation, answer))
        except Exception:
            # The one place the page catches: the visitor gets a sentence and an id, the log the cause under that id.
            incident = question_id[:8]
            _log.exception("incident %s: a question could not be answered", incident)
            step = self._step(finish(conversation, Failed(incident=incident)))
        yield step

    def _problem(self, question: str) -> str:
        """Return what is wrong with the input; empty when nothing is."""
        limit = self._settings.max_question_chars
        if not question:
            return self._words.empty_question
        if len(question) > limit:
            return self._words.long_question.format(found=len(question), limit=limit)
        return ""

    def _step(self, conversation: Conversation, *, problem: str = "", clears_box: bool = False) -> Step:
        shown_passages = self._settings.shown_passages
        corpus = self._assistant.corpus
        return Step(
            conversation=conversation,
            talk=talk(conversation, corpus, self._words, examples=self._examples, shown_passages=shown_passages),
            panel=panel(conversation, corpus, self._words, shown_passages=shown_passages),
            notice=notice(problem),
            clears_box=clears_box,
        )
