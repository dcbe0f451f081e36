"""Settings of the web pages."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field, SecretStr, field_validator

from index.config import ROOT, Settings

# A site as Content-Security-Policy names one: nothing else of that header can be written into it.
Origin = Annotated[str, Field(pattern=r"^https?://(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*(:\d{1,5})?$", max_length=200)]


class UiSettings(Settings):
    """Where the pages are served, how much one visitor may ask and keep, and who works in the staff area."""

    table: ClassVar[str] = "ui"

    host: str = Field(default="127.0.0.1", min_length=1)
    port: int = Field(default=7860, ge=0, le=65535, description="0 takes any free port")
    root_path: str = Field(
        default="",
        pattern=r"^(/[A-Za-z0-9._~-]+)*$",
        max_length=200,
        description="path of the host below which a proxy serves the pages",
    )
    allowed_hosts: tuple[str, ...] = Field(
        default=(), max_length=100, description="names the pages may be asked for under; empty: any"
    )
    hsts_seconds: int = Field(
        default=0, ge=0, le=63_072_000, description="for which a browser is to come by https only; 0 says nothing of it"
    )
    workers: int = Field(default=1, ge=1, le=64, description="processes that serve, each with the model: 0.7 GB")
    index_seconds: float = Field(
        default=5.0, ge=0.1, le=60, description="between two looks whether another index has been built"
    )
    known_pages: int = Field(
        default=300, ge=1, description="open pages of each language that Gradio knows in a process, 80 KB each"
    )
    history_turns: int = Field(default=6, ge=0, le=50, description="earlier questions passed on with a new one")
    kept_turns: int = Field(default=30, ge=1, le=200, description="turns kept on a visitor's page; older ones go")
    shown_passages: int = Field(default=3, ge=0, le=10, description="nearest passages shown with a refusal")
    concurrency: int = Field(default=4, ge=1, le=64, description="questions a process answers at the same time")
    most_waiting: int = Field(default=40, ge=1, le=1000, description="questions in a process, answered or waiting")
    client_waiting: int = Field(default=8, ge=1, le=1000, description="of them, of one client")
    answer_seconds: float = Field(default=20.0, gt=0, le=600, description="an answer may take, waiting included")
    body_seconds: float = Field(default=20.0, gt=0, le=600, description="the body of a request may take to come")
    head_seconds: float = Field(default=20.0, gt=0, le=600, description="a request's headers may take to come")
    open_requests: int = Field(default=400, ge=1, le=100_000, description="answered by a process at the same time")
    client_requests: int = Field(default=60, ge=1, le=100_000, description="of them, of one client")
    client_connections: int = Field(default=200, ge=1, le=100_000, description="of one peer, to a process")
    proxies: int = Field(default=0, ge=0, le=8, description="trusted proxies in front that write X-Forwarded-For")
    api_needs_key: bool = Field(default=False, description="programs ask only with a key that staff made")
    public_url: str = Field(
        default="",
        pattern=r"^(https?://[^\s/?#]+(/[A-Za-z0-9._~-]+)*)?$",
        max_length=300,
        description="where readers reach the pages, in links that programs are given; empty: as it was asked for",
    )
    accessibility_contact: str = Field(
        default="", max_length=300, description="whom readers tell what stands in their way; empty: the issuers"
    )
    streamed_answers: bool = Field(
        default=False, description="`/api/ask` answers as server-sent events where a program accepts these"
    )
    voice_input: bool = Field(
        default=False, description="offer it where the browser has it: some send the recording to their maker"
    )
    embed_origins: tuple[Origin, ...] = Field(
        default=(), max_length=100, description="of pages that may have the citizens' page in a frame; empty: none"
    )
    limits_storage: SecretStr = Field(
        default=SecretStr(""), description="URI of a store of `limits` that processes share; empty: each for itself"
    )
    ask_rate: int = Field(default=300, ge=1, le=1_000_000, description="questions a minute of one client")
    ask_rate_all: int = Field(default=3000, ge=1, le=1_000_000, description="questions a minute of all")
    follow_rate: int = Field(default=300, ge=1, le=1_000_000, description="looks for what can follow, of one client")
    follow_rate_all: int = Field(default=3000, ge=1, le=1_000_000, description="looks for what can follow, of all")
    feedback_rate: int = Field(default=120, ge=1, le=1_000_000, description="words on answers, of one client")
    feedback_rate_all: int = Field(default=600, ge=1, le=1_000_000, description="words on answers, of all")
    draw_rate: int = Field(default=300, ge=1, le=1_000_000, description="drawings of the page, for one client")
    draw_rate_all: int = Field(default=3000, ge=1, le=1_000_000, description="drawings of the page, for all")
    upload_rate: int = Field(default=30, ge=1, le=1_000_000, description="sent where nothing is taken, by one client")
    upload_rate_all: int = Field(default=300, ge=1, le=1_000_000, description="sent where nothing is taken, by all")
    sign_in_rate: int = Field(default=30, ge=1, le=1_000_000, description="tries to sign in, of one client")
    sign_in_rate_all: int = Field(default=120, ge=1, le=1_000_000, description="tries to sign in, of all")
    file_rate: int = Field(default=60, ge=1, le=1_000_000, description="files of figures a minute, for one client")
    file_rate_all: int = Field(default=300, ge=1, le=1_000_000, description="files of figures a minute, for all")
    page_rate: int = Field(default=1800, ge=1, le=1_000_000, description="other requests a minute of one client")
    page_rate_all: int = Field(default=18_000, ge=1, le=1_000_000, description="other requests a minute of all")
    journal_url: SecretStr = Field(
        default=SecretStr(f"sqlite:///{ROOT / 'var' / 'journal.sqlite'}"),
        description="SQLAlchemy URL of the journal; secret because it may hold a password",
    )
    journal_days: int = Field(default=180, ge=1, le=3650, description="days an entry is kept")
    journal_wait_seconds: float = Field(default=2.0, gt=0, le=60, description="wait for a locked journal, then give up")
    journal_queue: int = Field(
        default=2000, ge=10, le=100_000, description="records that wait to be written, 30 KB each; more are lost"
    )
    withhold_reviewers: int = Field(
        default=2, ge=1, le=10, description="who must agree before an answer is withheld, or shown again; else an admin"
    )
    inbox: Path = Field(default=ROOT / "var" / "inbox.jsonl", description="eval cases made from verdicts")
    held_dir: Path = Field(default=ROOT / "var" / "held", description="what was uploaded and is not in force yet")
    held_days: int = Field(default=30, ge=1, le=3650, description="that an upload nobody acts on is kept")
    held_mb: int = Field(default=2_000, ge=1, le=1_000_000, description="that uploads may have together")
    document_files: int = Field(default=50, ge=1, le=1_000, description="sent at once")
    document_mb: int = Field(default=500, ge=1, le=100_000, description="sent at once")
    document_seconds: float = Field(default=600.0, gt=0, le=86_400, description="they may take to come")
    document_rate: int = Field(default=600, ge=1, le=1_000_000, description="uploads of documents, of one client")
    document_rate_all: int = Field(default=3000, ge=1, le=1_000_000, description="uploads of documents, of all")
    staff_users: Mapping[str, SecretStr] = Field(
        default_factory=dict, description="name → role:argon2 hash; in the environment a JSON object"
    )
    staff_file: Path | None = Field(default=None, description="lines name:role:hash, beside or in place of staff_users")
    staff_hours: float = Field(default=8.0, gt=0, le=168, description="hours from signing in to signing in again")
    staff_failures: int = Field(default=5, ge=1, le=100, description="failures to sign in before one waits")
    staff_failure_minutes: float = Field(default=60.0, gt=0, le=1440, description="within which they are counted")
    staff_lock_minutes: float = Field(
        default=15.0, gt=0, le=1440, description="the longest wait, which begins with 15 s"
    )
    staff_over_http: bool = Field(default=False, description="allow signing in without https from another machine")
    session_key: SecretStr = Field(
        default=SecretStr(""),
        description="signs the staff's sessions, 32 characters or more; empty for session_key_file",
    )
    session_key_file: Path = Field(
        default=ROOT / "var" / "session.key", description="made when session_key is empty and there is no such file"
    )
    log_format: Literal["plain", "json"] = Field(
        default="plain", description="a line, or a JSON object, for each event"
    )
    log_level: Literal["warning", "info"] = Field(default="warning", description="info: also each request")
    metrics: bool = Field(default=True, description="answer /metrics for Prometheus")
    metrics_token: SecretStr = Field(
        default=SecretStr(""),
        description="16 to 200 characters that readers of /metrics send as a bearer; empty: only this machine reads",
    )
    pictures_mb: int = Field(default=200, ge=1, le=1_000_000, description="pictures of PDF pages that are kept")
    least_disk_mb: int = Field(default=500, ge=1, le=10_000_000, description="below which /healthz says degraded")

    @field_validator("metrics_token")
    @classmethod
    def _is_token(cls, token: SecretStr) -> SecretStr:
        if not re.fullmatch(r"([!-~]{16,200})?", token.get_secret_value()):
            raise ValueError("expected 16 to 200 printable ASCII characters without a space")
        return token
