"""The first tables, and SQLite's full-text index.

A migration states its tables itself and never imports `ui.journal.schema`, which moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_INDEXED = ("language", "outcome", "reason", "feedback", "review")


def upgrade() -> None:
    """Create everything."""
    op.create_table(
        "entries",
        sa.Column("id", _ID, primary_key=True, autoincrement=False),
        sa.Column("entry_id", sa.String(64), nullable=False, unique=True),
        sa.Column("conversation_id", sa.String(64), nullable=False),
        sa.Column("question_key", sa.String(32), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("history", sa.Text, nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("mode", sa.String(32), nullable=False),
        sa.Column("confidence", sa.Float(53), nullable=False),
        sa.Column("seconds", sa.Float(53), nullable=False),
        sa.Column("embed_seconds", sa.Float(53), nullable=False),
        sa.Column("fingerprint", sa.String(128), nullable=False),
        sa.Column("feedback", sa.String(16), nullable=False),
        sa.Column("review", sa.String(16), nullable=False),
    )
    for name in _INDEXED:
        op.create_index(f"ix_entries_{name}_id", "entries", [name, "id"])
    op.create_table("evidence", _entry_as_key(), sa.Column("frozen", sa.LargeBinary, nullable=False))
    op.create_table("searched", _entry_as_key(), sa.Column("folded", sa.Text, nullable=False))
    op.create_table(
        "feedback",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        _entry("feedback"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("comment", sa.Text, nullable=False),
        sa.Column("given_us", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_feedback_entry", "feedback", ["entry"])
    op.create_table(
        "reviews",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        _entry("reviews"),
        sa.Column("reviewer", sa.String(100), nullable=False),
        sa.Column("judgement", sa.String(16), nullable=False),
        sa.Column("citations", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("reviewed_us", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_reviews_entry", "reviews", ["entry"])
    op.create_table(
        "suppressions",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("question_key", sa.String(32), nullable=False),
        sa.Column("entry_id", sa.String(64), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("withheld_by", sa.String(100), nullable=False),
        sa.Column("withheld_us", sa.BigInteger, nullable=False),
        sa.Column("cleared_by", sa.String(100), nullable=False, server_default=""),
        sa.Column("cleared_us", sa.BigInteger, nullable=True),
    )
    op.create_index("ix_suppressions_question_key", "suppressions", ["question_key"])
    op.create_table(
        "judged",
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("language", sa.String(16), primary_key=True),
        sa.Column("judgement", sa.String(16), primary_key=True),
        sa.Column("n", sa.Integer, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("CREATE VIRTUAL TABLE full_text USING fts5(terms)")


def downgrade() -> None:
    """Drop everything."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE full_text")
    for name in ("judged", "suppressions", "reviews", "feedback", "searched", "evidence", "entries"):
        op.drop_table(name)


def _entry(table: str) -> sa.Column[int]:
    key = sa.ForeignKey("entries.id", ondelete="CASCADE", name=f"fk_{table}_entry")
    return sa.Column("entry", sa.BigInteger, key, nullable=False)


def _entry_as_key() -> sa.Column[int]:
    key = sa.ForeignKey("entries.id", ondelete="CASCADE")
    return sa.Column("entry", sa.BigInteger, key, primary_key=True, autoincrement=False)
