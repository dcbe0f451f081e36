"""The originals beside the documents that answers come from, and beside the editions that others have replaced."""

import hashlib
import logging
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from index.catalog.kept import folder_of
from index.catalog.original import ORIGINALS, KeptOriginal, Parts, parts_name
from index.load.kind import ENDINGS
from index.load.read import Place
from index.records import Document, Span

_KEPT = 32  # documents whose parts are held: those of a budget of 90 pages take 3 MB
_log = logging.getLogger(__name__)


class Originals:
    """Finds the original of a text by the text's checksum; may be shared by threads.

    What was found is held until the file on disk is another, and one that is damaged counts as none: an answer stands
    without it.
    """

    def __init__(self, *folders: Path, removed_dir: Path | None = None) -> None:
        """Look into some folders of seeds; `removed_dir` keeps what was taken out of them."""
        self._folders, self._removed_dir = folders, removed_dir
        self._read = lru_cache(_KEPT)(_read)

    def of(self, doc_id: str, sha256: str) -> KeptOriginal | None:
        """Return the original that a document's text of this checksum was read from; None where there is none."""
        removed = (folder_of(self._removed_dir, doc_id, sha256),) if self._removed_dir else ()
        for folder in (*self._folders, *removed):
            file = folder / ORIGINALS / parts_name(f"{doc_id}.txt")
            try:
                changed = file.stat().st_mtime_ns
            except OSError:
                continue
            found = self._read(file, doc_id, changed)
            if found and found.parts.text_sha256 == sha256:
                return found
        return None

    def places(self, document: Document, spans: Sequence[Span]) -> tuple[Place, ...]:
        """Return where spans of a document's text stand in its original, each place once; none where it is text."""
        kept = self.of(document.doc_id, document.sha256)
        found = (place for span in spans for place in kept.places(span, document.text)) if kept else ()
        return tuple(dict.fromkeys(found))


def _read(file: Path, doc_id: str, changed: int) -> KeptOriginal | None:
    """Return an original whose file is as its parts say; `changed` tells one reading of them from another."""
    try:
        parts = Parts.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        _log.warning("the parts of %s, last changed at %d, cannot be read: %s", doc_id, changed, file)
        return None
    endings = (ending for of_format in ENDINGS.values() for ending in of_format)
    for original in (file.with_name(f"{doc_id}{ending}") for ending in endings):
        if original.is_file() and hashlib.sha256(original.read_bytes()).hexdigest() == parts.original_sha256:
            return KeptOriginal(original, parts)
    _log.warning("the original of %s is not as it was read: add it anew", doc_id)
    return None
