"""Whether the seeds are those of the index that answers, seen now and then: a document is read where a file changed."""

import time
from pathlib import Path

from index.catalog.catalog import load_documents
from index.errors import LuohuError
from index.records import IndexManifest

EVERY_SECONDS = 30.0  # between two looks at the files' sizes and times: 0.05 s for 15,000
_BEHIND = "the documents are not those of the index; bring it up to date with: python -m index build"


class SeedsFit:
    """Remembers what was found wrong with the seeds."""

    def __init__(self, seeds_dir: Path, problem: str, *, every_seconds: float = EVERY_SECONDS) -> None:
        """Begin with what is known.

        Args:
            seeds_dir: the folder of seeds.
            problem: why there is no newer index; empty where there need be none.
            every_seconds: between two looks.
        """
        self._seeds_dir, self._problem, self._every_seconds = seeds_dir, problem, every_seconds
        self._next, self._is_behind = 0.0, False
        self._seen: tuple[object, ...] = ()

    def problem(self, manifest: IndexManifest) -> str:
        """Return what is wrong and the command that mends it; empty where nothing is.

        That an index is behind its seeds counts when it is seen twice: one may be being built.
        """
        if time.monotonic() < self._next:
            return self._problem
        self._next = time.monotonic() + self._every_seconds
        seen = (manifest.documents, _listed(self._seeds_dir))
        if seen != self._seen or self._is_behind:
            self._look(manifest)
            self._seen = seen
        return self._problem

    def _look(self, manifest: IndexManifest) -> None:
        try:
            documents = load_documents(self._seeds_dir)
        except (LuohuError, OSError) as error:
            self._problem, self._is_behind = str(error), False
            return
        was_behind = self._is_behind
        self._is_behind = tuple((document.doc_id, document.sha256) for document in documents) != manifest.documents
        if not self._is_behind:
            self._problem = ""
        elif was_behind:
            self._problem = self._problem or _BEHIND


def _listed(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Return the files of a folder with their times of change in nanoseconds and their sizes; none of one not there."""
    try:
        found = [(path.name, path.stat()) for path in sorted(folder.iterdir())]
    except OSError:
        return ()
    return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)
