"""The form in which staff correct what the catalogue is to say of an uploaded file, and say when it counts. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from pydantic import ValidationError

from index.records import Coverage, Status
from ui.held.records import Approval, Entry, Preview
from ui.held.shelf import harmless
from ui.journal.clock import LOCAL

PERIODS = 6  # lines for periods; an entry that has more keeps them
_TEXTS = ("title", "issuer", "kind", "place", "source", "source_url")
_NAME = re.compile(r"[\w()（）〔〕·-][\w.()（）〔〕·-]*")
_MOST_DAYS = 366
_NAME_BYTES = 120


class BadFormError(ValueError):
    """A field has a value it cannot have; `field` names what to say of it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def filled(preview: Preview) -> dict[str, str]:
    """Return the fields of the form as they are proposed."""
    return {"doc_id": preview.doc_id, "when": "now", "due": "", "edition": "", **fields_of(preview.entry)}


def fields_of(entry: Entry) -> dict[str, str]:
    """Return an entry as fields of the form."""
    fields = {name: str(getattr(entry, name)) for name in _TEXTS}
    fields["issued"] = entry.issued.isoformat() if entry.issued else ""
    for number, cover in enumerate(entry.covers[:PERIODS]):
        fields |= {
            f"first_{number}": str(cover.first_year),
            f"last_{number}": str(cover.last_year),
            f"status_{number}": cover.status.value,
        }
    return fields


def read_approval(form: Mapping[str, str], *, by: str, at: datetime, held: Mapping[str, str]) -> Approval:
    """Return what a form says.

    Args:
        form: its fields.
        by: who sends it.
        at: when.
        held: the ids of the documents that are held, with their titles.

    Raises:
        BadFormError: it cannot be.
    """
    doc_id = form.get("doc_id", "").strip()
    if (
        not _NAME.fullmatch(doc_id)
        or len(doc_id.encode()) > _NAME_BYTES
        or harmless(f"{doc_id}.txt") != f"{doc_id}.txt"
    ):
        raise BadFormError("doc_id")
    is_edition = form.get("edition") == "edition"
    if doc_id in held and not is_edition:
        raise BadFormError("edition")
    return Approval(
        by=by,
        at=at,
        due=_due(form, at),
        doc_id=doc_id,
        is_edition=is_edition and doc_id in held,
        entry=read_entry(form),
    )


def read_entry(form: Mapping[str, str]) -> Entry:
    """Return the entry that a form says. Raises BadFormError when it cannot be."""
    given = {name: " ".join(form.get(name, "").split()) for name in _TEXTS}
    try:
        return Entry.model_validate(
            {**given, "issued": form.get("issued", "").strip() or None, "covers": _covers(form)}
        )
    except ValidationError as error:
        raise BadFormError(str(error.errors()[0]["loc"][0])) from error


def _covers(form: Mapping[str, str]) -> tuple[Coverage, ...]:
    found = []
    for number in range(PERIODS):
        first, last = (form.get(f"{name}_{number}", "").strip() for name in ("first", "last"))
        if not first and not last:
            continue
        try:
            status = Status(form.get(f"status_{number}", Status.OTHER))
            found.append(Coverage(first_year=int(first or last), last_year=int(last or first), status=status))
        except (ValidationError, ValueError) as error:
            raise BadFormError("covers") from error
    return tuple(found)


def _due(form: Mapping[str, str], at: datetime) -> datetime | None:
    """Return the time that a form names, None for at once; it is a clock's in Shenzhen."""
    if form.get("when") != "later":
        return None
    try:
        due = datetime.fromisoformat(form.get("due", ""))
    except ValueError as error:
        raise BadFormError("due") from error
    due = due.replace(tzinfo=LOCAL) if due.tzinfo is None else due
    if not at < due < at + timedelta(days=_MOST_DAYS):
        raise BadFormError("due")
    return due
