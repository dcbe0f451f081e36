"""The way of a question: its stages, in order, and what each hands on to the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.encode.embedder import Embedder
from index.records import Status
from index.store.saved import OpenIndex
from rag.answer.compose import Composed, Composer
from rag.config import RagSettings
from rag.evidence.pick import EvidencePicker
from rag.evidence.picked import Picked
from rag.evidence.rank import Ranked, UnitRanker
from rag.question.answer_form import Expected
from rag.question.own_matter import Vocabulary
from rag.question.place import Places
from rag.question.understand import Understood, understand
from rag.records import Question
from rag.refusal.gate import Gate, Verdict
from rag.search.rarity import Rarity
from rag.search.retrieve import Retriever
from rag.search.searching import Search, Searched
from rag.steps import ALL_STEPS, Steps


@dataclass(frozen=True)
class Stages:
    """The stages of answering. Each is handed what those before it made, and any of them can be another one."""

    understand: Callable[[Question], Understood]
    search: Callable[[Understood], Searched]
    rank: Callable[[Searched], tuple[Ranked, ...]]
    pick: Callable[[Searched, Sequence[Ranked]], Picked]
    judge: Callable[[Searched, Sequence[Ranked], Picked], Verdict]
    compose: Callable[[Searched, Sequence[Ranked], Picked], Composed]


def make_stages(
    index: OpenIndex, embedder: Embedder, settings: RagSettings, places: Places, steps: Steps = ALL_STEPS
) -> Stages:
    """Return the stages over an index.

    Args:
        index: what is searched and cited.
        embedder: of questions, the one the index was built with.
        settings: depth of search, citations.
        places: that the documents of the index are about.
        steps: which are taken.
    """
    corpus = index.corpus
    rarity = Rarity(index.lexical.frequencies, corpus.n_chunks)
    retriever = Retriever(corpus, index.dense, index.lexical, depth=settings.depth, steps=steps)
    vocabulary = Vocabulary(index.bilingual, index.sounds, rarity.is_known)
    this_year = _newest_plan(index)

    def understood(question: Question) -> Understood:
        found = understand(question, vocabulary, this_year, places)
        return found if steps.form else replace(found, expected=Expected(()))

    return Stages(
        understand=understood,
        search=Search(
            retriever,
            embedder,
            bilingual=index.bilingual,
            sounds=index.sounds,
            rarity=rarity,
            places=places,
            steps=steps,
        ).search,
        rank=UnitRanker(corpus, index.vectors, places, steps).rank,
        pick=EvidencePicker(corpus, places, steps).pick,
        judge=Gate(steps).judge,
        compose=Composer(corpus, places, settings.max_citations).compose,
    )


def _newest_plan(index: OpenIndex) -> int:
    """Return the year that 今年 means: the last one planned, else the newest of the corpus."""
    covers = [cover for document in index.corpus.entries for cover in document.covers]
    planned = [cover.years[-1] for cover in covers if cover.status is Status.PLAN]
    return max(planned, default=max(index.corpus.years(), default=0))
