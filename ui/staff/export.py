"""The journal as files, filtered as the list is."""

import logging
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, islice
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import StreamingResponse
from starlette.status import HTTP_400_BAD_REQUEST

from ui.errors import JournalError
from ui.journal.audit import Act, note_act
from ui.journal.database import Database
from ui.journal.export import Wording, export_csv, export_jsonl
from ui.journal.listing import Filters
from ui.journal.records import now
from ui.observe.request_id import incident
from ui.staff.filters import BadFilterError, read_filters, sentence_of
from ui.staff.frame import Staff
from ui.staff.guard import told
from ui.staff.zone import reader_zone, zone_name

_log = logging.getLogger(__name__)
_Export = Callable[[Database, Filters, Wording], Iterator[str]]
_KINDS: Mapping[str, tuple[_Export, str]] = {
    "csv": (export_csv, "text/csv; charset=utf-8"),
    "jsonl": (export_jsonl, "application/jsonl; charset=utf-8"),
}
_PIECE_CHARS = 65_536


def export_router(staff: Staff) -> APIRouter:
    """Return /staff/export.csv and /staff/export.jsonl, sent as they are read."""
    router = staff.router()

    def export(request: Request, kind: str, admin: str) -> Response:
        try:
            filters = read_filters(request.query_params)
        except BadFilterError as error:
            return told(staff, request, sentence_of(staff.language(request), error), status=HTTP_400_BAD_REQUEST)
        make, media_type = _KINDS[kind]
        # What was searched for may be an asker's words.
        given = filters.model_dump(mode="json", exclude_defaults=True, exclude={"words"})
        note_act(staff.database, Act.EXPORTED, by=admin, kind=kind, **given)
        lines = make(staff.database, filters, _wording(staff, request))
        begun = tuple(
            islice(lines, 2)
        )  # columns and an entry: a journal that cannot be read is a page, not half a file
        name = f"luohu-qa-{now().astimezone(reader_zone(request)):%Y%m%d-%H%M}.{kind}"
        return StreamingResponse(
            _pieces(chain(begun, lines)),
            media_type=media_type,
            headers={"content-disposition": f'attachment; filename="{name}"'},
        )

    @router.get("/export.csv")
    def as_csv(request: Request, admin: Annotated[str, Depends(staff.signed_in)]) -> Response:
        return export(request, "csv", admin)

    @router.get("/export.jsonl")
    def as_jsonl(request: Request, admin: Annotated[str, Depends(staff.signed_in)]) -> Response:
        return export(request, "jsonl", admin)

    return router


def _wording(staff: Staff, request: Request) -> Wording:
    """Return how the files are worded for their reader."""
    words, zone = staff.words(request), reader_zone(request)
    return Wording(
        zone=zone,
        columns={name: text.format(zone=zone_name(zone, words)) for name, text in words.export_columns.items()},
        values={
            name: {str(kind): word for kind, word in kinds.items()}
            for name, kinds in (
                ("language", words.languages),
                ("outcome", words.outcomes),
                ("reason", words.reasons),
                ("feedback", words.feedback),
                ("review", words.reviews),
                ("judgements", staff.language(request).review.judgements),
            )
        },
    )


def _pieces(lines: Iterator[str]) -> Iterator[str]:
    """Yield lines together, as much as is worth a passage from one thread to another.

    Raises:
        JournalError: the journal could be read at first; the server then breaks off, and the browser tells.
    """
    held: list[str] = []
    n_chars = 0
    try:
        for line in lines:
            held.append(line)
            n_chars += len(line)
            if n_chars >= _PIECE_CHARS:
                yield "".join(held)
                held, n_chars = [], 0
    except JournalError:
        _log.exception("incident %s: an export broke off", incident())
        raise
    yield "".join(held)
