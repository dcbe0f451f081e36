"""Withholding takes more than one: proposals with what each says to them; an answer is known by its own key as well.

What was withheld before stays so, by its question. Entries of before have no key of their answer: reading the evidence
of all would keep a start waiting for minutes, and where one is judged its key is made of its evidence.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_INDEXED = ("entry", "suppression", "question_key", "answer_key")


def upgrade() -> None:
    """Add the columns, then create both tables."""
    op.add_column("entries", sa.Column("answer_key", sa.String(32), nullable=False, server_default=""))
    op.create_index("ix_entries_answer_key_id", "entries", ["answer_key", "id"])
    op.add_column("suppressions", sa.Column("answer_key", sa.String(32), nullable=False, server_default=""))
    op.add_column("suppressions", sa.Column("agreed", sa.Text, nullable=False, server_default="[]"))
    op.create_index("ix_suppressions_answer_key", "suppressions", ["answer_key"])
    op.create_table(
        "proposals",
        sa.Column("proposal_id", sa.String(32), primary_key=True),
        sa.Column(
            "entry",
            sa.BigInteger,
            sa.ForeignKey("entries.id", ondelete="CASCADE", name="fk_proposals_entry"),
            nullable=True,
        ),
        sa.Column(
            "suppression",
            sa.BigInteger,
            sa.ForeignKey("suppressions.id", ondelete="CASCADE", name="fk_proposals_suppression"),
            nullable=True,
        ),
        sa.Column("question_key", sa.String(32), nullable=False),
        sa.Column("answer_key", sa.String(32), nullable=False),
        sa.Column("proposed_by", sa.String(100), nullable=False),
        sa.Column("proposed_us", sa.BigInteger, nullable=False),
        sa.Column("is_disputed", sa.Boolean, nullable=False, server_default=sa.false()),
    )
    for name in _INDEXED:
        op.create_index(f"ix_proposals_{name}", "proposals", [name])
    op.create_table(
        "voices",
        sa.Column(
            "proposal",
            sa.String(32),
            sa.ForeignKey("proposals.proposal_id", ondelete="CASCADE", name="fk_voices_proposal"),
            primary_key=True,
        ),
        sa.Column("reviewer", sa.String(100), primary_key=True),
        sa.Column("agrees", sa.Boolean, nullable=False),
        sa.Column("said_us", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Drop both tables, then indexes and columns."""
    op.drop_table("voices")
    op.drop_table("proposals")
    op.drop_index("ix_suppressions_answer_key", "suppressions")
    op.drop_column("suppressions", "agreed")
    op.drop_column("suppressions", "answer_key")
    op.drop_index("ix_entries_answer_key_id", "entries")
    op.drop_column("entries", "answer_key")
