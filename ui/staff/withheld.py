"""What is withheld and what is proposed: reviewers propose, agree and differ, admins decide."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from ui.errors import NothingToDoError
from ui.journal.proposals import decide, propose, propose_showing, say, take_back
from ui.journal.records import Withholding
from ui.journal.standing import proposals
from ui.journal.suppression import clear, suppressions, withhold
from ui.staff.forms import Form
from ui.staff.frame import Staff, see
from ui.staff.rights import Role

HOME = "/staff/withheld"
_NOTICES = {
    Withholding.PROPOSED: "proposed",
    Withholding.DISPUTED: "disputed",
    Withholding.WITHHELD: "withheld",
    Withholding.SHOW_PROPOSED: "show_proposed",
    Withholding.SHOW_DISPUTED: "show_disputed",
    None: "cleared",
}
_DECIDED = {"accept": ("withheld", "cleared"), "decline": ("declined", "kept")}  # of withholding, of showing again


def needed_of(staff: Staff, request: Request) -> int:
    """Return how many must agree for what the reader says to be done: an admin decides alone."""
    return 1 if staff.session(request).role.covers(Role.ADMIN) else staff.settings.withhold_reviewers


def withheld_router(staff: Staff) -> APIRouter:
    """Return /staff/withheld, and the forms by which answers are withheld and shown again."""
    router = staff.router()

    @router.get("/withheld", dependencies=[Depends(staff.signed_in)])
    def withheld(request: Request) -> Response:
        open_proposals = proposals(staff.database)
        return staff.page(
            request,
            "withheld.html",
            title=staff.words(request).withheld_title,
            withholding=staff.language(request).withholding,
            n_needed=staff.settings.withhold_reviewers,
            withheld=suppressions(staff.database),
            proposals=open_proposals,
            show_proposed={held.key: held.state for held in open_proposals if held.is_to_show},
        )

    _reviewers_forms(router, staff)
    _admins_forms(router, staff)
    return router


def _reviewers_forms(router: APIRouter, staff: Staff) -> None:
    """Add the forms by which reviewers propose, and say what they think of it."""
    given, named = Depends(staff.checked_form), Depends(staff.signed_in)

    @router.post("/entry/{entry_id}/propose", dependencies=[given])
    def propose_entry(request: Request, entry_id: str, reviewer: Annotated[str, named]) -> Response:
        try:
            state = propose(staff.database, entry_id, by=reviewer, needed=needed_of(staff, request))
        except NothingToDoError:
            return see(f"/staff/entry/{entry_id}", notice="no_answer")
        return see(f"/staff/entry/{entry_id}", notice=_NOTICES[state])

    @router.post("/withheld/propose")
    def propose_again(request: Request, form: Annotated[Form, given], reviewer: Annotated[str, named]) -> Response:
        needed = needed_of(staff, request)
        try:
            state = propose_showing(staff.database, form.get("key", ""), by=reviewer, needed=needed)
        except NothingToDoError:
            return _back(form, "not_withheld")
        return _back(form, _NOTICES[state])

    @router.post("/withheld/say")
    def voice(request: Request, form: Annotated[Form, given], reviewer: Annotated[str, named]) -> Response:
        try:
            notice = _said(staff, form, reviewer, needed_of(staff, request))
        except NothingToDoError:
            notice = "proposal_gone"
        return _back(form, notice)


def _admins_forms(router: APIRouter, staff: Staff) -> None:
    """Add the forms by which an admin decides alone."""
    given, named = Depends(staff.checked_form), Depends(staff.signed_in)

    @router.post("/withheld/decide")
    def settle(form: Annotated[Form, given], admin: Annotated[str, named]) -> Response:
        try:
            notice = _decided(staff, form, admin)
        except NothingToDoError:
            notice = "proposal_gone"
        return _back(form, notice)

    @router.post("/withheld/clear")
    def show_again(form: Annotated[Form, given], admin: Annotated[str, named]) -> Response:
        try:
            clear(staff.database, form.get("key", ""), by=admin)
        except NothingToDoError:
            return see(HOME, notice="not_withheld")
        return see(HOME, notice="cleared")

    @router.post("/entry/{entry_id}/withhold", dependencies=[given])
    def withhold_entry(entry_id: str, admin: Annotated[str, named]) -> Response:
        try:
            withhold(staff.database, entry_id, by=admin)
        except NothingToDoError:
            return see(f"/staff/entry/{entry_id}", notice="no_answer")
        return see(f"/staff/entry/{entry_id}", notice="withheld")


def _said(staff: Staff, form: Form, reviewer: str, needed: int) -> str:
    """Note what a form says to a proposal; return the notice that says how far the answer has come."""
    proposal = form.get("proposal", "")
    match form.get("said", ""):
        case "take_back":
            # By taking back what they said nobody decides, an admin neither: the number is that of reviewers.
            take_back(staff.database, proposal, by=reviewer, needed=staff.settings.withhold_reviewers)
            return "proposal_taken_back"
        case "agree" | "differ" as said:
            return _NOTICES[say(staff.database, proposal, by=reviewer, agrees=said == "agree", needed=needed)]
        case _:
            return "proposal_gone"


def _decided(staff: Staff, form: Form, admin: str) -> str:
    """Settle a proposal as a form says; return the notice of it."""
    proposal, decision = form.get("proposal", ""), form.get("decision", "")
    held = next((each for each in proposals(staff.database) if each.proposal_id == proposal), None)
    if held is None or decision not in _DECIDED:
        return "proposal_gone"
    decide(staff.database, proposal, by=admin, accepts=decision == "accept")
    return _DECIDED[decision][held.is_to_show]


def _back(form: Form, notice: str) -> Response:
    """Return the way back: to the entry whose page sent the form, else to what is withheld."""
    entry_id = form.get("entry", "")
    is_id = entry_id.isascii() and entry_id.isalnum() and len(entry_id) <= 64
    return see(f"/staff/entry/{entry_id}" if is_id and entry_id else HOME, notice=notice)
