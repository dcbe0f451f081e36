"""Which documents an answer cites, or where the nearest of a refusal stands: those of before, too."""

import json
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BATCH = 500


def upgrade() -> None:
    """Create the table, and fill it from the evidence."""
    big = sa.BigInteger().with_variant(sa.Integer, "sqlite")
    cited = op.create_table(
        "cited",
        sa.Column(
            "entry",
            big,
            sa.ForeignKey("entries.id", ondelete="CASCADE", name="fk_cited_entry"),
            primary_key=True,
            autoincrement=False,
        ),
        sa.Column("place", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("doc_id", sa.String(255), nullable=False),
    )
    op.create_index("ix_cited_doc_id_entry", "cited", ["doc_id", "entry"])
    connection = op.get_bind()
    last = -1
    held = sa.text("SELECT entry, frozen FROM evidence WHERE entry > :last ORDER BY entry LIMIT :n")
    while rows := connection.execute(held, {"last": last, "n": _BATCH}).all():
        last = rows[-1].entry
        found = [
            {"entry": row.entry, "place": place, "doc_id": doc_id}
            for row in rows
            for place, doc_id in enumerate(_documents(json.loads(zlib.decompress(row.frozen))), 1)
        ]
        if found:
            connection.execute(cited.insert(), found)


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_cited_doc_id_entry", "cited")
    op.drop_table("cited")


def _documents(evidence: dict[str, list[dict[str, str]]]) -> list[str]:
    stands = evidence["citations"] or evidence["passages"][:1]
    return list(dict.fromkeys(item["doc_id"] for item in stands))
