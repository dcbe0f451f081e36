"""`python -m ui.held.build FILE`: build the index as `python -m index build` does, and say in a file how far it is."""

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.build import build_index
from index.catalog.catalog import read_catalog
from index.config import IndexSettings
from index.current import forget
from index.encode.embedder import Embedder, make_embedder
from index.errors import LuohuError
from index.records import State
from index.store.saved import read_manifest
from index.whole import whole_file
from ui.held.problems import problem_of
from ui.held.records import Progress

_TEXTS = 32  # encoded between two words on how far it is: a third of a second


class CountingEmbedder:
    """Another embedder, which writes how many of the passages it was given are encoded."""

    def __init__(self, embedder: Embedder, file: Path) -> None:
        self._embedder, self._file = embedder, file

    @property
    def name(self) -> str:
        """Which weights these are: the other's."""
        return self._embedder.name

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        return self._embedder.dimension

    def embed_passages(self, texts: Sequence[str], *, progress: bool = False) -> NDArray[np.float32]:
        """Return the other's vectors."""
        rows = np.empty((len(texts), self.dimension), np.float32)
        for start in range(0, len(texts), _TEXTS):
            self._tell(start, len(texts))
            some = texts[start : start + _TEXTS]
            rows[start : start + len(some)] = self._embedder.embed_passages(some, progress=progress)
        self._tell(len(texts), len(texts))
        return rows

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the other's vector."""
        return self._embedder.embed_query(text)

    def _tell(self, done: int, of: int) -> None:
        with whole_file(self._file) as written:
            written.write_text(Progress(done=done, of=of).model_dump_json(), encoding="utf-8")


def main(file: Path) -> int:
    """Build; print what is wrong, as a record, where it cannot be built, and return 2."""
    try:
        settings = IndexSettings.load()
        build_index(settings, CountingEmbedder(make_embedder(settings), file))
    except (LuohuError, OSError) as error:
        with suppress(LuohuError, OSError):  # what is wrong with the index is wrong for this, too
            _forget_withdrawn(IndexSettings.load())
        print(problem_of(error).model_dump_json())
        return 2
    return 0


def _forget_withdrawn(settings: IndexSettings) -> None:
    """Keep withdrawn documents from answering, where no index can be built without them."""
    held = {doc_id for doc_id, _ in read_manifest(settings.artifacts_dir).documents}
    entries = [entry.told for entry in read_catalog(settings.seeds_dir) if entry.life.state is State.WITHDRAWN]
    gone = [entry for entry in entries if entry.doc_id in held]
    if gone:
        forget({entry.doc_id for entry in gone}, settings, gone)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
