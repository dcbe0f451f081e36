"""What the staff area's processes share: failures to sign in, and sessions that were ended."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Create both tables."""
    op.create_table(
        "login_failures",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("failed_us", sa.BigInteger, nullable=False),
        sa.Column("locked_until_us", sa.BigInteger, nullable=True),
    )
    op.create_index("ix_login_failures_name", "login_failures", ["name"])
    op.create_table(
        "ended_sessions",
        sa.Column("session", sa.String(64), primary_key=True),
        sa.Column("until_us", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Drop both."""
    op.drop_table("ended_sessions")
    op.drop_table("login_failures")
