"""What a model wrote of an answer, with the verdict on each sentence; entries of before have none."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "drafts",
        sa.Column(
            "entry",
            sa.BigInteger().with_variant(sa.Integer, "sqlite"),
            sa.ForeignKey("entries.id", ondelete="CASCADE", name="fk_drafts_entry"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("note", sa.String(32), nullable=False),
        sa.Column("seconds", sa.Float(53), nullable=False),
        sa.Column("prompt_tokens", sa.Integer, nullable=False),
        sa.Column("completion_tokens", sa.Integer, nullable=False),
        sa.Column("sentences", sa.Text, nullable=False),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("drafts")
