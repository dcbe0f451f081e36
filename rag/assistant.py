"""The assistant: a question goes in, an answer with checked citations, a typed refusal or a reply comes out."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from index.build import ensure_index
from index.config import IndexSettings
from index.corpus import Corpus
from index.encode.embedder import Embedder, make_embedder
from index.records import Period
from index.store.saved import OpenIndex
from rag.answer.phrases import refusal, reply
from rag.config import RagSettings
from rag.errors import QuestionError
from rag.evidence.picked import Picked
from rag.evidence.rank import RANKED_CHUNKS, Ranked, reranked
from rag.question.courtesy import Courtesy, only_courtesy
from rag.question.place import Place, Places
from rag.question.understand import Understood, detect_language
from rag.records import Answer, Answered, Language, Passage, Question, Reason, Refused, Replied, Seconds
from rag.refusal.gate import Verdict
from rag.search.rarity import Rarity
from rag.search.retrieve import Retrieved
from rag.search.searching import Searched
from rag.stages import Stages, make_stages
from rag.steps import ALL_STEPS, Steps
from rag.suggest.follow_ups import FollowUps

MODE = "extractive"
MOST_EARLIER = 100  # earlier questions of a conversation: twice as many as the pages can be set to pass on
REPLY_EXAMPLES = 3  # questions that can be asked, below the reply to a greeting


@dataclass(frozen=True)
class Considered:
    """Why an answer is what it is: each stage's outcome, best first where it is a ranking."""

    searched: Searched
    ranked: tuple[Ranked, ...]
    picked: Picked
    verdict: Verdict

    @property
    def understood(self) -> Understood:
        """What was asked."""
        return self.searched.question


@dataclass(frozen=True)
class Explained:
    """An answer or a refusal with the stages that led to it; None where nothing was asked, so nothing considered."""

    answer: Answer
    considered: Considered | None


