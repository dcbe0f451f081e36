"""What of a saved index is damaged, and what of it is sound and can be kept."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

from index.errors import IndexFormatError
from index.records import IndexManifest, SegmentPart
from index.segment.segment import Segment, damaged_files
from index.store.saved import SEGMENTS, OpenIndex, assemble, open_part, read_manifest
from index.words.bilingual import Lexicon

_log = logging.getLogger(__name__)


def damaged(artifacts_dir: Path) -> Iterator[Path]:
    """Yield the files of the index in use that are missing or are not as they were written; all are read.

    Raises:
        IndexFormatError: there is no index, or without a sound manifest no more can be said.
    """
    for part in read_manifest(artifacts_dir).segments:
        yield from damaged_files(artifacts_dir / SEGMENTS / part.folder, part.sha256)


def open_sound(artifacts_dir: Path, lexicon: Lexicon) -> OpenIndex | None:
    """Return what is sound of the index in use, every file compared with its checksum; None where nothing is.

    What is not is removed: it must not be taken up. Its log line names the file.
    """
    try:
        manifest = read_manifest(artifacts_dir)
    except IndexFormatError:
        return None
    sound = list(_sound_parts(artifacts_dir, manifest))
    held = {doc_id for part, _ in sound for doc_id in part.doc_ids}
    of_sound = {
        "documents": tuple(each for each in manifest.documents if each[0] in held),
        "segments": tuple(part for part, _ in sound),
    }
    return assemble(manifest.model_copy(update=of_sound), tuple(s for _, s in sound), lexicon) if sound else None


def _sound_parts(artifacts_dir: Path, manifest: IndexManifest) -> Iterator[tuple[SegmentPart, Segment]]:
    for part in manifest.segments:
        try:
            yield part, open_part(artifacts_dir, part, verify=True)
        except IndexFormatError as error:
            _log.warning("%s - making it again.", str(error).split(";", maxsplit=1)[0])
            shutil.rmtree(artifacts_dir / SEGMENTS / part.folder, ignore_errors=True)
