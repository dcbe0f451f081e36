"""Settings of answering."""

from pathlib import Path
from typing import ClassVar

from pydantic import Field, SecretStr

from index.config import ROOT, Settings


class RagSettings(Settings):
    """How a question is searched and answered."""

    table: ClassVar[str] = "rag"

    passages: int = Field(default=10, ge=1, le=50, description="retrieved passages a reply carries")
    depth: int = Field(default=200, ge=10, le=2000, description="hits asked of each searcher before fusing")
    max_question_chars: int = Field(default=500, ge=50, le=5000)
    max_citations: int = Field(default=12, ge=1, le=20)
    home_place: str = Field(
        default="",
        max_length=30,
        description="the place a question means that names none; empty: that of most documents",
    )


class LlmSettings(Settings):
    """The model that words answers, behind an endpoint as OpenAI speaks it; without an address none does."""

    table: ClassVar[str] = "llm"

    base_url: str = Field(default="", pattern="^(https?://.+)?$", description="ends in /v1; empty: no model writes")
    model: str = Field(default="", max_length=200, description="as the endpoint calls it; readers see this name")
    api_key: SecretStr = Field(default=SecretStr(""), description="sent to the endpoint")
    temperature: float = Field(default=0.0, ge=0, le=2)
    seconds: float = Field(default=10.0, gt=0, le=300, description="a draft may take, waiting included")
    json_mode: bool = Field(default=True, description="ask for JSON; false for endpoints that refuse the option")
    context_tokens: int = Field(default=8192, ge=2048, le=2_000_000, description="the model takes, its answer included")
    kinds_file: Path = Field(
        default=ROOT / "var" / "kinds.toml",
        description="which kinds of answers a model words, as `python -m eval route` measured, by model",
    )
    requests: int = Field(default=2, ge=1, le=64, description="drafts at the same time, in a process")
    waiting: int = Field(default=4, ge=0, le=1000, description="drafts that wait; beyond that none is asked for")
    failures: int = Field(default=3, ge=1, le=100, description="in a row, after which the endpoint rests")
    rest_seconds: float = Field(default=30.0, gt=0, le=3600, description="it rests")


class RerankSettings(Settings):
    """The model that looks at the best statements again, next to the question; without a name none does."""

    table: ClassVar[str] = "rerank"

    model: str = Field(
        default="",
        max_length=300,
        description="a hub id or a local folder for sentence-transformers, or the endpoint's name for it; empty: none",
    )
    base_url: str = Field(
        default="",
        pattern="^(https?://.+)?$",
        description="/rerank below it is asked, as vLLM, Jina and Cohere speak it; empty: the model runs here",
    )
    api_key: SecretStr = Field(default=SecretStr(""), description="sent to the endpoint")
    weight: float = Field(
        default=1.5,
        ge=0,
        le=20,
        description="of its score, until one is fitted; about what the similarity of vectors weighs, its next of kin",
    )
    weights_file: Path = Field(
        default=ROOT / "var" / "rerankers.toml", description="weights that `python -m eval fit` found, by model"
    )
    units: int = Field(default=30, ge=2, le=200, description="statements that it looks at, those ranked best")
    batch_size: int = Field(default=8, ge=1, le=256, description="statements that a model here looks at together")
    seconds: float = Field(default=2.0, gt=0, le=300, description="looking at them may take, waiting included")
    requests: int = Field(default=2, ge=1, le=64, description="asked of an endpoint at the same time, in a process")
    waiting: int = Field(default=4, ge=0, le=1000, description="rankings that wait; beyond that none is asked for")
    failures: int = Field(default=3, ge=1, le=100, description="in a row, after which the reranker rests")
    rest_seconds: float = Field(default=30.0, gt=0, le=3600, description="it rests")
