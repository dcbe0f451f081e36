"""Settings of the web pages."""

from pathlib import Path
from typing import ClassVar

from pydantic import Field, SecretStr

from index.config import ROOT, Settings


class UiSettings(Settings):
    """Where the pages are served and how much one visitor may ask and keep."""

    table: ClassVar[str] = "ui"

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=7860, ge=0, le=65535, description="0 takes any free port")
    history_turns: int = Field(default=6, ge=0, le=50, description="earlier questions passed on with a new one")
    kept_turns: int = Field(default=30, ge=1, le=200, description="turns kept on a visitor's page; older ones go")
    shown_passages: int = Field(default=3, ge=0, le=10, description="nearest passages shown with a refusal")
    concurrency: int = Field(default=4, ge=1, le=64, description="questions answered at the same time")
    journal_url: SecretStr = Field(
        default=SecretStr(f"sqlite:///{ROOT / 'var' / 'journal.sqlite'}"),
        description="SQLAlchemy URL of the journal; secret because it may hold a password",
    )
    journal_days: int = Field(default=180, ge=1, le=3650, description="days an entry is kept")
    journal_wait_seconds: float = Field(default=2.0, gt=0, le=60, description="wait for a locked journal, then give up")
    inbox: Path = Field(default=ROOT / "var" / "inbox.jsonl", description="eval cases made from verdicts")
