"""Who answers over an index: the assistant with its stages, and others for the time of what is superseded."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from index.build import ensure_index
from index.config import IndexSettings
from index.current import without
from index.encode.embedder import Embedder, make_embedder
from index.store.saved import OpenIndex
from rag.assistant import Assistant, as_it_is
from rag.config import RagSettings
from rag.evidence.again import LookingAgain, Reranker
from rag.question.longer_name import Texts
from rag.question.place import Places
from rag.refusal.closeness import ClauseCloseness
from rag.stages import Stages, make_stages
from rag.steps import ALL_STEPS, Steps
from rag.then import Then, superseded
from rag.writing.checker import Checker
from rag.writing.checks.words import LEAST_NEAR, Words
from rag.writing.writer import Writer
from rag.writing.writing import AnswerWriting


def assistant_over(
    index: OpenIndex,
    embedder: Embedder,
    settings: RagSettings,
    steps: Steps = ALL_STEPS,
    *,
    cache_dir: Path | None = None,
    writer: Writer | None = None,
    reranker: Reranker | None = None,
) -> Assistant:
    """Return an assistant over an index: what is superseded answers only what is asked of then.

    Args:
        index: what questions are answered from.
        embedder: of questions, the one the index was built with.
        settings: of answering.
        steps: leaves some of answering out, to measure what they bring.
        cache_dir: where what is encoded besides is kept; None to encode it when it is wanted.
        writer: a model that words answers; None: they are the documents' words.
        reranker: a model that looks at the best units again, but for questions that are only tried; None: none does.
    """
    places = _places_of(index, settings)
    stages = make_stages(index, embedder, settings, places, steps, cache_dir=cache_dir)
    written = (
        AnswerWriting(writer, checker_over(index, embedder), index.corpus, writer.kinds).written if writer else as_it_is
    )
    tried = Assistant(index, stages, places, settings, steps) if reranker else None
    stages = looking_again(stages, index, reranker)
    gone = {entry.doc_id for entry in superseded(index.corpus.entries)}
    if not gone or len(gone) == len(index.corpus.entries):  # where nothing is in force, what was answers
        return Assistant(index, stages, places, settings, steps, written=written, tried=tried)

    def over(left_out: frozenset[str]) -> Assistant:
        some = without(index, left_out) if left_out else index
        places = _places_of(some, settings)
        stages = make_stages(some, embedder, settings, places, steps, cache_dir=cache_dir)
        tried = Assistant(some, stages, places, settings, steps) if reranker else None
        return Assistant(some, looking_again(stages, some, reranker), places, settings, steps, tried=tried)

    then = Then(index.corpus.entries, stages.understand, over)
    return Assistant(index, stages, places, settings, steps, then=then, written=written)


def _places_of(index: OpenIndex, settings: RagSettings) -> Places:
    documents, frequencies = index.corpus.documents, index.lexical.frequencies
    of, words = (lambda: (one.text for one in documents.values())), index.bilingual.lexicon.words_in
    texts = Texts(of, lambda pair: pair in frequencies, words)
    return Places(index.corpus.entries, settings.home_place, texts)


def looking_again(stages: Stages, index: OpenIndex, reranker: Reranker | None) -> Stages:
    """Return stages of which a reranker, where there is one, ranks the units again."""
    if reranker is None:
        return stages
    rank, again = stages.rank, LookingAgain(reranker, index.corpus)
    return replace(stages, rank=lambda searched: again.rank(searched, rank(searched)))


def checker_over(index: OpenIndex, embedder: Embedder) -> Checker:
    """Return what holds written sentences against the statements of an index."""
    closeness = ClauseCloseness(embedder.embed_passages)

    def nearness(text: str, others: Sequence[str]) -> float:
        return closeness.of(embedder.embed_passages([text])[0], others)

    return Checker(Words(index.bilingual, nearness, LEAST_NEAR))


def open_assistant(
    settings: RagSettings,
    index_settings: IndexSettings,
    writer: Writer | None = None,
    reranker: Reranker | None = None,
) -> Assistant:
    """Return an assistant over the index that fits the seeds; it is built first where there is none.

    Raises:
        LuohuError: the seeds, the model or the saved index cannot be used.
    """
    embedder = make_embedder(index_settings)
    index = ensure_index(index_settings, embedder)
    return assistant_over(
        index, embedder, settings, cache_dir=index_settings.cache_dir, writer=writer, reranker=reranker
    )
