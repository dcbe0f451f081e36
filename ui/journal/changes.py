"""What changed since somebody was here last."""

from datetime import datetime

from pydantic import NonNegativeInt
from sqlalchemy import func, select

from index.records import Frozen
from ui.journal.audit import Act
from ui.journal.clock import first_id, microseconds, moment_of
from ui.journal.database import Database
from ui.journal.records import Moment
from ui.journal.schema import AUDIT, ENTRIES, FEEDBACK, REVIEWS, SUPPRESSIONS


class Changes(Frozen):
    """How much came since somebody's visit before this one."""

    since: Moment
    n_questions: NonNegativeInt
    n_feedback: NonNegativeInt
    n_verdicts: NonNegativeInt  # of others
    n_withheld: NonNegativeInt  # by others

    @property
    def is_nothing(self) -> bool:
        """Whether nothing came."""
        return not (self.n_questions or self.n_feedback or self.n_verdicts or self.n_withheld)


def previous_visit(database: Database, name: str) -> datetime | None:
    """Return when somebody signed in for the last time but one; None at the first visit.

    Raises:
        JournalError: the journal cannot be read.
    """
    query = select(AUDIT.c.at_us).where(AUDIT.c.act == Act.SIGNED_IN, AUDIT.c.actor == name)
    with database.reading() as connection:
        at_us = connection.execute(query.order_by(AUDIT.c.number.desc()).offset(1).limit(1)).scalar()
    return None if at_us is None else moment_of(at_us)


def changes_since(database: Database, since: datetime, *, reader: str) -> Changes:
    """Return what came after a moment, the reader's own doing left out.

    Raises:
        JournalError: the journal cannot be read.
    """
    us = microseconds(since)
    counts = (
        select(func.count()).select_from(ENTRIES).where(ENTRIES.c.id >= first_id(since)),
        select(func.count()).select_from(FEEDBACK).where(FEEDBACK.c.given_us >= us),
        select(func.count()).select_from(REVIEWS).where(REVIEWS.c.reviewed_us >= us, REVIEWS.c.reviewer != reader),
        select(func.count())
        .select_from(SUPPRESSIONS)
        .where(SUPPRESSIONS.c.withheld_us >= us, SUPPRESSIONS.c.withheld_by != reader),
    )
    with database.reading() as connection:
        questions, feedback, verdicts, withheld = (connection.execute(query).scalar_one() for query in counts)
    return Changes(since=since, n_questions=questions, n_feedback=feedback, n_verdicts=verdicts, n_withheld=withheld)
