"""What is withheld, and showing it again."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from ui.errors import NothingToDoError
from ui.journal.suppression import clear, suppressions, withhold
from ui.staff.forms import Form
from ui.staff.frame import Staff, see


def withheld_router(staff: Staff) -> APIRouter:
    """Return /staff/withheld, and the forms that withhold an entry's answer and show it again."""
    router = staff.router()

    @router.get("/withheld", dependencies=[Depends(staff.signed_in)])
    def withheld(request: Request) -> Response:
        title = staff.words(request).withheld_title
        return staff.page(request, "withheld.html", title=title, withheld=suppressions(staff.database))

    @router.post("/withheld/clear")
    def show_again(
        form: Annotated[Form, Depends(staff.checked_form)], reviewer: Annotated[str, Depends(staff.signed_in)]
    ) -> Response:
        try:
            clear(staff.database, form.get("key", ""), by=reviewer)
        except NothingToDoError:
            return see("/staff/withheld", notice="not_withheld")
        return see("/staff/withheld", notice="cleared")

    @router.post("/entry/{entry_id}/withhold", dependencies=[Depends(staff.checked_form)])
    def withhold_entry(entry_id: str, reviewer: Annotated[str, Depends(staff.signed_in)]) -> Response:
        try:
            withhold(staff.database, entry_id, by=reviewer)
        except NothingToDoError:
            return see(f"/staff/entry/{entry_id}", notice="no_answer")
        return see(f"/staff/entry/{entry_id}", notice="withheld")

    return router
