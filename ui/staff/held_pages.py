"""The pages of an uploaded PDF as pictures, with boxes around what was read of them, beside its text."""

from collections.abc import Iterator, Mapping

from fastapi import APIRouter, Depends, Request, Response
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.status import HTTP_404_NOT_FOUND

from index.load.read import OnPage, Part
from ui.document.cited_html import box_html, seen_size
from ui.document.originals import picture_response
from ui.document.pictures import Pictures
from ui.errors import MissingHeldError
from ui.held.records import Preview
from ui.staff.frame import Staff

_PRIVATE = "private, no-cache"  # what is not in force yet is nobody else's to see


def held_pages_router(staff: Staff) -> APIRouter:
    """Return /staff/documents/held/{held_id}/page/{number}, the picture of a page."""
    router = staff.router()
    pictures = Pictures(staff.index_settings.cache_dir, most_mb=staff.settings.pictures_mb)

    @router.get("/documents/held/{held_id}/page/{number}", dependencies=[Depends(staff.signed_in)])
    def picture(request: Request, held_id: str, number: int) -> Response:
        try:
            item = staff.shelf.item(held_id)
        except MissingHeldError as error:
            raise HTTPException(HTTP_404_NOT_FOUND) from error
        preview, file = staff.shelf.preview(item), staff.shelf.file(item)
        if preview is None or not 1 <= number <= len(preview.pages) or not file.is_file():
            raise HTTPException(HTTP_404_NOT_FOUND)
        return picture_response(request, file, item.sha256, number, pictures, cache=_PRIVATE)

    return router


def page_shown(preview: Preview, asked: str) -> Mapping[str, object] | None:
    """Return what the template shows of one page: its size, its boxes, its text; None where there are no pages.

    Args:
        preview: of the file.
        asked: the number of the page, as an address has it; the first where it is none.
    """
    n_pages = len(preview.pages)
    if not n_pages:
        return None
    number = min(max(int(asked), 1), n_pages) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
    size = preview.pages[number - 1]
    places = [(part, part.place) for part in preview.parts if isinstance(part.place, OnPage)]
    here = [(part, place) for part, place in places if place.page == number]
    width, height = seen_size(size)
    boxes = "".join(box_html(size.seen(box)) for box in dict.fromkeys(place for _, place in here))
    return {
        "number": number,
        "n": n_pages,
        "width": round(width),
        "height": round(height),
        "boxes": Markup(boxes),  # noqa: S704 - numbers alone
        "lines": tuple(_lines([part for part, _ in here], preview.text)),
        "by_machine": any(place.by_machine for _, place in here),
    }


def _lines(parts: list[Part], text: str) -> Iterator[str]:
    """Yield the text of a page by its lines, what stands between its cells with it."""
    start = end = 0
    for part in parts:
        if "\n" in text[end : part.start] or not end:
            if end:
                yield text[start:end].strip()
            start = part.start
        end = part.end
    if end:
        yield text[start:end].strip()
