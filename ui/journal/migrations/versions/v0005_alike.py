"""Entries that are alike are found by their question, and are judged together: those of before, too."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_JUDGED = """
FROM entries AS judged
WHERE judged.question_key = entries.question_key AND judged.outcome = entries.outcome
AND judged.language = entries.language
AND judged.reason = entries.reason AND judged.text = entries.text AND judged.review <> 'unreviewed'
"""


def upgrade() -> None:
    """Create the index, and give each entry the state of what it is like."""
    op.create_index("ix_entries_question_key_id", "entries", ["question_key", "id"])
    op.execute(
        sa.text(
            f"UPDATE entries SET review = (SELECT judged.review {_JUDGED} ORDER BY judged.id DESC LIMIT 1) "  # noqa: S608
            f"WHERE review = 'unreviewed' AND EXISTS (SELECT 1 {_JUDGED})"
        )
    )


def downgrade() -> None:
    """Drop the index; the states stay."""
    op.drop_index("ix_entries_question_key_id", "entries")
