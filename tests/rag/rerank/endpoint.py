"""A reranking endpoint on loopback, over real HTTP, that answers what a test tells it to."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from pydantic import SecretStr

from rag.config import RerankSettings
from tests.rag.scripted import ScriptedEndpoint, served

Script = Callable[[str, Sequence[str]], Sequence[float]]


class RerankingEndpoint(ScriptedEndpoint):
    """Serves /v1/rerank: `script` scores documents against the query; the best stands first, as with all of them."""

    def __init__(self, script: Script) -> None:
        super().__init__()
        self.script = script
        self.results: Callable[[list[dict[str, Any]]], list[dict[str, Any]]] = lambda results: results

    def answered(self, body: dict[str, Any]) -> str:
        scores = self.script(body["query"], body["documents"])
        given = [{"index": at, "relevance_score": score} for at, score in enumerate(scores)]
        given.sort(key=lambda one: -one["relevance_score"])
        # What else vLLM, Jina and Cohere say of it is there as well.
        told = [one | {"document": {"text": body["documents"][one["index"]]}} for one in given]
        usage = {"total_tokens": 900}
        return json.dumps({"id": "r", "model": "m", "usage": usage, "results": self.results(told), "meta": {}})

    def settings(self, **changes: Any) -> RerankSettings:
        told = {"base_url": self.url, "model": "scripted", "api_key": SecretStr("k" * 8), "seconds": 5.0}
        return RerankSettings.model_validate(told | changes)


def serving(script: Script) -> AbstractContextManager[RerankingEndpoint]:
    return served(RerankingEndpoint(script))


def by_length(_: str, documents: Sequence[str]) -> list[float]:
    """Score a text by its length: known by hand, and another order than the ranking's."""
    return [len(document) / 100 for document in documents]
