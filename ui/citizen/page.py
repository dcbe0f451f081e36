"""What happens when a visitor comes, asks, stops, clears or tells. No Gradio here; gradio_page.py wires these up."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from index.catalog.originals import Originals
from index.corpus import Corpus
from index.words.hidden import without_hidden
from rag.records import Answered, Refused
from ui.citizen.after_answer import follow_ups
from ui.citizen.connection import connection
from ui.citizen.conversation import (
    Conversation,
    Failed,
    Kept,
    Withheld,
    begin,
    earlier_questions,
    finish,
    is_lost,
    kept_text,
    new_conversation,
    read_kept,
    shortened,
)
from ui.citizen.conversation_list import conversation_list
from ui.citizen.first_paint import FirstPaint, first_paint
from ui.citizen.frame import footer, header, notice
from ui.citizen.panel import panel
from ui.citizen.scope import held_only, narrowed, scope_html
from ui.citizen.talk import talk
from ui.config import UiSettings
from ui.desk import BUSY_SECONDS, Desk, Given
from ui.document.cited import NO_ORIGINALS
from ui.errors import BusyError, JournalError
from ui.journal.records import Feedback, FeedbackKind
from ui.observe.request_id import incident
from ui.prefix import under
from ui.text.languages import LanguageWords

_log = logging.getLogger(__name__)
_COMMENT_CHARS = 2000


@dataclass(frozen=True)
class Step:
    """One state of the page: what the visitor's browser keeps (JSON of `Kept`), and what is drawn.

    `begins` is true where a question was taken from the box or all was cleared: box and follow-ups are emptied.
    `put_back` is a question that was taken and cannot be answered now: the box gets it again.
    """

    kept: str
    talk: str
    panel: str
    notice: str
    scope: str
    begins: bool
    put_back: str = ""


class CitizenPage:
    """The citizens' page for one language; holds nothing of any visitor."""

    def __init__(
        self, desk: Desk, settings: UiSettings, language: LanguageWords, originals: Originals = NO_ORIGINALS
    ) -> None:
        self._desk, self._originals = desk, originals
        self._settings = settings
        self._language = language
        self.words = language.page

    def follow(self, redraw: Callable[[], None]) -> None:
        """Have something called when what stands on a page that is opened has become another."""
        self._desk.follow(redraw)

    def name(self) -> str:
        """Return what the service is called: by the place that most of its documents are about, where one is known."""
        place = self._desk.assistant.home(self._language.examples_in)
        return self.words.named.format(place=place) if place else self.words.name

    def first_paint(self) -> FirstPaint:
        """Return what stands before the page's script has drawn it."""
        return first_paint(
            self._language,
            name=self.name(),
            place=self._desk.assistant.home(self._language.examples_in),
            address=self._settings.public_url,
        )

    def header(self) -> str:
        """Return what stands above the conversation."""
        return under(
            self._settings.root_path,
            header(self._desk.corpus(), self.words, self.name(), voice=self._settings.voice_input),
        )

    def footer(self) -> str:
        """Return what stands below it, and the words of what its script says by itself."""
        said = connection(self.words, most_chars=self._desk.assistant.max_question_chars)
        below = footer(self.words, journal_days=self._settings.journal_days)
        return under(self._settings.root_path, below) + said

    def conversations(self) -> str:
        """Return the list of what the visitor's browser keeps."""
        return conversation_list(self.words.conversations, begin=self.words.clear)

    def opened(self) -> Step:
        """Return the page before the first question, and after the conversation was cleared."""
        return self._step(new_conversation(), begins=True)

    def entered(self, sent: object) -> Step:
        """Return the page as the visitor left it."""
        kept = self._read(sent)
        return self._step(kept, problem=self._lost(sent, kept))

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
        question, lost = _typed(text), self._lost(sent, kept)
        if not self._problem(question):
            yield self._step(_with(kept, self._begun(kept, question)), begins=True, problem=lost)
        yield self._answered(kept, text, lost)

    def answer(self, text: str, sent: object, *, is_alone: bool = False) -> Step:
        """Return the page with the outcome of a question; unchanged, with what is wrong, on bad input.

        One that is asked alone takes nothing from the earlier questions.
        """
        kept = self._read(sent)
        return self._answered(kept, text, self._lost(sent, kept), is_alone=is_alone)

    def followed(self, sent: object) -> str:
        """Return questions to go on with after the last answer or refusal; empty when there are none.

        They are looked for after the answer is shown: that takes as long as the answer did, or longer.
        """
        kept = self._read(sent)
        number, told = (kept.turns[-1].number, kept.turns[-1].outcome) if kept.turns else (0, None)
        if not isinstance(told, Answered | Refused) or not _stands(told, self._desk.corpus()):
            return follow_ups((), self.words, number=number)
        history = () if kept.turns[-1].is_alone else self._earlier(kept.turns[:-1])
        question = told.question.model_copy(update={"history": history})
        found = self._follow_ups(told.model_copy(update={"question": question}))
        return follow_ups(found, self.words, number=number)

    def narrowed(self, kind: str, value: str, sent: object) -> Step:
        """Return the page with what was pressed taken into the scope of what is asked next, or left out of it."""
        kept = self._read(sent)
        scope = narrowed(kept.scope, kind, value, self._desk.corpus())
        return self._step(kept.model_copy(update={"scope": scope}), narrows=True)

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
            found_by = _logged("what a visitor said of an answer was not kept")
            return self._step(kept, problem=self.words.feedback_failed.format(incident=found_by))
        turns = tuple(
            turn.model_copy(update={"feedback": given.kind}) if turn.entry_id == entry_id else turn
            for turn in kept.turns
        )
        return self._step(_with(kept, turns))

    def _answered(self, kept: Kept, text: str, lost: str, *, is_alone: bool = False) -> Step:
        question = _typed(text)
        problem = self._problem(question)
        if problem:
            return self._step(kept, problem=problem, put_back=text)
        history = () if is_alone else self._earlier(kept.turns)
        waiting = self._begun(kept, question, is_alone=is_alone)
        try:
            given = self._desk.ask(question, history, conversation_id=kept.conversation_id, scope=kept.scope)
            done = self._finished(waiting, given)
        except BusyError as error:
            sentence = (self.words.late if error.is_late else self.words.busy).format(seconds=BUSY_SECONDS)
            return self._step(kept, problem=sentence, put_back=question)
        except Exception:
            # The one place the page catches: the visitor gets a sentence and an id, the log the cause under that id.
            return self._step(_with(kept, finish(waiting, Failed(incident=_logged("a question was not answered")))))
        return self._step(_with(kept, done), problem=lost)

    def _begun(self, kept: Kept, question: str, *, is_alone: bool = False) -> Conversation:
        most = self._settings.kept_turns
        return begin(kept.turns, question, kept_turns=most, is_alone=is_alone, scope=kept.scope)

    def _earlier(self, turns: Conversation) -> tuple[str, ...]:
        return earlier_questions(turns, history_turns=self._settings.history_turns)

    def _read(self, sent: object) -> Kept:
        kept = read_kept(
            sent,
            kept_turns=self._settings.kept_turns,
            max_question_chars=self._desk.assistant.max_question_chars,
        )
        return kept.model_copy(update={"scope": held_only(kept.scope, self._desk.corpus())})

    def _lost(self, sent: object, kept: Kept) -> str:
        """Return that what the browser kept was not taken; empty where it was."""
        return self.words.begun_anew if is_lost(sent, kept) else ""

    def _finished(self, waiting: Conversation, given: Given) -> Conversation:
        if given.is_withheld:
            return finish(waiting, Withheld(), entry_id=given.entry_id)
        answer = shortened(given.answer, shown_passages=self._settings.shown_passages)
        return finish(waiting, answer, entry_id=given.entry_id, leans_on=given.leans_on)

    def _follow_ups(self, told: Answered | Refused) -> tuple[str, ...]:
        try:
            return self._desk.follow_ups(told)
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

    def _step(
        self, kept: Kept, *, problem: str = "", begins: bool = False, put_back: str = "", narrows: bool = False
    ) -> Step:
        shown_passages = self._settings.shown_passages
        assistant, last_good = self._desk.assistant, self._desk.last_good
        corpus, examples = assistant.corpus, assistant.examples(self._language.examples_in)
        return Step(
            kept=kept_text(kept),
            talk=under(
                self._settings.root_path,
                talk(
                    kept.turns,
                    corpus,
                    self.words,
                    examples=examples,
                    shown_passages=shown_passages,
                    originals=self._originals,
                ),
            ),
            panel=under(
                self._settings.root_path,
                panel(
                    kept.turns,
                    corpus,
                    self.words,
                    shown_passages=shown_passages,
                    last_good=last_good,
                    originals=self._originals,
                ),
            ),
            notice=notice(problem),
            scope=scope_html(kept.scope, corpus, self.words, is_open=narrows),
            begins=begins,
            put_back=put_back,
        )


def _stands(told: Answered | Refused, corpus: Corpus) -> bool:
    """Return whether all documents that are cited are held as they were: a kept answer may outlive them."""
    documents = (corpus.documents.get(citation.doc_id) for citation in told.citations)
    held = [document.sha256 if document else "" for document in documents]
    return held == [citation.sha256 for citation in told.citations]


def _typed(text: str) -> str:
    """Return a question as it is asked: without what nobody sees."""
    return without_hidden(text).strip()


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
    found_by = incident()
    _log.exception("incident %s: %s", found_by, what)
    return found_by
