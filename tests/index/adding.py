"""`python -m tests.index.adding FILE`: `python -m index add FILE` with the small embedder in place of the model."""

import sys

from index import __main__ as command_line
from tests.fakes import BigramEmbedder

if __name__ == "__main__":
    command_line.make_embedder = lambda _: BigramEmbedder()
    print("ready", flush=True)
    sys.stdin.readline()  # so that all that were started begin at once
    sys.exit(command_line.main(["add", *sys.argv[1:]]))
