"""The way of a question: its stages, in order, and what each hands on to the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.encode.embedder import Embedder
from index.store.saved import OpenIndex
from index.words.sounds import Sounds
from rag.answer.compose import Composed, Composer
from rag.config import RagSettings
from rag.evidence.pick import EvidencePicker
from rag.evidence.picked import Picked
from rag.evidence.rank import Ranked, UnitRanker
from rag.question.acts.act import Taken
from rag.question.acts.front import FrontDoor
from rag.question.acts.kept import acts_known
from rag.question.answer_form import Expected
from rag.question.denied import meant
from rag.question.document import Documents
from rag.question.language import is_pinyin
from rag.question.named_place import Place
from rag.question.own_matter import Vocabulary
from rag.question.place import Places
from rag.question.understand import Understood, understand
from rag.question.within import within
from rag.records import Question
from rag.refusal.closeness import ClauseCloseness
from rag.refusal.features import Reader
from rag.refusal.gate import Gate, Verdict
from rag.refusal.untold import Untold
from rag.search.rarity import Rarity
from rag.search.recent import RecentVectors
from rag.search.retrieve import Retriever
from rag.search.searching import Search, Searched
from rag.steps import ALL_STEPS, Steps


@dataclass(frozen=True)
class Stages:
    """The stages of answering. Each is handed what those before it made, and any of them can be another one."""

    take: Callable[[str], Taken]
    understand: Callable[[Question], Understood]
    search: Callable[[Understood], Searched]
    rank: Callable[[Searched], tuple[Ranked, ...]]
    pick: Callable[[Searched, Sequence[Ranked]], Picked]
    judge: Callable[[Searched, Sequence[Ranked], Picked], Verdict]
    compose: Callable[[Searched, Sequence[Ranked], Picked, float], Composed]


def make_stages(
    index: OpenIndex,
    embedder: Embedder,
    settings: RagSettings,
    places: Places,
    steps: Steps = ALL_STEPS,
    *,
    cache_dir: Path | None = None,
) -> Stages:
    """Return the stages over an index.

    Args:
        index: what is searched and cited.
        embedder: of questions, the one the index was built with.
        settings: depth of search, citations.
        places: that the documents of the index are about.
        steps: which are taken.
        cache_dir: where what is learnt of what people say is kept; None to learn it when something is said first.
    """
    corpus, recent = index.corpus, RecentVectors(embedder.embed_query)
    known = acts_known(embedder, cache_dir) if cache_dir else None
    rarity = Rarity(index.lexical.frequencies, corpus.n_chunks)
    retriever = Retriever(corpus, index.dense, index.lexical, depth=settings.depth, steps=steps)
    untold = Untold(corpus, index.bilingual, index.sounds.like, rarity.of)
    documents = Documents(corpus.entries, places)
    sounds = index.sounds if steps.words else Sounds((), rarity.is_known)
    vocabulary = Vocabulary(index.bilingual, sounds, rarity.is_known)

    def held_years(named: tuple[Place, ...]) -> frozenset[int]:
        of = places.held_of(named)  # what a part is told of has the periods of the whole
        covers = (cover for entry in corpus.entries if places.is_about(entry.doc_id, "", of) for cover in entry.covers)
        return frozenset(year for cover in covers for year in cover.years)

    def understood(question: Question) -> Understood:
        found = within(meant(understand(question, vocabulary, held_years, places, documents)), question.scope)
        found = found if steps.form else replace(found, expected=Expected(()))
        return found if steps.place else replace(found, places=(), own=(), elsewhere="", asks_whole="")

    return Stages(
        take=FrontDoor(
            recent.embed_query,
            lambda: known or acts_known(embedder, None),
            is_pinyin=lambda text: is_pinyin(text, vocabulary),
        ).take,
        understand=understood,
        search=Search(
            retriever,
            recent.embed_query,
            bilingual=index.bilingual,
            sounds=index.sounds,
            rarity=rarity,
            places=places,
            steps=steps,
        ).search,
        rank=UnitRanker(corpus, index.vectors, places, steps).rank,
        pick=EvidencePicker(corpus, places, steps).pick,
        judge=Gate(Reader(untold, ClauseCloseness(embedder.embed_passages)), steps).judge,
        compose=Composer(corpus, places, settings.max_citations).compose,
    )
