"""A reranking endpoint: vLLM, llama.cpp, Jina, Cohere. They speak alike."""

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index.client import open_client
from rag.by_model import RerankNote
from rag.config import RerankSettings
from rag.errors import RerankError
from rag.rerank.records import MOST_SCORE, Pairs


class _Scored(BaseModel):
    """A score as an endpoint gives it, by the number of its text; what else it says is passed over."""

    model_config = ConfigDict(strict=True, frozen=True)
    index: int = Field(ge=0)
    relevance_score: float = Field(ge=-MOST_SCORE, le=MOST_SCORE, allow_inf_nan=False)


class _Given(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True)
    results: list[_Scored]


class RerankEndpoint:
    """Asks for the scores of one question at a time; may be shared by threads. What fails is not tried again.

    Args:
        settings: where it is, which model, and the time it may take.

    Raises:
        RerankError: the client's package is not installed.
    """

    def __init__(self, settings: RerankSettings) -> None:
        try:
            self._client = open_client(settings.base_url, settings.api_key, seconds=settings.seconds)
        except ImportError as error:
            raise RerankError(
                "a reranking endpoint needs its client; run: pip install 'luohu-qa[remote]'", RerankNote.DOWN
            ) from error
        self._model = settings.model

    def score(self, pairs: Pairs) -> tuple[float, ...]:
        """Return a score a text, in their order.

        Raises:
            RerankError: the endpoint cannot be reached, refuses, or gives anything else than a score for each text.
        """
        import httpx
        from openai import APITimeoutError, OpenAIError, RateLimitError

        asked = {"model": self._model, "query": pairs.question, "documents": pairs.texts, "top_n": len(pairs.texts)}
        try:
            given = self._client.post("/rerank", cast_to=httpx.Response, body=asked)
            results = _Given.model_validate_json(given.content).results
        except APITimeoutError as error:
            raise RerankError("the reranker took too long", RerankNote.SLOW) from error
        except RateLimitError as error:
            raise RerankError("the reranker takes no more for now", RerankNote.LIMITED) from error
        except OpenAIError as error:
            raise RerankError(f"the reranker failed: {type(error).__name__}", RerankNote.DOWN) from error
        except ValidationError as error:
            raise RerankError("the reranker gave no scores", RerankNote.MALFORMED) from error
        scores = {one.index: one.relevance_score for one in results}
        if len(results) != len(pairs.texts) or scores.keys() != set(range(len(pairs.texts))):
            raise RerankError(
                f"the reranker gave {len(results)} scores for {len(pairs.texts)} texts, or not one each",
                RerankNote.MALFORMED,
            )
        return tuple(scores[at] for at in range(len(pairs.texts)))
