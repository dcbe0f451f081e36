"""The audit of staff acts, which is only appended to; failures to sign in by name and address, and known addresses."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")

_REFUSED = "the audit is only appended to"
_ABORT = f"BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END"
_NEXT = "(SELECT coalesce(max(number), 0) + 1 FROM audit)"
_LAST = "coalesce((SELECT hash FROM audit ORDER BY number DESC LIMIT 1), '')"
_UNORDERED = f"NEW.number IS NOT {_NEXT} OR NEW.previous IS NOT {_LAST}"
# SQLite's REPLACE removes rows without asking a trigger before DELETE, hence the one before INSERT.
_SQLITE = (
    f"CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit {_ABORT}",
    f"CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit {_ABORT}",
    f"CREATE TRIGGER audit_in_order BEFORE INSERT ON audit WHEN {_UNORDERED} {_ABORT}",
)
_RAISE = f"RAISE EXCEPTION '{_REFUSED}'"
_CHECK = f"IF NEW.number <> {_NEXT} OR NEW.previous <> {_LAST} THEN {_RAISE}; END IF"
_POSTGRESQL = (
    f"CREATE FUNCTION audit_refuses() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {_RAISE}; END$$",
    f"CREATE FUNCTION audit_orders() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN {_CHECK}; RETURN NEW; END$$",
    "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuses()",
    "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuses()",
    "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuses()",
    "CREATE TRIGGER audit_in_order BEFORE INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_orders()",
)


def upgrade() -> None:
    """Create the audit with its triggers; failures of minutes ago are forgotten."""
    op.create_table(
        "audit",
        sa.Column("number", _ID, primary_key=True, autoincrement=False),
        sa.Column("at_us", sa.BigInteger, nullable=False),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    for statement in {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}.get(op.get_bind().dialect.name, ()):
        op.execute(statement)
    op.create_table(
        "noticed",
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("name", sa.String(255), primary_key=True),
        sa.Column("mark", sa.String(64), nullable=False),
    )
    op.drop_table("login_failures")
    op.create_table(
        "login_failures",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("address", sa.String(64), nullable=False),
        sa.Column("failed_us", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_login_failures_name", "login_failures", ["name"])
    op.create_index("ix_login_failures_address", "login_failures", ["address"])
    op.create_table(
        "known_addresses",
        sa.Column("name", sa.String(64), primary_key=True),
        sa.Column("address", sa.String(64), primary_key=True),
        sa.Column("seen_us", sa.BigInteger, nullable=False),
    )


def downgrade() -> None:
    """Go back to failures by name, without an audit."""
    for name in ("known_addresses", "login_failures", "noticed", "audit"):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_refuses")
        op.execute("DROP FUNCTION audit_orders")
    op.create_table(
        "login_failures",
        sa.Column("id", _ID, primary_key=True, autoincrement=True),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("failed_us", sa.BigInteger, nullable=False),
        sa.Column("locked_until_us", sa.BigInteger, nullable=True),
    )
    op.create_index("ix_login_failures_name", "login_failures", ["name"])
