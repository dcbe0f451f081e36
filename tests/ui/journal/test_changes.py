"""What changed since somebody was here last."""

from datetime import timedelta

from tests.ui.journal.entries import NOON, entry
from ui.journal.audit import Act, note_act
from ui.journal.changes import changes_since, previous_visit
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.feedback import give_feedback
from ui.journal.records import Feedback, FeedbackKind, Judgement, Review
from ui.journal.reviews import add_review
from ui.journal.suppression import withhold

AN_HOUR = timedelta(hours=1)


def test_the_visit_before_is_the_last_sign_in_but_one(database: Database) -> None:
    assert previous_visit(database, "王敏") is None
    note_act(database, Act.SIGNED_IN, by="王敏")
    assert previous_visit(database, "王敏") is None
    note_act(database, Act.SIGNED_IN, by="李强")
    note_act(database, Act.SIGNED_OUT, by="王敏")
    assert previous_visit(database, "王敏") is None
    note_act(database, Act.SIGNED_IN, by="王敏")
    found = previous_visit(database, "王敏")
    assert found is not None
    assert changes_since(database, found, reader="王敏").is_nothing


def test_what_came_since_is_counted_and_ones_own_doing_is_not(database: Database) -> None:
    before, after = entry("前？", asked_at=NOON - AN_HOUR), entry("后？", asked_at=NOON + AN_HOUR)
    for held in (before, after):
        record(database, held)
    for held, at in ((before, NOON - AN_HOUR), (after, NOON + AN_HOUR)):
        give_feedback(database, Feedback(entry_id=held.entry_id, kind=FeedbackKind.HELPFUL, given_at=at))
        for reviewer in ("王敏", "李强"):
            given = Review(entry_id=held.entry_id, reviewer=reviewer, judgement=Judgement.RIGHT, reviewed_at=at)
            add_review(database, given)
    withhold(database, before.entry_id, by="李强", at=NOON + AN_HOUR)
    withhold(database, after.entry_id, by="王敏", at=NOON + AN_HOUR)
    found = changes_since(database, NOON, reader="王敏")
    assert (found.n_questions, found.n_feedback, found.n_verdicts, found.n_withheld) == (1, 1, 1, 1)
    assert not found.is_nothing
    assert changes_since(database, NOON + 2 * AN_HOUR, reader="王敏").is_nothing
