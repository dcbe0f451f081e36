"""The documents for staff: what is in force, paged and searched; files uploaded, and where each of them stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.status import HTTP_400_BAD_REQUEST, HTTP_413_CONTENT_TOO_LARGE

from index.load.limits import MEGABYTE
from index.records import DocumentEntry
from index.words.terms import fold
from ui.document.facts import covers, date_of
from ui.document.links import document_link
from ui.headers import SENDING_POLICY
from ui.held.problems import Problem
from ui.held.records import MOVING, OPEN, Held, State
from ui.journal.audit import Act, append
from ui.journal.records import now
from ui.staff.frame import Staff, see
from ui.staff.uploads import Sender, kept_files
from ui.text.document_words import DocumentWords

PAGE = 25
HOME = "/staff/documents"
_SOON = timedelta(minutes=1)


@dataclass(frozen=True)
class _Listed:
    """A page of what is in force; `first` and `last` count from 1."""

    entries: Sequence[DocumentEntry]
    n: int
    number: int

    @property
    def first(self) -> int:
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.entries) - 1


def documents_router(staff: Staff) -> APIRouter:
    """Return /staff/documents, and where files are uploaded to."""
    router = staff.router()

    @router.get("/documents", dependencies=[Depends(staff.signed_in)])
    def documents(request: Request) -> Response:
        return _page(staff, request)

    @router.post("/documents/upload")
    async def upload(request: Request) -> Response:
        session = await run_in_threadpool(staff.session, request)
        sender = Sender(session.name, session.csrf, staff.index_settings.read_max_mb * MEGABYTE)
        words = staff.language(request).documents
        if await run_in_threadpool(_is_full, staff):
            return _told(request, see(HOME, notice="no_room"), words.no_room)
        try:
            kept = await kept_files(request, staff.shelf, sender, staff.settings)
        except HTTPException as error:
            if error.status_code != HTTP_413_CONTENT_TOO_LARGE:
                raise
            said = words.too_much.format(mb=staff.settings.document_mb, n=staff.settings.document_files)
            return await run_in_threadpool(_page, staff, request, problem=said, status=error.status_code)
        if not kept:
            return await run_in_threadpool(_page, staff, request, problem=words.no_files, status=HTTP_400_BAD_REQUEST)
        await run_in_threadpool(_note, staff, kept)
        return _told(request, see(HOME), "")

    return router


def _told(request: Request, page: Response, problem: str) -> Response:
    """Return what a script is told in place of a page it would throw away."""
    if request.headers.get("accept") != "application/json":
        return page
    return JSONResponse({"problem": problem}, status_code=HTTP_400_BAD_REQUEST if problem else 200)


def _note(staff: Staff, kept: Sequence[Held]) -> None:
    with staff.database.writing() as connection:
        for item in kept:
            append(
                connection,
                Act.DOCUMENT_UPLOADED,
                by=item.by,
                subject=item.name,
                sha256=item.sha256,
                n_bytes=item.n_bytes,
            )


def _is_full(staff: Staff) -> bool:
    return staff.shelf.n_bytes > staff.settings.held_mb * MEGABYTE


def _page(staff: Staff, request: Request, *, problem: str = "", status: int = 200) -> Response:
    language = staff.language(request)
    words, source = language.documents, language.page.source
    asked = request.query_params.get("words", "").strip()
    corpus = staff.corpus
    listed = _listed((*corpus.entries, *corpus.withdrawn.values()), asked, request.query_params.get("page", ""))
    held = [_row(item, words) for item in staff.shelf.items()]
    settings, is_wanted = staff.settings, staff.shelf.build_wanted() > 0
    response = staff.page(
        request,
        "documents.html",
        title=words.title,
        status=status,
        documents=words,
        problem=problem,
        hint=words.upload_hint.format(mb=staff.index_settings.read_max_mb, n=settings.document_files),
        most_mb=staff.index_settings.read_max_mb,
        held=held,
        is_moving=is_wanted or any(row["is_moving"] for row in held) or staff.shelf.was_built(_SOON),
        is_wanted=is_wanted,
        progress=staff.shelf.progress(),
        asked=asked,
        listed=listed,
        rows=[
            {
                "entry": entry,
                "href": document_link(entry.doc_id, language=language.tag),
                "issued": date_of(entry.issued, source) if entry.issued else "",
                "periods": covers(entry, source),
            }
            for entry in listed.entries
        ],
    )
    return sending(response)


def sending(page: Response) -> Response:
    """Return a page whose script may send and ask, here and nowhere else."""
    page.headers["content-security-policy"] = SENDING_POLICY
    return page


def _listed(entries: Sequence[DocumentEntry], asked: str, page: str) -> _Listed:
    """Return a page of the documents that have all words that are asked for, the latest first."""
    wanted = fold(asked).split()
    found = [entry for entry in entries if all(word in _searched(entry) for word in wanted)]
    found.sort(key=lambda entry: entry.issued or date.min, reverse=True)
    n_pages = max(1, -(-len(found) // PAGE))
    number = min(int(page), n_pages) if page.isascii() and page.isdigit() and len(page) < 7 and int(page) else 1
    return _Listed(found[(number - 1) * PAGE : number * PAGE], len(found), number)


def _searched(entry: DocumentEntry) -> str:
    return fold(f"{entry.title} {entry.issuer} {entry.kind} {entry.place} {entry.doc_id} {entry.issued or ''}")


def _row(item: Held, words: DocumentWords) -> Mapping[str, object]:
    """Return what the template shows of a file that was uploaded."""
    return {
        "item": item,
        "problem": problem_told(item.problem, words),
        "is_moving": _is_moving(item),
        "is_open": item.state in OPEN,
        "may_go": item.state in OPEN | {State.BAD, State.IN_FORCE},
        "may_return": item.state is State.APPROVED,
    }


def _is_moving(item: Held) -> bool:
    """Return whether the page is to be drawn again soon: what is in force is taken up by servers within moments."""
    match item.state:
        case State.APPROVED:
            return item.is_due_at <= now() + _SOON
        case State.IN_FORCE:
            return now() <= item.changed_at + _SOON
        case _:
            return item.state in MOVING


def problem_told(problem: Problem | None, words: DocumentWords) -> str:
    """Return what is wrong in the reader's words, empty where nothing is."""
    if problem is None:
        return ""
    sentence = words.problems.get(problem.fault)
    return sentence.format(**problem.named) if sentence else words.other_problem.format(problem=problem.said)
