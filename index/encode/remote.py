"""Any encoder behind an OpenAI-compatible embeddings endpoint: vLLM, llama.cpp, text-embeddings-inference, a cloud."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index.client import open_client
from index.config import IndexSettings
from index.errors import ModelError

_PROBE = "维度"


class RemoteEmbedder:
    """Sends texts in batches, several at a time; the client tries again what fails, waiting longer each time.

    May be shared by threads. Texts go to the endpoint as they are, behind the prefix of the settings. What a build has
    finished before an endpoint fails for good is kept, and the next build goes on from there.
    """

    def __init__(self, settings: IndexSettings) -> None:
        """Make the client; nothing is sent yet.

        Raises:
            ModelError: the client's package is not installed.
        """
        try:
            self._client = open_client(
                settings.embeddings_url,
                settings.embeddings_key,
                seconds=settings.embeddings_seconds,
                retries=settings.embeddings_retries,
            )
        except ImportError as error:
            raise ModelError("an embeddings endpoint needs its client; run: pip install 'luohu-qa[remote]'") from error
        self._url, self._model = settings.embeddings_url, settings.model
        self._query_prefix, self._passage_prefix = settings.query_prefix, settings.passage_prefix
        self._n_texts, self._n_requests = settings.embeddings_batch, settings.embeddings_requests

    @property
    def name(self) -> str:
        """Which model it is, by the name the endpoint has for it; the weights behind it only the endpoint knows."""
        return f"remote-{self._model}"

    @cached_property
    def dimension(self) -> int:
        """The length of a vector; asked for once.

        Raises:
            ModelError: the endpoint cannot be reached, or gives no vectors.
        """
        return len(self._asked([_PROBE])[0])

    def embed_passages(self, texts: Sequence[str], *, progress: bool = False) -> NDArray[np.float32]:
        """Return `(n, dimension)` float32, row i for text i, rows of length 1.

        Raises:
            ModelError: the endpoint cannot be reached, or gives something else than a vector a text.
        """
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        batches = list(self._batches([self._passage_prefix + text for text in texts]))
        with ThreadPoolExecutor(self._n_requests) as pool:
            shown = tqdm(
                pool.map(self._asked, batches),
                desc="encoding",
                total=len(batches),
                unit="request",
                leave=False,
                disable=not progress,
            )
            return np.concatenate(list(shown))

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return `(dimension,)` float32 of length 1.

        Raises:
            ModelError: the endpoint cannot be reached, or gives something else than a vector.
        """
        vector: NDArray[np.float32] = self._asked([self._query_prefix + text])[0]
        return vector

    def _batches(self, texts: Sequence[str]) -> Iterator[Sequence[str]]:
        return (texts[start : start + self._n_texts] for start in range(0, len(texts), self._n_texts))

    def _asked(self, texts: Sequence[str]) -> NDArray[np.float32]:
        from openai import OpenAIError

        try:
            given = self._client.embeddings.create(model=self._model, input=list(texts), encoding_format="float")
        except OpenAIError as error:
            reason = " ".join(str(error).split())[:200]
            raise ModelError(
                f"the embeddings endpoint {self._url} failed for model {self._model}: {reason}; check "
                "index.embeddings_url, index.model and index.embeddings_key"
            ) from error
        rows = [np.asarray(item.embedding, np.float32) for item in sorted(given.data, key=lambda item: item.index)]
        if len(rows) != len(texts) or len({len(row) for row in rows}) != 1 or not len(rows[0]):
            raise ModelError(f"the embeddings endpoint {self._url} gave {len(rows)} vectors for {len(texts)} texts")
        vectors = np.stack(rows)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        if not (np.isfinite(lengths).all() and lengths.all()):
            raise ModelError(f"the embeddings endpoint {self._url} gave vectors that are zero or not finite")
        unit: NDArray[np.float32] = vectors / lengths
        return unit
