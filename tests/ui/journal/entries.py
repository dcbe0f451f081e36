"""Entries with what a test needs and nothing else."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.operations import Operations
from pydantic import SecretStr
from sqlalchemy import Connection, text

from index.records import Span, Status
from rag.question.understand import Wants
from rag.records import Language, Reason
from ui.config import UiSettings
from ui.journal.migrations.versions import v0010_kinds, v0011_proposals
from ui.journal.records import (
    Considered,
    Draft,
    DraftSentence,
    Entry,
    FoundPassage,
    Outcome,
    ShownCitation,
    Weighted,
)

_numbers = count(1)
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # twelve in Shenzhen


def settings_at(file: Path, **fields: object) -> UiSettings:
    return UiSettings(journal_url=SecretStr(f"sqlite:///{file}"), **fields)


def entry(question: str = "2022年新增了多少学位？", **fields: object) -> Entry:
    """Return an answer, or a refusal when `reason` is given."""
    refused = fields.get("reason") is not None
    number = next(_numbers)
    given: dict[str, object] = {
        "entry_id": f"{number:032x}",
        "conversation_id": "c" * 32,
        "asked_at": NOON,
        "language": Language.SIMPLIFIED,
        "question": question,
        "history": (),
        "outcome": Outcome.REFUSED if refused else Outcome.ANSWERED,
        "reason": None,
        "text": "没有找到。" if refused else "新增学位10155个。[1]",
        "mode": "extractive",
        "confidence": 0.75,
        "seconds": 0.025,
        "embed_seconds": 0.01,
        "fingerprint": "0853e38157ae",
        "citations": () if refused else (citation(),),
        "passages": (passage(),),
        "considered": considered(question),
    }
    return Entry.model_validate(given | fields)


def refusal(question: str = "2022年有多少家电影院？", reason: Reason = Reason.NO_EVIDENCE, **fields: object) -> Entry:
    return entry(question, reason=reason, **fields)


def citation(number: int = 1, **fields: object) -> ShownCitation:
    given: dict[str, object] = {
        "number": number,
        "doc_id": "001_e6d6b6bfaf22de54",
        "title": "政府工作报告",
        "issued": date(2023, 1, 10),
        "section": ("一、回顾", "（三）民生"),
        "spans": (Span(start=10, end=30), Span(start=40, end=41)),
        "quote": "新增学位10155个。",
        "sha256": "ab" * 32,
    }
    return ShownCitation.model_validate(given | fields)


def draft(**fields: object) -> Draft:
    """Return what a model wrote: a sentence that was kept, one that gave way to its quote, one that was dropped."""
    given: dict[str, object] = {
        "model": "m-7b",
        "note": "written",
        "seconds": 1.25,
        "prompt_tokens": 700,
        "completion_tokens": 120,
        "sentences": (
            DraftSentence(text="新增学位10155个[1]。", became="kept"),
            DraftSentence(text="建成学校13所[2]。", became="replaced", fault="figure", words="13所"),
            DraftSentence(text="市民一致好评[1]。", became="dropped", fault="beyond", words="一致好评"),
        ),
    }
    return Draft.model_validate(given | fields)


def passage() -> FoundPassage:
    return FoundPassage(
        rank=1,
        doc_id="001_e6d6b6bfaf22de54",
        chunk_id="001_e6d6b6bfaf22de54/7",
        section=("一、回顾",),
        spans=(Span(start=10, end=30),),
        text="新增学位10155个。",
        score=1.5,
        cosine=0.83,
        dense_rank=2,
        lexical_rank=None,
    )


def considered(question: str, **fields: object) -> Considered:
    given: dict[str, object] = {
        "asked": question,
        "topic": "",
        "years": (2022,),
        "status": Status.OTHER,
        "wants": Wants.FIGURE,
        "is_pinyin": False,
        "terms": (Weighted(name="学位", value=1.0),),
        "chosen": ("u1",),
        "gate": (Weighted(name="best", value=0.7),),
        "held_years": (),
    }
    return Considered.model_validate(given | fields)


def as_version(connection: Connection, version: str, *tables: str) -> None:
    """Leave a journal as an older version did, which had none of these tables."""
    with Operations.context(MigrationContext.configure(connection)):
        v0011_proposals.downgrade()
        if version < v0010_kinds.revision:
            v0010_kinds.downgrade()
    for table in tables:
        connection.execute(text(f"DROP TABLE {table}"))
    connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})
