"""Files as a browser sends them, read once it is known who sends them: several at once, up to a limit."""

import asyncio
import hmac
from collections.abc import AsyncGenerator
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.status import HTTP_400_BAD_REQUEST, HTTP_408_REQUEST_TIMEOUT, HTTP_413_CONTENT_TOO_LARGE

from index.load.limits import MEGABYTE
from ui.config import UiSettings
from ui.held.records import Held
from ui.held.shelf import Shelf
from ui.staff.frame import CSRF_FIELD
from ui.staff.guard import FormExpiredError

FIELD = "files"
_MOST_FIELDS = 10
_DRAINED = 4  # times what may be sent, that is read and thrown away: who sends it then hears why


@dataclass(frozen=True)
class Sender:
    """Who sends files, with the token of the session, and how long one may be."""

    name: str
    csrf: str
    most_bytes: int


async def kept_files(request: Request, shelf: Shelf, sender: Sender, settings: UiSettings) -> tuple[Held, ...]:
    """Return what of the files that were sent is kept, a record each; a file too long is one that says so.

    Raises:
        FormExpiredError: the form is another session's, or another site's.
        HTTPException: it is too long or too slow, has too many files, or is no such form.
        HeldError: the folder cannot be written.
    """
    try:
        async with asyncio.timeout(settings.document_seconds):
            form = await _form(request, settings)
    except TimeoutError as error:
        raise HTTPException(HTTP_408_REQUEST_TIMEOUT) from error
    try:
        if not hmac.compare_digest(str(form.get(CSRF_FIELD, "")).encode(), sender.csrf.encode()):
            raise FormExpiredError
        files = [file for file in form.getlist(FIELD) if isinstance(file, UploadFile) and file.filename]
        return await run_in_threadpool(_kept, files, shelf, sender)
    finally:
        await form.close()


def _kept(files: list[UploadFile], shelf: Shelf, sender: Sender) -> tuple[Held, ...]:
    return tuple(
        shelf.put(file.filename or "", file.file, by=sender.name, most_bytes=sender.most_bytes) for file in files
    )


async def _form(request: Request, settings: UiSettings) -> FormData:
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise HTTPException(HTTP_400_BAD_REQUEST)
    parser = MultiPartParser(
        request.headers,
        _bounded(request, settings.document_mb * MEGABYTE),
        max_files=settings.document_files,
        max_fields=_MOST_FIELDS,
    )
    try:
        return await parser.parse()
    except (MultiPartException, ClientDisconnect) as error:
        raise HTTPException(HTTP_400_BAD_REQUEST) from error


async def _bounded(request: Request, most_bytes: int) -> AsyncGenerator[bytes, None]:
    """Yield a body as long as it may be; of a longer one the rest is read to be thrown away, within bounds."""
    n_bytes = 0
    async for piece in request.stream():
        n_bytes += len(piece)
        if n_bytes <= most_bytes:
            yield piece
        elif n_bytes > _DRAINED * most_bytes:
            break
    if n_bytes > most_bytes:
        raise HTTPException(HTTP_413_CONTENT_TOO_LARGE)
