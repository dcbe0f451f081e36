"""Where documents of one place state figures that cannot both be, for staff to look at."""

from fastapi import APIRouter, Depends, Request, Response

from rag.question.place import Places
from ui.document.facts import years_text
from ui.figures.chosen import Chosen
from ui.figures.conflicts import conflicts
from ui.figures.rows import cell
from ui.staff.frame import Staff


def conflicts_router(staff: Staff) -> APIRouter:
    """Return /staff/conflicts."""
    router = staff.router()

    @router.get("/conflicts", dependencies=[Depends(staff.signed_in)])
    def differing(request: Request) -> Response:
        language, corpus = staff.language(request), staff.corpus
        words, places = language.figures, Places(corpus.entries)
        shown = [
            {
                "name": found.matter.name,
                "href": Chosen(matter=found.matter.matter_id).address(language.tag),
                "place": places.title(found.figures[0].doc_id, language.examples_in),
                "period": f"{years_text(found.years, language.page.source)} {words.columns[found.status]}",
                "stated": [cell(corpus, figure, language.tag) for figure in found.figures],
            }
            for found in conflicts(corpus)
        ]
        return staff.page(request, "conflicts.html", title=words.conflicts_title, figures=words, conflicts=shown)

    return router
