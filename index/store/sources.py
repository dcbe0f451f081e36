"""The texts that an index keeps against the sources that it cites."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from index.errors import IndexFormatError, ReadError
from index.load import make_reader
from index.read.mapped import quote_at
from index.records import Document
from index.segment.files import LARGE_BYTES
from index.segment.segment import Segment
from index.store.saved import OpenIndex

_REBUILD = "rebuild it with: python -m index build"


def check_sources(index: OpenIndex, documents: Sequence[Document], *, all_units: bool = False) -> None:
    """Compare the texts that an index keeps with the sources, as they lie there now.

    Checksums say that a file is what was written; this says that what was written is what it is taken for. Of sources
    that are large together only `all_units` compares.

    Args:
        index: of these documents.
        documents: read from their files.
        all_units: compare large ones too, and every unit at its spans (15 ms for 1,000 units).

    Raises:
        IndexFormatError: one differs.
    """
    if not all_units and _are_large(documents):
        return
    for document in documents:
        if index.corpus.documents[document.doc_id].text != document.text:
            raise _differs(document.doc_id)
    for unit in index.corpus.units() if all_units else ():
        if quote_at(index.corpus.documents[unit.doc_id].text, unit.spans) != unit.text:
            raise IndexFormatError(f"unit {unit.unit_id} differs from its source; {_REBUILD}")


def changed_sources(index: OpenIndex, seeds_dir: Path) -> tuple[str, ...]:
    """Return the documents of an index whose sources are missing or have changed; no catalog is needed.

    Raises:
        IndexFormatError: a source is what the index was built of, and the text that is kept of it differs.
    """
    files: dict[str, list[Path]] = {}
    for path in seeds_dir.iterdir() if seeds_dir.is_dir() else ():
        files.setdefault(path.stem, []).append(path)
    changed = []
    for doc_id, sha256 in index.manifest.documents:
        texts = [_text_of(path, sha256) for path in files.get(doc_id, ())]
        text = next((text for text in texts if text is not None), None)
        if text is None:
            changed.append(doc_id)
        elif index.corpus.documents[doc_id].text != text:
            raise _differs(doc_id)
    return tuple(changed)


def _text_of(path: Path, sha256: str) -> str | None:
    """Return the text of a file that is of a sha256; None of another one, or one that cannot be read."""
    try:
        content = path.read_bytes()
        is_it = hashlib.sha256(content).hexdigest() == sha256
        return make_reader(path).read(content, path.name) if is_it else None
    except (OSError, ReadError):
        return None


def _differs(doc_id: str) -> IndexFormatError:
    return IndexFormatError(f"the text that is kept of {doc_id} differs from its source; {_REBUILD}")


def holds_sources(segment: Segment, documents: Sequence[Document]) -> bool:
    """Return whether a segment keeps the texts of some of its documents, and their units, as their sources have them.

    Of documents that are large together only the texts are compared.
    """
    records = segment.records
    numbers = {entry.doc_id: number for number, entry in enumerate(records.entries)}
    for document in documents:
        number = numbers[document.doc_id]
        if records.texts[number].text != document.text:
            return False
        units = (records.units[row] for row in records.rows("units", number))
        if not _are_large(documents) and any(quote_at(document.text, unit.spans) != unit.text for unit in units):
            return False
    return True


def _are_large(documents: Sequence[Document]) -> bool:
    return sum(len(document.text) for document in documents) > LARGE_BYTES