class Assistant:
    """Answers questions from one index. It keeps nothing of a question, and may be shared by threads.

    Args:
        index: what questions are answered from.
        stages: of answering, over that index.
        places: that its documents are about.
        settings: limits of what is shown.
    """

    def __init__(self, index: OpenIndex, stages: Stages, places: Places, settings: RagSettings) -> None:
        self.corpus: Corpus = index.corpus
        self.fingerprint = index.manifest.fingerprint
        self.max_question_chars = settings.max_question_chars
        self._stages, self._places, self._settings = stages, places, settings
        rarity = Rarity(index.lexical.frequencies, index.corpus.n_chunks)
        self._follow_ups = FollowUps(index.corpus, index.lexical, rarity.of, self.answer)
        self._examples: dict[Language, tuple[str, ...]] = {}

    def answer(self, question: Question) -> Answer:
        """Return the answer to a question, or why there is none, or a reply to a greeting, thanks or a farewell.

        Raises:
            QuestionError: the question or an earlier one is too long or not text, or it is empty; the message says so.
        """
        return self.explain(question).answer

    def explain(self, question: Question) -> Explained:
        """Return the answer to a question, or why there is none, with the stages that led to it.

        Raises:
            QuestionError: the question or an earlier one is too long or not text, or it is empty; the message says so.
        """
        started = time.perf_counter()
        check_question(question, self.max_question_chars)
        courtesy = only_courtesy(question.text)
        if courtesy:
            return Explained(self._reply(question, courtesy, started), None)
        considered = self.consider(question)
        return Explained(self._answer(question, considered, started), considered)

    def _reply(self, question: Question, courtesy: Courtesy, started: float) -> Replied:
        language = courtesy.language or detect_language(question.text)
        examples = self.examples(language)[:REPLY_EXAMPLES]
        text = reply(language, courtesy.act, area=self._places.area(language), has_examples=bool(examples))
        return Replied(
            question=question,
            language=language,
            text=text,
            seconds=Seconds(total=time.perf_counter() - started, embed=0.0),
            examples=examples,
        )

    def consider(self, question: Question) -> Considered:
        """Return every stage from the question to the verdict on its evidence.

        Raises:
            QuestionError: the question or an earlier one is too long or not text, or it is empty; the message says so.
        """
        check_question(question, self.max_question_chars)
        understood = self._stages.understand(question)
        searched = self._stages.search(understood)
        ranked = self._stages.rank(searched)
        picked = self._stages.pick(searched, ranked)
        verdict = self._stages.judge(searched, ranked, picked)
        return Considered(searched, ranked, picked, verdict)

    def _answer(self, question: Question, considered: Considered, started: float) -> Answer:
        understood, verdict = considered.understood, considered.verdict
        best = reranked(considered.searched.found[:RANKED_CHUNKS], considered.ranked)
        passages = tuple(self._passage(item) for item in best[: self._settings.passages])
        embed_seconds = considered.searched.embed_seconds
        if verdict.reason is not None:
            text = refusal(
                understood.language,
                verdict.reason,
                asked=understood.years,
                held=verdict.held_years,
                covered=self.covered(understood.places),
                area=self._places.area(understood.language, understood.places),
            )
            return Refused(
                question=question,
                language=understood.language,
                text=text,
                mode=MODE,
                passages=passages,
                seconds=Seconds(total=time.perf_counter() - started, embed=embed_seconds),
                confidence=verdict.confidence,
                reason=verdict.reason,
            )
        composed = self._stages.compose(considered.searched, considered.ranked, considered.picked)
        return Answered(
            question=question,
            language=understood.language,
            mode=MODE,
            passages=passages,
            seconds=Seconds(total=time.perf_counter() - started, embed=embed_seconds),
            confidence=verdict.confidence,
            text=composed.text,
            citations=composed.citations,
            keys=composed.keys,
            table=composed.table,
            disagreement=composed.disagreement,
            n_lead_lines=composed.n_lead_lines,
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

    def examples(self, language: Language) -> tuple[str, ...]:
        """Return questions in the reader's language that the corpus answers, drawn from what it holds.

        They are asked when they are first wanted, in 0.2 s or so, and kept.
        """
        from rag.suggest.examples import examples

        written = Language.TRADITIONAL if language is Language.CANTONESE else language
        if written not in self._examples:
            self._examples[written] = examples(self.corpus, written, self._places, self.answer)
        return self._examples[written]

    def follow_ups(self, question: Question, answered: Answered) -> tuple[str, ...]:
        """Return up to three questions, in the asker's language, that can be asked next and will be answered.

        Args:
            question: that was asked, with its history.
            answered: its answer.

        Raises:
            QuestionError: the question or an earlier one is too long or not text, or it is empty; the message says so.
        """
        check_question(question, self.max_question_chars)
        return self._follow_ups.of(self._stages.understand(question), answered)

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


def check_question(question: Question, max_chars: int) -> None:
    """Raise QuestionError, in one clear sentence, unless the question can be asked."""
    if not question.text.strip():
        raise QuestionError("the question is empty")
    if len(question.history) > MOST_EARLIER:
        raise QuestionError(f"{len(question.history)} earlier questions are given, at most {MOST_EARLIER} can be")
    longest = max(len(text) for text in (question.text, *question.history))
    if longest > max_chars:
        what = "the question" if longest == len(question.text) else "an earlier question"
        raise QuestionError(f"{what} has {longest} characters, at most {max_chars} can be asked")
    try:
        "".join((question.text, *question.history)).encode("utf-8")
    except UnicodeEncodeError as error:
        raise QuestionError("the question holds characters that are not valid text") from error


def assistant_over(index: OpenIndex, embedder: Embedder, settings: RagSettings, steps: Steps = ALL_STEPS) -> Assistant:
    """Return an assistant over an index; `steps` leaves some of answering out, to measure what they bring."""
    places = Places(index.corpus.entries)
    return Assistant(index, make_stages(index, embedder, settings, places, steps), places, settings)


def open_assistant(settings: RagSettings, index_settings: IndexSettings) -> Assistant:
    """Return an assistant over the index that fits the seeds; it is built first where there is none.

    Raises:
        LuohuError: the seeds, the model or the saved index cannot be used.
    """
    embedder = make_embedder(index_settings)
    return assistant_over(ensure_index(index_settings, embedder), embedder, settings)
