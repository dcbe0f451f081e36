"""Settings of answering."""

from typing import ClassVar

from pydantic import Field

from index.config import Settings


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
