"""The assistant: a question goes in, an answer with checked citations, a typed refusal or a reply comes out."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.corpus import Corpus
from index.records import Period
from index.store.saved import OpenIndex
from rag.answer.how_to import on_procedure
from rag.answer.outside import of_scope, outside
from rag.answer.refusals import refusal
from rag.answer.refuser import Refuser
from rag.config import RagSettings
from rag.considered import Considered, Explained
from rag.considering import Considering
from rag.evidence.rank import RANKED_CHUNKS, reranked
from rag.further import asks_on
from rag.listening import Listener
from rag.question.acts.act import A_QUESTION, OF_A_MATTER, VAGUE, Taken
from rag.question.acts.utterances import as_compared
from rag.question.asked import check_question
from rag.question.earlier import corrected, named_in
from rag.question.language import detect_language
from rag.question.named_place import Place, shown
from rag.question.parts import of_each, parts
from rag.question.place import Places
from rag.question.set_against import of_unheld
from rag.question.side_by_side import of_each_side
from rag.question.understand import Understood, Wants
from rag.question.within import leaves
from rag.records import Answer, Answered, Language, Meant, Passage, Question, Reason, Refused, Replied, Seconds
from rag.refusal.by_act import asks_nothing, judged_by_act
from rag.replying import Replying
from rag.search.rarity import Rarity
from rag.search.retrieve import Retrieved
from rag.several import lacks_some, side_by_side, together
from rag.stages import Stages
from rag.steps import ALL_STEPS, Steps
from rag.suggest.beside import Beside
from rag.suggest.follow_ups import MOST, FollowUps
from rag.then import Then

MODE = "extractive"


Written = Callable[[Explained, Listener | None], Explained]


def as_it_is(explained: Explained, _: Listener | None = None) -> Explained:
    """Return an answer as it is: no model words it."""
    return explained


def _is_told(part: Explained) -> bool:
    """Return whether a part of a question is answered, with a figure in front where one is asked."""
    asks_figure = part.considered is not None and part.considered.understood.wants is Wants.FIGURE
    return isinstance(part.answer, Answered) and (bool(part.answer.keys) or not asks_figure)


class Assistant:
    """Answers questions from one index. It keeps nothing of a question, and may be shared by threads.

    Args:
        index: what questions are answered from.
        stages: of answering, over that index.
        places: that its documents are about.
        settings: limits of what is shown.
        steps: which are taken.
        then: who answers a question where documents of the index are superseded; None: this one answers all.
        written: has a model word an answer, where one is configured.
        tried: answers questions that are only tried, where this one would take long; None: this one does.
    """

    def __init__(
        self,
        index: OpenIndex,
        stages: Stages,
        places: Places,
        settings: RagSettings,
        steps: Steps = ALL_STEPS,
        *,
        then: "Then[Assistant] | None" = None,
        written: Written = as_it_is,
        tried: "Assistant | None" = None,
    ) -> None:
        self.corpus: Corpus = index.corpus
        self.fingerprint = index.manifest.fingerprint
        self.max_question_chars = settings.max_question_chars
        self._stages, self._places, self._settings = stages, places, settings
        self._refuser = Refuser(index.corpus, places)
        rarity = Rarity(index.lexical.frequencies, index.corpus.n_chunks)
        extract = tried.answer if tried else self._extract
        self._follow_ups = FollowUps(index.corpus, index.lexical, rarity.of, extract)
        self._beside = Beside(index.corpus, places, extract, self.examples)
        words_in = index.bilingual.lexicon.words_in
        self._replying = Replying(
            index.corpus, places, self._beside, self.examples, words_in=words_in, rarity=rarity.of
        )
        self._examples: dict[Language, tuple[str, ...]] = {}
        self._considering = Considering(stages, places, self.covered, steps)
        self._then, self._written, self._tried = then, written, tried

    def answer(self, question: Question) -> Answer:
        """Return the answer to a question, or why there is none, or a reply where nothing is asked of the documents.

        Raises:
            QuestionError: the question or an earlier one is too long or not text, or it is empty; the message says so.
        """
        return self.explain(question).answer

    def explain(self, question: Question, listener: Listener | None = None) -> Explained:
        """Return the answer to a question, or why there is none, with the stages that led to it.

        Args:
            question: that is asked.
            listener: is told each sentence of a model that words the answer as soon as it is borne out.

        Raises:
            QuestionError: the question or an earlier one is too long or not text, or it is empty; the message says so.
        """
        return self._written(self._extracted(question), listener)

    def _extract(self, question: Question) -> Answer:
        """Return the answer in the documents' own words, as questions that are only tried get it."""
        return self._extracted(question).answer

    def _extracted(self, question: Question) -> Explained:
        started = time.perf_counter()
        check_question(question, self.max_question_chars)
        if self._then:
            return self._then.of(question).explain(question)
        taken = self._taken(question)
        if taken.is_sure and taken.gets_reply and taken.kind not in OF_A_MATTER:
            return Explained(self._replying.reply(question, taken, started), None)
        whole = self._explained(question, taken)
        return whole if isinstance(whole.answer, Replied) else self._in_parts(question, whole, started)

    def _in_parts(self, question: Question, whole: Explained, started: float) -> Explained:
        """Return the answer to a question, each of its parts for itself where the whole does not tell them all."""
        sides = of_each_side(question.text, self._places.spans) if len(self._places.held) > 1 else ()
        asked = of_unheld(question.text, self._places.spans, self._places.is_held)
        is_alike = bool(asked)
        asked = asked or sides or parts(question.text, self._places.spans)
        if len(asked) < 2 and lacks_some(whole):
            asked = of_each(question.text, self._places.spans)
            is_alike = len(asked) > 1
        is_of_any_kind = len(asked) < 2 and isinstance(whole.answer, Refused)
        if is_of_any_kind:
            asked = parts(question.text, self._places.spans, of_any_kind=True)
        each = self._each(question, asked) if len(asked) > 1 else []
        if not each or (is_of_any_kind and not _is_told(each[0])):  # the first names what all of these ask about
            return whole
        embed = sum(one.answer.seconds.embed for one in (whole, *each))
        seconds = Seconds(total=time.perf_counter() - started, embed=embed)
        told = tuple(zip(asked, each, strict=True))
        if asked == sides:
            return side_by_side(question, whole, told, self._places, self.corpus, seconds=seconds)
        return together(question, whole, told, self._places, seconds, is_alike=is_alike)

    def _each(self, question: Question, asked: Sequence[str]) -> list[Explained]:
        """Return what each part of a question gets for itself."""
        return [
            self._explained(
                question.model_copy(update={"text": part, "history": (*question.history, *asked[:at])}),
                self._taken_part(part) if at else self._stages.take(part),
            )
            for at, part in enumerate(asked)
        ]

    def _explained(self, question: Question, taken: Taken) -> Explained:
        started = time.perf_counter()
        stands_alone = taken.gets_reply and not taken.asks  # a complaint goes on about no question
        considered = self.consider(question.model_copy(update={"history": ()}) if stands_alone else question)
        if taken.gets_reply and (taken.is_sure or asks_nothing(taken, considered.understood, considered.verdict)):
            return Explained(self._replying.reply(question, taken, started, considered.ranked), None)
        considered = replace(considered, verdict=judged_by_act(considered.verdict, taken, considered.understood))
        answer = self._answer(question, considered, started)
        answer = on_procedure(answer, taken, considered.searched, considered.ranked, self.corpus, places=self._places)
        return Explained(answer, considered)

    def _taken(self, question: Question) -> Taken:
        """Return what a text is taken for; one that asks on, or corrects, is a question.

        What names a place, or follows, is not vague.
        """
        if question.history and (asks_on(question.text) or corrected(as_compared(question.text))):
            return A_QUESTION
        taken = self._stages.take(question.text)
        is_asked = any(not self._stages.take(earlier).gets_reply for earlier in question.history)
        is_told = is_asked or bool(self._places.spans(question.text))
        return A_QUESTION if taken.kind == VAGUE and is_told else taken

    def _taken_part(self, part: str) -> Taken:
        """Return what a further part of a question is taken for: it asks on, unless it surely does something else."""
        taken = self._stages.take(part)
        return A_QUESTION if taken.gets_reply and not taken.is_sure else taken

    def take(self, text: str) -> Taken:
        """Return what a text is taken for, before anything is looked for."""
        return self._stages.take(text)

    def consider(self, question: Question) -> Considered:
        """Return every stage from the question to the verdict on its evidence.

        Raises:
            QuestionError: the question or an earlier one is too long or not text, or it is empty; the message says so.
        """
        check_question(question, self.max_question_chars)
        if self._then:
            return self._then.of(question).consider(question)
        return self._considering.consider(question)

    def _answer(self, question: Question, considered: Considered, started: float) -> Answer:
        understood, verdict = considered.understood, considered.verdict
        best = reranked(considered.searched.found[:RANKED_CHUNKS], considered.ranked)
        passages = tuple(self._passage(item) for item in best[: self._settings.passages])
        embed_seconds = considered.searched.embed_seconds
        if leaves(understood, question.scope):
            seconds = Seconds(total=time.perf_counter() - started, embed=embed_seconds)
            meant = self._meant(question, understood)
            return outside(question, understood.language, meant, seconds=seconds, mode=MODE)
        if verdict.reason is not None:
            text, cited = self._refuser.refuse(
                understood, verdict, considered.picked.units, self.covered(self._places.held_of(understood.places))
            )
            return Refused(
                question=question,
                language=understood.language,
                text=of_scope(text, understood.language, question.scope),
                mode=MODE,
                passages=passages,
                seconds=Seconds(total=time.perf_counter() - started, embed=embed_seconds),
                confidence=verdict.confidence,
                reason=verdict.reason,
                understood=self._meant(question, understood),
                citations=cited,
            )
        composed = self._stages.compose(considered.searched, considered.ranked, considered.picked, verdict.confidence)
        return Answered(
            question=question,
            language=understood.language,
            mode=MODE,
            passages=passages,
            seconds=Seconds(total=time.perf_counter() - started, embed=embed_seconds),
            confidence=verdict.confidence,
            understood=self._meant(question, understood),
            text=composed.text,
            citations=composed.citations,
            keys=composed.keys,
            table=composed.table,
            disagreement=composed.disagreement,
            n_lead_lines=composed.n_lead_lines,
            computed=composed.computed,
            n_own_lines=composed.n_own_lines,
        )

    def _meant(self, question: Question, understood: Understood) -> Meant:
        return Meant(
            taken_over=understood.taken_over,
            years=understood.years,
            places=named_in(question.text, understood.taken_over, self._places),
            documents=tuple(self.corpus.documents[doc_id].title for doc_id in understood.documents),
        )

    def refuse_bad(self, question: Question) -> Refused:
        """Return the record of a question that could not be asked as it was."""
        language = detect_language(question.text[: self.max_question_chars])
        return Refused(
            question=question,
            language=language,
            text=refusal(language, Reason.BAD_QUESTION, covered=self.covered(), area=self._places.area(language)),
            mode=MODE,
            passages=(),
            seconds=Seconds(total=0.0, embed=0.0),
            confidence=0.0,
            reason=Reason.BAD_QUESTION,
        )

    def covered(self, places: Sequence[Place] = ()) -> tuple[Period, ...]:
        """Return the periods the documents cover (those about `places`, if any), each once, in order of time."""
        found = {
            cover.period
            for document in self.corpus.entries
            if self._places.is_about(document.doc_id, document.title, places)
            for cover in document.covers
        }
        return tuple(sorted(found, key=lambda period: (period.years, period.status.value)))

    def home(self, language: Language) -> str:
        """Return the place that a question means which names none, as a reader writes it; empty when none is known."""
        return shown(self._places.home, language) if self._places.home else ""

    def examples(self, language: Language) -> tuple[str, ...]:
        """Return questions in the reader's language that the corpus answers, drawn from what it holds.

        They are asked when they are first wanted, in 0.2 s or so, and kept.
        """
        from rag.suggest.examples import examples

        if self._then:
            return self._then.now.examples(language)
        if self._tried:
            return self._tried.examples(language)
        written = Language.TRADITIONAL if language is Language.CANTONESE else language
        if written not in self._examples:
            self._examples[written] = ()  # what is drawn may be taken for no question: the reply to it offers none
            self._examples[written] = examples(self.corpus, written, self._places, self._extract)
        return self._examples[written]

    def follow_ups(self, question: Question, told: Answered | Refused) -> tuple[str, ...]:
        """Return up to three questions, in the asker's language, that can be asked next and will be answered.

        Args:
            question: that was asked, with its history.
            told: its answer, or why there is none.

        Raises:
            QuestionError: the question or an earlier one is too long or not text, or it is empty; the message says so.
        """
        check_question(question, self.max_question_chars)
        if self._then:
            return self._then.of(question).follow_ups(question, told)
        understood = self._stages.understand(question)
        found = self._follow_ups.of(understood, told) if isinstance(told, Answered) else ()
        return (*found, *self._beside.of(question, understood.years, told, most=MOST - len(found)))[:MOST]

    def _passage(self, found: Retrieved) -> Passage:
        chunk = found.chunk
        return Passage(
            doc_id=chunk.doc_id,
            chunk_id=chunk.chunk_id,
            section=self.corpus.section(chunk.section_id).path,
            spans=chunk.spans,
            text=chunk.text,
            score=found.score,
        )
