"""The way to Milvus: one client for a file of milvus-lite, a server and a cluster, and errors that a person reads."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.config import IndexSettings
from index.errors import EngineError

if TYPE_CHECKING:
    from pymilvus import MilvusClient

LITE = ".db"  # how a file of milvus-lite ends
# The client asks every 10 s whether the server lives. milvus-lite, in this very process, breaks off with one that asks
# so often ("too_many_pings", after two minutes or so), and opening another client fails then.
LITE_OPTIONS = {"grpc.keepalive_time_ms": 24 * 3600 * 1000}


@dataclass(frozen=True)
class Collections:
    """The names of an index' collections; see schema.py for what they hold."""

    prefix: str

    @property
    def chunks(self) -> str:
        """That of the chunks."""
        return f"{self.prefix}_chunks"

    @property
    def vectors(self) -> str:
        """That of their vectors."""
        return f"{self.prefix}_vectors"

    @property
    def documents(self) -> str:
        """That of the documents' fingerprints."""
        return f"{self.prefix}_documents"


@dataclass(frozen=True)
class Milvus:
    """An open client, where it leads, and the collections meant there. May be shared by threads."""

    client: "MilvusClient"
    uri: str
    names: Collections
    seconds: float
    shards: int = 1
    replicas: int = 1


def is_lite(uri: str) -> bool:
    """Return whether a URI names a file, which milvus-lite serves within one process alone."""
    return uri.endswith(LITE)


def connect(settings: IndexSettings) -> Milvus:
    """Return a client of what `index.milvus_uri` names.

    Raises:
        EngineError: its package is not installed, or nothing answers there.
    """
    try:
        from pymilvus import MilvusClient  # takes what a file .env says into the environment
    except ImportError as error:
        raise EngineError("Milvus needs its client; run: pip install 'luohu-qa[milvus]'") from error
    for name in ("pymilvus", "milvus_lite", "grpc._server"):  # they log whatever they raise, with a traceback
        logging.getLogger(name).setLevel(logging.CRITICAL)
    uri, token = settings.milvus_uri, settings.milvus_token.get_secret_value()
    if is_lite(uri):
        Path(uri).parent.mkdir(parents=True, exist_ok=True)
    with explained(uri):
        client = MilvusClient(
            uri, token=token, timeout=settings.milvus_seconds, grpc_options=LITE_OPTIONS if is_lite(uri) else {}
        )
    return Milvus(
        client,
        uri,
        Collections(settings.milvus_collection),
        settings.milvus_seconds,
        settings.milvus_shards,
        settings.milvus_replicas,
    )


@contextmanager
def explained(uri: str) -> Iterator[None]:
    """Turn what the client raises meanwhile into one sentence.

    Raises:
        EngineError: Milvus cannot be reached, or refuses what it is asked.
    """
    from pymilvus.exceptions import MilvusException

    try:
        yield
    except MilvusException as error:
        reason = " ".join(str(error.message).split())[:200]
        hint = "another process may have it open" if is_lite(uri) else "check index.milvus_uri and index.milvus_token"
        raise EngineError(f"Milvus at {uri} failed: {reason}; {hint}") from error
