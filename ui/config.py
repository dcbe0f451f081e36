"""Settings of the web pages."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from pydantic import Field, SecretStr

from index.config import ROOT, Settings


class UiSettings(Settings):
    """Where the pages are served, how much one visitor may ask and keep, and who works in the staff area."""

    table: ClassVar[str] = "ui"

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=7860, ge=0, le=65535, description="0 takes any free port")
    workers: int = Field(default=1, ge=1, le=64, description="processes that serve, each with the model: 0.7 GB")
    known_pages: int = Field(
        default=300, ge=1, description="open pages of each language that Gradio knows in a process, 80 KB each"
    )
    history_turns: int = Field(default=6, ge=0, le=50, description="earlier questions passed on with a new one")
    kept_turns: int = Field(default=30, ge=1, le=200, description="turns kept on a visitor's page; older ones go")
    shown_passages: int = Field(default=3, ge=0, le=10, description="nearest passages shown with a refusal")
    concurrency: int = Field(default=4, ge=1, le=64, description="questions a process answers at the same time")
    journal_url: SecretStr = Field(
        default=SecretStr(f"sqlite:///{ROOT / 'var' / 'journal.sqlite'}"),
        description="SQLAlchemy URL of the journal; secret because it may hold a password",
    )
    journal_days: int = Field(default=180, ge=1, le=3650, description="days an entry is kept")
    journal_wait_seconds: float = Field(default=2.0, gt=0, le=60, description="wait for a locked journal, then give up")
    inbox: Path = Field(default=ROOT / "var" / "inbox.jsonl", description="eval cases made from verdicts")
    staff_users: Mapping[str, SecretStr] = Field(
        default_factory=dict, description="name → argon2 hash; in the environment a JSON object"
    )
    staff_file: Path | None = Field(default=None, description="lines name:hash, beside or in place of staff_users")
    staff_hours: float = Field(default=8.0, gt=0, le=168, description="hours from signing in to signing in again")
    staff_failures: int = Field(default=5, ge=1, le=100, description="failures to sign in that lock a name")
    staff_failure_minutes: float = Field(default=15.0, gt=0, le=1440, description="within which they are counted")
    staff_lock_minutes: float = Field(default=15.0, gt=0, le=1440, description="for which the name is locked")
    staff_over_http: bool = Field(default=False, description="allow signing in without https from another machine")
    session_key: SecretStr = Field(
        default=SecretStr(""),
        description="signs the staff's sessions, 32 characters or more; empty for session_key_file",
    )
    session_key_file: Path = Field(
        default=ROOT / "var" / "session.key", description="made when session_key is empty and there is no such file"
    )
