"""What is learnt of the examples: once for an embedder, and kept in the cache."""

import hashlib
import io
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.encode.embedder import Embedder
from index.whole import whole_file
from rag.question.acts.classifier import ActClassifier, Weights
from rag.question.acts.utterances import Utterance, utterances

_log = logging.getLogger(__name__)
_VERSION = 3  # of what is learnt, how, and how it is kept
_DIGEST = hashlib.sha256().digest_size
_LEARNT: dict[str, Weights] = {}  # in this process, by what it is learnt from
_NAMES = ("of_vector", "of_grams", "bias", "rarity")


def acts_known(embedder: Embedder, folder: Path | None, examples: Sequence[Utterance] | None = None) -> ActClassifier:
    """Return what is learnt of examples: in this process or the folder where it is kept, else now (40 s).

    Args:
        embedder: of questions.
        folder: where it is kept; None to keep nothing.
        examples: all that there are by default.
    """
    examples = utterances() if examples is None else examples
    lines = (f"{one.kind} {one.text}" for one in examples)
    name = hashlib.sha256("\n".join((str(_VERSION), embedder.name, *lines)).encode()).hexdigest()[:16]
    file = folder / f"acts-{name}" if folder else None
    weights = _LEARNT.get(name) or (_read(file) if file else None)
    if weights is None:
        weights = _learnt(embedder, examples)
        if file:
            _write(file, weights)
    _LEARNT[name] = weights
    return ActClassifier(weights, {one.text: one.kind for one in examples})


def _learnt(embedder: Embedder, examples: Sequence[Utterance]) -> Weights:
    from rag.question.acts.fit import learn

    vectors = np.stack([embedder.embed_query(example.text) for example in examples]).astype(np.float32)
    return learn(examples, vectors)


def _read(file: Path) -> Weights | None:
    """Return the weights in a file, or None where there is none or it is not as it was written."""
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        _log.warning("%s cannot be read (%s): making it again", file, error.strerror)
        return None
    digest, arrays = content[:_DIGEST], content[_DIGEST:]
    if hashlib.sha256(arrays).digest() != digest:
        _log.warning("%s is not as it was written: making it again", file)
        return None
    with np.load(io.BytesIO(arrays), allow_pickle=False) as held:
        kinds = tuple(map(str, held["kinds"]))
        likely, sure_reply, sure = map(float, held["margins"])
        of_vector, of_grams, bias, rarity = (held[name] for name in _NAMES)
    return Weights(kinds, of_vector, of_grams, bias, rarity, (likely, sure_reply, sure))


def _write(file: Path, weights: Weights) -> None:
    """Keep weights behind their checksum; where the disk takes none they are learnt again the next time."""
    arrays = io.BytesIO()
    named = {name: getattr(weights, name) for name in _NAMES}
    np.savez(arrays, kinds=np.array(weights.kinds), margins=np.array(weights.margins), **named)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(file) as partial:
            partial.write_bytes(hashlib.sha256(arrays.getvalue()).digest() + arrays.getvalue())
    except OSError as error:
        _log.warning("cannot keep %s (%s)", file, error.strerror)
