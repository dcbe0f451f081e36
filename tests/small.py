"""`python -m tests.small ui …` and `python -m tests.small index …`: the commands, a small embedder as their model."""

import sys

from index import __main__ as index_commands
from index.encode import embedder
from tests.fakes import BigramEmbedder


def small_model() -> None:
    """Let this process' commands take the small embedder for whatever model is set."""
    embedder.make_embedder = lambda _: BigramEmbedder()  # type: ignore[assignment,return-value]
    index_commands.make_embedder = embedder.make_embedder


def main() -> int:
    """Run the command."""
    small_model()
    if sys.argv[1] == "index":
        return index_commands.main(sys.argv[2:])
    from ui.__main__ import main as serve

    return serve(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
