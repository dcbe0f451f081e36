"""The page of the audit: what staff did."""

from collections.abc import Mapping

from fastapi import APIRouter, Request, Response
from markupsafe import Markup, escape

from ui.journal.audit import COMMAND, SERVER, Act, AuditEntry, audit_entries
from ui.staff.frame import Staff
from ui.text.audit_words import AuditWords

_PAGE = 50
_CHECK, _HEAD = "python -m ui.journal audit check", "--head"


def audit_router(staff: Staff) -> APIRouter:
    """Return /staff/audit; `before` pages on."""
    router = staff.router()

    @router.get("/audit")
    def audit(request: Request) -> Response:
        words = staff.language(request).audit
        before = _number(request.query_params.get("before", ""))
        held = audit_entries(staff.database, before=before, size=_PAGE)
        latest = held[:1] if before is None else audit_entries(staff.database, size=1)
        return staff.page(
            request,
            "audit.html",
            title=words.title,
            audit=words,
            intro=_intro(words),
            head=words.head.format(n=f"{latest[0].number:,}", hash=latest[0].hash) if latest else "",
            lines=[_line(entry, words) for entry in held],
            older=held[-1].number if held and held[-1].number > 1 else 0,
            is_first=before is None,
        )

    return router


def _number(text: str) -> int | None:
    """Return the number that the address names; None where it names none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _intro(words: AuditWords) -> str:
    code = Markup("<code>{}</code>")
    return escape(words.intro).format(command=code.format(_CHECK), option=code.format(_HEAD))


def _line(entry: AuditEntry, words: AuditWords) -> Mapping[str, object]:
    """Return what the template shows of an entry."""
    is_known = entry.act in set(Act)
    return {
        "entry": entry,
        "who": _who(entry.by, words),
        "act": words.acts[Act(entry.act)] if is_known else entry.act,
        "details": [
            words.pair.format(name=words.detail.get(name, name), value=value) for name, value in entry.details.items()
        ],
    }


def _who(by: str, words: AuditWords) -> str:
    if by == SERVER:
        return words.server
    if by.startswith(COMMAND):
        return words.command.format(name=by.removeprefix(COMMAND))
    return by or words.nobody
