"""Who is to judge what."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "assignments",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("assignee", sa.String(100), nullable=False),
        sa.Column("assigned_by", sa.String(100), nullable=False),
        sa.Column("assigned_us", sa.BigInteger, nullable=False),
        sa.Column("scope", sa.Text, nullable=False),
    )
    op.create_index("ix_assignments_assignee", "assignments", ["assignee"])
    op.create_table(
        "assigned",
        sa.Column(
            "assignment",
            _ID,
            sa.ForeignKey("assignments.id", ondelete="CASCADE", name="fk_assigned_assignment"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column(
            "entry",
            sa.BigInteger,
            sa.ForeignKey("entries.id", ondelete="CASCADE", name="fk_assigned_entry"),
            primary_key=True,
            autoincrement=False,
        ),
    )
    op.create_index("ix_assigned_entry", "assigned", ["entry"])


def downgrade() -> None:
    """Drop both."""
    op.drop_table("assigned")
    op.drop_table("assignments")
