"""The MCP server over standard input and output: a program starts it, and it ends with that program."""

import sys
from contextlib import closing, redirect_stdout

from index.catalog.originals import Originals
from index.config import IndexSettings
from rag.config import LlmSettings, RagSettings, RerankSettings
from rag.rerank.reranker import make_reranker
from rag.writing.writer import make_writer
from ui.config import UiSettings
from ui.programs.made import reading_for
from ui.programs.tools import mcp_server


def serve_stdio(settings: UiSettings) -> None:
    """Answer until standard input ends. What is asked is written into the journal, and what is withheld is not told.

    Raises:
        LuohuError: the documents or the model cannot be used.
    """
    from index.encode.embedder import make_embedder
    from ui.journal.database import open_database
    from ui.observe.reranks import count_reranking
    from ui.serve.watch import open_desk

    index_settings = IndexSettings.load()
    with closing(open_database(settings, mends=False)) as journal:
        with redirect_stdout(sys.stderr):  # the protocol alone stands on the output
            embedder = make_embedder(index_settings)
            every_seconds = settings.index_seconds
            desk, watch = open_desk(
                journal,
                index_settings,
                RagSettings.load(),
                embedder,
                every_seconds=every_seconds,
                writer=make_writer(LlmSettings.load()),
                reranker=make_reranker(RerankSettings.load(), count_reranking),
            )
            originals = Originals(index_settings.seeds_dir, removed_dir=index_settings.removed_dir)
            server = mcp_server(desk, originals, reading_for(desk, settings))
        with watch:
            server.run("stdio")
