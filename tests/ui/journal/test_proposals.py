"""Two reviewers withhold an answer, or an admin where they differ; the same to show it again."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from index.records import Span
from tests.ui.journal.entries import NOON, as_version, citation, considered, entry, refusal, settings_at
from ui.errors import MissingEntryError, NothingToDoError
from ui.journal.audit import audit_entries
from ui.journal.database import Database, open_database
from ui.journal.entries import record
from ui.journal.forget import forget
from ui.journal.listing import Filters, list_entries
from ui.journal.proposals import decide, propose, propose_showing, say, take_back
from ui.journal.records import Entry, Judgement, Review, Withholding
from ui.journal.retention import purge
from ui.journal.reviews import add_review
from ui.journal.standing import Proposal, proposals, standing_of, standings_of, waiting_for
from ui.journal.suppression import clear, is_withheld, suppressions, withhold
from ui.journal.withheld import WithheldKeys

PROPOSED, DISPUTED, WITHHELD = Withholding.PROPOSED, Withholding.DISPUTED, Withholding.WITHHELD
SHOW_PROPOSED, SHOW_DISPUTED = Withholding.SHOW_PROPOSED, Withholding.SHOW_DISPUTED


@pytest.fixture
def held(database: Database) -> Entry:
    kept = entry()
    record(database, kept)
    return kept


def judged(held: Entry, reviewer: str, judgement: Judgement) -> Review:
    return Review(entry_id=held.entry_id, reviewer=reviewer, judgement=judgement, reviewed_at=NOON)


def the_only(database: Database) -> Proposal:
    (found,) = proposals(database)
    return found


def acts(database: Database) -> list[tuple[str, str]]:
    return [(item.by, item.act) for item in reversed(audit_entries(database))]


def test_one_proposes_and_a_second_withholds(database: Database, held: Entry) -> None:
    assert propose(database, held.entry_id, by="甲", at=NOON) is PROPOSED
    assert not is_withheld(database, held.question_key, held.answer_key)
    assert not WithheldKeys(database).holds(held)
    found = the_only(database)
    assert (found.state, found.proposed_by, found.proposed_at) == (PROPOSED, "甲", NOON)
    assert (found.agree, found.differ, found.entry_id, found.question) == (("甲",), (), held.entry_id, held.question)
    assert propose(database, held.entry_id, by="甲") is PROPOSED  # the same again is one voice
    assert say(database, found.proposal_id, by="甲", agrees=True) is PROPOSED
    assert say(database, found.proposal_id, by="乙", agrees=True) is WITHHELD
    assert proposals(database) == ()
    (one,) = suppressions(database)
    assert (one.agreed, one.withheld_by) == (("甲",), "乙")
    assert WithheldKeys(database).holds(held)
    assert acts(database) == [("甲", "withholding_proposed"), ("乙", "proposal_agreed"), ("乙", "withheld")]
    assert audit_entries(database)[0].details == {"agreed": "甲"}
    with pytest.raises(NothingToDoError, match="settled already"):
        say(database, found.proposal_id, by="丙", agrees=False)


def test_proposing_what_is_proposed_agrees(database: Database, held: Entry) -> None:
    propose(database, held.entry_id, by="甲")
    assert propose(database, held.entry_id, by="乙") is WITHHELD
    assert propose(database, held.entry_id, by="丙") is WITHHELD
    assert len(suppressions(database)) == 1


@pytest.mark.parametrize("accepts", [True, False])
def test_where_one_differs_only_an_admin_decides(database: Database, held: Entry, accepts: bool) -> None:
    propose(database, held.entry_id, by="甲")
    number = the_only(database).proposal_id
    assert say(database, number, by="乙", agrees=False) is DISPUTED
    for reviewer in ("丙", "丁", "戊"):
        assert say(database, number, by=reviewer, agrees=True) is DISPUTED
    assert the_only(database).differ == ("乙",)
    assert not is_withheld(database, held.question_key)
    decide(database, number, by="管", accepts=accepts)
    assert is_withheld(database, held.question_key) is accepts
    assert proposals(database) == ()
    assert acts(database)[-1] == ("管", "withheld" if accepts else "proposal_declined")
    with pytest.raises(NothingToDoError):
        decide(database, number, by="管", accepts=True)


def test_who_takes_back_that_they_differ_lets_the_others_agree(database: Database, held: Entry) -> None:
    propose(database, held.entry_id, by="甲", at=NOON)
    number = the_only(database).proposal_id
    say(database, number, by="乙", agrees=False, at=NOON)
    say(database, number, by="丙", agrees=True, at=NOON + timedelta(minutes=1))
    assert take_back(database, number, by="乙") is WITHHELD
    (one,) = suppressions(database)
    assert (one.agreed, one.withheld_by) == (("甲",), "丙")


def test_a_proposal_ends_when_who_made_it_takes_it_back(database: Database, held: Entry) -> None:
    propose(database, held.entry_id, by="甲")
    number = the_only(database).proposal_id
    with pytest.raises(NothingToDoError, match="said nothing"):
        take_back(database, number, by="乙")
    assert take_back(database, number, by="甲") is None
    assert proposals(database) == ()
    assert not is_withheld(database, held.question_key)
    assert acts(database)[-1] == ("甲", "proposal_taken_back")


def test_a_proposal_stays_with_those_who_still_agree(database: Database, held: Entry) -> None:
    propose(database, held.entry_id, by="甲", needed=3)
    number = the_only(database).proposal_id
    assert say(database, number, by="乙", agrees=True, needed=3) is PROPOSED
    assert take_back(database, number, by="甲", needed=3) is PROPOSED
    assert the_only(database).agree == ("乙",)
    assert say(database, number, by="丙", agrees=True, needed=3) is PROPOSED
    assert say(database, number, by="丁", agrees=True, needed=3) is WITHHELD


def test_one_is_enough_where_one_decides_alone(database: Database, held: Entry) -> None:
    add_review(database, judged(held, "乙", Judgement.RIGHT))
    assert propose(database, held.entry_id, by="甲", needed=1) is WITHHELD
    assert propose_showing(database, held.question_key, by="乙", needed=1) is None
    assert not is_withheld(database, held.question_key)


def test_an_admin_withholds_and_clears_over_every_proposal(database: Database, held: Entry) -> None:
    propose(database, held.entry_id, by="甲")
    withhold(database, held.entry_id, by="管")
    assert proposals(database) == ()
    propose_showing(database, held.question_key, by="甲")
    clear(database, held.question_key, by="管")
    assert proposals(database) == suppressions(database) == ()


def test_what_has_no_answer_cannot_be_proposed(database: Database) -> None:
    kept = refusal()
    record(database, kept)
    with pytest.raises(NothingToDoError, match="is a refusal"):
        propose(database, kept.entry_id, by="甲")
    with pytest.raises(MissingEntryError):
        propose(database, "nowhere", by="甲")
    with pytest.raises(NothingToDoError, match="no answer is withheld"):
        propose_showing(database, kept.question_key, by="甲")


def test_two_show_again_what_is_withheld(database: Database, held: Entry) -> None:
    withhold(database, held.entry_id, by="管")
    assert propose_showing(database, held.question_key, by="甲") is SHOW_PROPOSED
    assert the_only(database).is_to_show
    assert is_withheld(database, held.question_key)
    assert propose_showing(database, held.question_key, by="乙") is None
    assert not is_withheld(database, held.question_key)
    assert [act for _, act in acts(database)] == ["withheld", "showing_proposed", "proposal_agreed", "shown_again"]


@pytest.mark.parametrize("accepts", [True, False])
def test_it_stays_withheld_while_they_differ(database: Database, held: Entry, accepts: bool) -> None:
    withhold(database, held.entry_id, by="管")
    propose_showing(database, held.question_key, by="甲")
    number = the_only(database).proposal_id
    assert say(database, number, by="乙", agrees=False) is SHOW_DISPUTED
    assert say(database, number, by="丙", agrees=True) is SHOW_DISPUTED
    assert is_withheld(database, held.question_key)
    decide(database, number, by="管", accepts=accepts)
    assert is_withheld(database, held.question_key) is not accepts
    assert proposals(database) == ()


def test_taking_back_to_show_leaves_it_withheld(database: Database, held: Entry) -> None:
    withhold(database, held.entry_id, by="管")
    propose_showing(database, held.question_key, by="甲")
    assert take_back(database, the_only(database).proposal_id, by="甲") is WITHHELD
    assert is_withheld(database, held.question_key)


@pytest.mark.parametrize("other", [Judgement.RIGHT, Judgement.INCOMPLETE])
@pytest.mark.parametrize("wrong_first", [True, False])
def test_verdicts_that_differ_are_a_dispute_in_either_order(
    database: Database, held: Entry, other: Judgement, wrong_first: bool
) -> None:
    given = [judged(held, "甲", Judgement.WRONG), judged(held, "乙", other)]
    for verdict in given if wrong_first else reversed(given):
        add_review(database, verdict)
    found = the_only(database)
    assert (found.state, found.agree, found.differ) == (DISPUTED, ("甲",), ("乙",))
    assert not is_withheld(database, held.question_key)


def test_a_verdict_says_how_far_the_answer_has_come(database: Database, held: Entry) -> None:
    assert add_review(database, judged(held, "甲", Judgement.RIGHT)) is None
    assert add_review(database, judged(held, "甲", Judgement.WRONG)) is PROPOSED  # the last verdict counts
    assert add_review(database, judged(held, "乙", Judgement.RIGHT)) is DISPUTED
    assert add_review(database, judged(held, "乙", Judgement.WRONG)) is WITHHELD


def test_who_proposed_and_then_judges_otherwise_proposes_no_more(database: Database, held: Entry) -> None:
    add_review(database, judged(held, "甲", Judgement.WRONG))
    assert add_review(database, judged(held, "甲", Judgement.RIGHT)) is None
    assert proposals(database) == ()


def test_a_verdict_on_another_answer_to_the_question_differs_from_none(database: Database, held: Entry) -> None:
    later = entry(text="新增学位9000个。[1]")
    record(database, later)
    add_review(database, judged(held, "甲", Judgement.WRONG))
    assert add_review(database, judged(later, "乙", Judgement.RIGHT)) is None
    assert the_only(database).state is PROPOSED


def test_the_same_answer_to_another_question_is_withheld_whatever_came_before(database: Database, held: Entry) -> None:
    withhold(database, held.entry_id, by="管")
    keys = WithheldKeys(database)
    later = entry("那年学校多了几个位子", history=("2022年民生如何？",), considered=considered("x", topic="民生"))
    assert later.question_key != held.question_key
    assert keys.holds(later)
    other_words = later.model_copy(update={"text": "新增学位9000个。[1]"})
    other_evidence = later.model_copy(update={"citations": (citation(quote="新增学位若干。"),)})
    other_document = later.model_copy(update={"citations": (citation(doc_id="002_76ba81dda6f66ba1"),)})
    assert [keys.holds(each) for each in (other_words, other_evidence, other_document)] == [False] * 3
    other_edition = later.model_copy(update={"citations": (citation(sha256="cd" * 32, spans=(Span(start=0, end=9),)),)})
    assert keys.holds(other_edition)
    clear(database, held.question_key, by="管")
    assert not keys.holds(later)


def test_agreeing_on_the_same_answer_elsewhere_withholds_it(database: Database, held: Entry) -> None:
    other = entry("那年学校多了几个位子", considered=considered("x", topic="民生"))
    record(database, other)
    propose(database, held.entry_id, by="甲")
    assert standing_of(database, other).others == ((held.entry_id, held.question),)
    assert propose(database, other.entry_id, by="乙") is WITHHELD
    assert len(suppressions(database)) == 1
    assert standing_of(database, other).withheld == suppressions(database)[0]


def test_the_list_knows_where_each_answer_stands(database: Database) -> None:
    texts = "甲乙丙丁戊己"
    held = [entry(f"问题{name}", text=f"{name}。[1]", considered=None) for name in texts]
    for each in held:
        record(database, each)
    refused = refusal("问题甲", considered=None)
    record(database, refused)
    for each in held[:2]:
        propose(database, each.entry_id, by="甲")
    say(database, proposals(database)[1].proposal_id, by="乙", agrees=False)
    for each in held[2:5]:
        withhold(database, each.entry_id, by="管")
    for each in held[3:5]:
        propose_showing(database, each.question_key, by="甲")
    (last,) = [item for item in proposals(database) if item.key == held[4].question_key]
    say(database, last.proposal_id, by="乙", agrees=False)

    def of(state: Withholding) -> set[str]:
        return {line.text[0] for line in list_entries(database, Filters(withholding=state)).listed}

    assert [of(state) for state in (PROPOSED, DISPUTED, WITHHELD)] == [
        {proposals(database)[0].question[-1]},
        {proposals(database)[1].question[-1]},
        set("丙丁戊"),
    ]
    assert [of(state) for state in (SHOW_PROPOSED, SHOW_DISPUTED)] == [{"丁"}, {"戊"}]
    listed = list_entries(database, Filters()).listed
    found = standings_of(database, [line.cursor for line in listed])
    told = {line.text[0]: found.get(line.cursor) for line in listed}
    assert {told["甲"], told["乙"]} == {PROPOSED, DISPUTED}
    assert [told[name] for name in "丙丁戊己没"] == [WITHHELD, SHOW_PROPOSED, SHOW_DISPUTED, None, None]
    assert waiting_for(database, "甲", decides=False) == 0
    assert waiting_for(database, "丙", decides=False) == waiting_for(database, "甲", decides=True) == 4


def _purged(database: Database, gone: Entry, inbox: Path) -> None:
    del gone, inbox
    purge(database, days=1, at=NOON + timedelta(days=1, minutes=1))


def _forgotten(database: Database, gone: Entry, inbox: Path) -> None:
    forget(database, inbox, [gone.entry_id], by="王敏")


@pytest.mark.parametrize("remove", [_purged, _forgotten])
@pytest.mark.parametrize("has_alike", [True, False])
def test_a_proposal_goes_with_the_last_entry_that_has_the_answer(
    database: Database,
    held: Entry,
    tmp_path: Path,
    remove: Callable[[Database, Entry, Path], None],
    has_alike: bool,
) -> None:
    later = entry(asked_at=NOON + timedelta(hours=1))
    if has_alike:
        record(database, later)
    propose(database, held.entry_id, by="甲")
    remove(database, held, tmp_path / "inbox.jsonl")
    assert [found.entry_id for found in proposals(database)] == ([later.entry_id] if has_alike else [])
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM voices")).scalar() == int(has_alike)


def test_what_was_withheld_before_there_were_proposals_stays_so(file: Path) -> None:
    before = open_database(settings_at(file))
    held = entry()
    record(before, held)
    withhold(before, held.entry_id, by="李强", at=NOON)
    with before.writing() as connection:
        as_version(connection, "0010")
    before.close()
    after = open_database(settings_at(file))
    (one,) = suppressions(after)
    assert (one.key, one.withheld_by, one.answer_key, one.agreed) == (held.question_key, "李强", "", ())
    assert WithheldKeys(after).holds(held)
    other = entry("别的问题", considered=None)
    assert not WithheldKeys(after).holds(other)  # nothing is withheld by an answer that has no key
    assert propose_showing(after, held.question_key, by="甲") is SHOW_PROPOSED
    assert propose_showing(after, held.question_key, by="乙") is None
    assert propose(after, held.entry_id, by="甲") is PROPOSED  # its key is made of its evidence
    assert the_only(after).answer_key == held.answer_key
    after.close()
