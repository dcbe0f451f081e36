"""Which kinds of answers a model words, decided by what it does with them: `python -m eval route`."""

import argparse
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from tqdm import tqdm

from eval.asked import asked_suites, documents_of, settings_for
from eval.errors import EvalError
from eval.fit_files import origin_of
from eval.route import AskedBoth, Pair, Source, append_pair, ask_both, read_pairs
from eval.route_scores import Compared, by_kind, compared, routed, write_routing
from eval.run import git_commit, load
from eval.suites import Suite
from eval.table import routing_table
from index.build import ensure_index
from index.config import IndexSettings
from index.encode.embedder import Embedder, make_embedder
from rag.config import LlmSettings, RagSettings
from rag.opening import assistant_over, checker_over
from rag.writing.kinds import kinds, kinds_for
from rag.writing.writer import Writer, make_writer
from rag.writing.writing import AnswerWriting

_HOW = "python -m eval route --write"


def route(options: argparse.Namespace) -> str:
    """Ask the cases of the suites, as far as they were not asked before, and return what came of each kind.

    With `--write` the kinds are written where answering reads them.

    Raises:
        EvalError: no model is set, the endpoint is down, or no case is of a kind that can be worded.
        LuohuError: documents, index or cases cannot be used.
    """
    settings = LlmSettings.load()
    # Here a model that is slow is no reason to let it rest: that is what is measured.
    writer = make_writer(settings.model_copy(update={"failures": sys.maxsize}))
    if writer is None:
        raise EvalError("route asks a model: set llm.base_url and llm.model")
    embedder, kept = make_embedder(IndexSettings.load()), read_pairs(options.kept)
    found: list[Compared] = []
    asked_on: list[tuple[Path, int]] = []
    for suite in asked_suites(options):
        asked = _asked(suite, options.part, writer, embedder)
        new = ask_both(asked, kept, most=options.most, fewest=kinds().fewest)
        for pair in tqdm(new, desc=suite.name, unit="answer", file=sys.stderr, disable=not sys.stderr.isatty()):
            append_pair(options.kept, pair)
            kept.append(pair)
        pairs = [pair for pair in kept if _is_of(pair, asked)]
        found += compared(pairs, asked.cases, asked.documents)
        if pairs:
            asked_on.append((suite.case_file(options.part), len(pairs)))
    if not found:
        raise EvalError("no case is answered with statements that a model could word")
    measured = by_kind(found)
    new_kinds = routed(measured, kinds(), origin_of(asked_on, datetime.now(UTC).date(), how=_HOW))
    told = routing_table(settings.model, measured, kinds_for(settings), new_kinds)
    if options.write:
        write_routing(new_kinds, settings)
        told = f"{told}\n\nwritten: {settings.kinds_file}"
    return told


def _is_of(pair: Pair, asked: AskedBoth) -> bool:
    return (pair.suite, pair.source) == (asked.suite, asked.source)


def _asked(suite: Suite, part: str, writer: Writer, embedder: Embedder) -> AskedBoth:
    index_settings = settings_for(suite)
    documents = documents_of(index_settings)
    index = ensure_index(index_settings, embedder)
    make = partial(assistant_over, index, embedder, RagSettings.load(), cache_dir=index_settings.cache_dir)
    return AskedBoth(
        suite=suite.name,
        source=Source(model=writer.model, commit=git_commit(), index=index.manifest.fingerprint),
        cases=load(suite.name, (suite.case_file(part),), documents),
        documents=documents,
        assistant=make(),
        worded=AnswerWriting(writer, checker_over(index, embedder), index.corpus, kinds()).worded,
    )
