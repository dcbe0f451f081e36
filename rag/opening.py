"""Who answers over an index: the assistant with its stages, and others for the time of what is superseded."""

from collections.abc import Sequence
from pathlib import Path

from index.build import ensure_index
from index.config import IndexSettings
from index.current import without
from index.encode.embedder import Embedder, make_embedder
from index.store.saved import OpenIndex
from rag.assistant import Assistant, as_it_is
from rag.config import RagSettings
from rag.question.longer_name import Texts
from rag.question.place import Places
from rag.refusal.closeness import ClauseCloseness
from rag.stages import make_stages
from rag.steps import ALL_STEPS, Steps
from rag.then import Then, superseded
from rag.writing.checker import Checker
from rag.writing.checks.words import LEAST_NEAR, Words
from rag.writing.kinds import kinds
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
) -> Assistant:
    """Return an assistant over an index: what is superseded answers only what is asked of then.

    Args:
        index: what questions are answered from.
        embedder: of questions, the one the index was built with.
        settings: of answering.
        steps: leaves some of answering out, to measure what they bring.
        cache_dir: where what is encoded besides is kept; None to encode it when it is wanted.
        writer: a model that words answers; None: they are the documents' words.
    """
    places = _places_of(index, settings)
    stages = make_stages(index, embedder, settings, places, steps, cache_dir=cache_dir)
    written = (
        AnswerWriting(writer, checker_over(index, embedder), index.corpus, kinds()).written if writer else as_it_is
    )
    gone = {entry.doc_id for entry in superseded(index.corpus.entries)}
    if not gone or len(gone) == len(index.corpus.entries):  # where nothing is in force, what was answers
        return Assistant(index, stages, places, settings, steps, written=written)

    def over(left_out: frozenset[str]) -> Assistant:
        some = without(index, left_out) if left_out else index
        places = _places_of(some, settings)
        stages = make_stages(some, embedder, settings, places, steps, cache_dir=cache_dir)
        return Assistant(some, stages, places, settings, steps)

    then = Then(index.corpus.entries, stages.understand, over)
    return Assistant(index, stages, places, settings, steps, then=then, written=written)


def _places_of(index: OpenIndex, settings: RagSettings) -> Places:
    documents, frequencies = index.corpus.documents, index.lexical.frequencies
    of, words = (lambda: (one.text for one in documents.values())), index.bilingual.lexicon.words_in
    texts = Texts(of, lambda pair: pair in frequencies, words)
    return Places(index.corpus.entries, settings.home_place, texts)


def checker_over(index: OpenIndex, embedder: Embedder) -> Checker:
    """Return what holds written sentences against the statements of an index."""
    closeness = ClauseCloseness(embedder.embed_passages)

    def nearness(text: str, others: Sequence[str]) -> float:
        return closeness.of(embedder.embed_passages([text])[0], others)

    return Checker(Words(index.bilingual, nearness, LEAST_NEAR))


def open_assistant(settings: RagSettings, index_settings: IndexSettings, writer: Writer | None = None) -> Assistant:
    """Return an assistant over the index that fits the seeds; it is built first where there is none.

    Raises:
        LuohuError: the seeds, the model or the saved index cannot be used.
    """
    embedder = make_embedder(index_settings)
    index = ensure_index(index_settings, embedder)
    return assistant_over(index, embedder, settings, cache_dir=index_settings.cache_dir, writer=writer)
