"""The file that a document came as, and its pages as pictures: `/doc/{id}/original`, `/doc/{id}/page/{n}`."""

import re
from collections.abc import Callable
from pathlib import Path

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse

from index.catalog.original import KeptOriginal
from index.catalog.originals import Originals
from index.corpus import Corpus
from index.errors import ReadError
from index.load.picture import MEDIA_TYPE
from index.load.read import Format
from ui.document.pictures import Pictures
from ui.document.sent import answered
from ui.errors import BusyError
from ui.headers import FOR_GOOD, NOTHING_POLICY

# Whatever a stranger's file holds runs nothing, and sends nothing, where a browser shows it.
_SANDBOX = f"{NOTHING_POLICY}; sandbox"
_SHA256 = re.compile("[0-9a-f]{64}")
_ASK_AGAIN = "no-cache"
_AGAIN_SECONDS = 5


def originals_router(corpus_now: Callable[[], Corpus], originals: Originals, pictures: Pictures) -> APIRouter:
    """Return the routes of the originals.

    Args:
        corpus_now: returns the documents that answers come from now.
        originals: of these documents, and of their earlier editions.
        pictures: draws the pages.
    """
    router = APIRouter(prefix="/doc", include_in_schema=False)

    def found(doc_id: str, v: str) -> KeptOriginal | None:
        """Return an original by the checksum of the text that was read from it, by default of today's."""
        document = corpus_now().documents.get(doc_id)
        is_wrong = bool(v) and not _SHA256.fullmatch(v)
        return None if document is None or is_wrong else originals.of(doc_id, v or document.sha256)

    def original(request: Request, doc_id: str, v: str = "") -> Response:
        kept = found(doc_id, v)
        return _file(request, kept, doc_id) if kept else Response(status_code=404)

    def page(request: Request, doc_id: str, number: int, v: str = "") -> Response:
        kept = found(doc_id, v)
        if kept is None or not 1 <= number <= len(kept.parts.pages):
            return Response(status_code=404)
        sha256, cache = kept.parts.original_sha256, FOR_GOOD if v else _ASK_AGAIN
        return picture_response(request, kept.file, sha256, number, pictures, cache=cache)

    for path, route in (("/{doc_id}/original", original), ("/{doc_id}/page/{number:int}", page)):
        router.add_api_route(path, route, methods=["GET", "HEAD"], response_model=None)
    return router


def _file(request: Request, kept: KeptOriginal, doc_id: str) -> Response:
    """Return the file; all but a PDF is handed over to be kept, never shown: a page of a stranger's would run here."""
    is_pdf = kept.format is Format.PDF
    etag = f'"{kept.parts.original_sha256}"'
    headers = {"content-security-policy": _SANDBOX, "etag": etag, "cache-control": _ASK_AGAIN}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return FileResponse(
        kept.file,
        media_type="application/pdf" if is_pdf else "application/octet-stream",
        filename=f"{doc_id}{kept.file.suffix}",
        content_disposition_type="inline" if is_pdf else "attachment",
        headers=headers,
    )


def picture_response(
    request: Request, file: Path, sha256: str, number: int, pictures: Pictures, *, cache: str
) -> Response:
    """Return a page of a PDF of this checksum as a picture; 404 where it cannot be drawn, 503 where one has to wait."""
    try:
        picture = pictures.picture(file, sha256, number)
    except ReadError:
        return Response(status_code=404)
    except BusyError:
        return Response(status_code=503, headers={"retry-after": str(_AGAIN_SECONDS)})
    return answered(request, picture, media_type=MEDIA_TYPE, cache=cache, policy=_SANDBOX)
