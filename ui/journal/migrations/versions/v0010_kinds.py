"""What entries that are alike have in common is kept, and which is the newest: the list is read off an index."""

import json
from hashlib import sha256

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_SAME = ("question_key", "language", "outcome", "reason", "text")
_LISTED = (("is_newest", "id"), *((name, "is_newest", "id") for name in ("language", "outcome", "reason", "review")))
_BATCH = 1000  # entries that are held in memory at once

_ENTRIES = sa.table(
    "entries",
    sa.column("id", sa.BigInteger),
    *(sa.column(name, sa.String) for name in (*_SAME, "kind")),
    sa.column("is_newest", sa.Boolean),
)


def upgrade() -> None:
    """Add the columns, fill them, then create the indexes."""
    op.add_column("entries", sa.Column("kind", sa.String(32), nullable=False, server_default=""))
    op.add_column("entries", sa.Column("is_newest", sa.Boolean, nullable=False, server_default=sa.false()))
    connection = op.get_bind()
    columns, last = _ENTRIES.c, -1
    following = sa.select(columns.id, *(columns[name] for name in _SAME)).order_by(columns.id).limit(_BATCH)
    fill = _ENTRIES.update().where(columns.id == sa.bindparam("number")).values(kind=sa.bindparam("of_kind"))
    while rows := connection.execute(following.where(columns.id > last)).all():
        connection.execute(fill, [{"number": row.id, "of_kind": _kind(*row[1:])} for row in rows])
        last = rows[-1].id
    op.create_index("ix_entries_kind_id", "entries", ["kind", "id"])
    newest = sa.select(sa.func.max(columns.id)).group_by(columns.kind)
    connection.execute(_ENTRIES.update().where(columns.id.in_(newest)).values(is_newest=sa.true()))
    for names in _LISTED:
        op.create_index(f"ix_entries_{'_'.join(names)}", "entries", list(names))


def downgrade() -> None:
    """Drop indexes and columns."""
    for names in _LISTED:
        op.drop_index(f"ix_entries_{'_'.join(names)}", "entries")
    op.drop_index("ix_entries_kind_id", "entries")
    op.drop_column("entries", "is_newest")
    op.drop_column("entries", "kind")


def _kind(*same: str) -> str:
    return sha256(json.dumps(same).encode()).hexdigest()[:32]
