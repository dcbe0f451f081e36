"""The vectors of the examples: encoded once for an embedder, and kept in the cache."""

import hashlib
import logging
from pathlib import Path

import numpy as np

from index.encode.embedder import Embedder
from index.whole import whole_file
from rag.question.acts.nearest import NearestActs, Vectors
from rag.question.acts.utterances import utterances

_log = logging.getLogger(__name__)


def nearest_acts(embedder: Embedder, folder: Path | None) -> NearestActs:
    """Return the examples in the space of an embedder: from the folder where they are kept, else encoded (5 s).

    Args:
        embedder: of questions.
        folder: where vectors are kept; None to keep none.
    """
    examples = utterances()
    texts = [example.text for example in examples]
    name = hashlib.sha256("\n".join((embedder.name, *texts)).encode()).hexdigest()[:16]
    file = folder / f"utterances-{name}.npy" if folder else None
    vectors = _read(file, (len(texts), embedder.dimension)) if file else None
    if vectors is None:
        vectors = np.stack([embedder.embed_query(text) for text in texts]).astype(np.float32)
        if file:
            _write(file, vectors)
    return NearestActs([example.kind for example in examples], vectors)


def _read(file: Path, shape: tuple[int, int]) -> Vectors | None:
    """Return the vectors in a file, or None where there is none or it does not hold them."""
    try:
        vectors: Vectors = np.load(file, allow_pickle=False)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, EOFError) as error:
        _log.warning("%s cannot be read (%s): making it again", file, error)
        return None
    is_whole = vectors.shape == shape and vectors.dtype == np.float32 and bool(np.isfinite(vectors).all())
    return vectors if is_whole else None


def _write(file: Path, vectors: Vectors) -> None:
    """Keep vectors; where the disk takes none they are encoded again the next time."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(file) as partial, partial.open("wb") as handle:
            np.save(handle, vectors)
    except OSError as error:
        _log.warning("cannot keep %s (%s)", file, error.strerror)
