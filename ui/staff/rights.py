"""Who may do what: the one table that every request to the staff area is held against."""

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    """What somebody who may sign in is there for."""

    REVIEWER = "reviewer"  # reads the journal, judges, proposes to withhold and to show again
    EDITOR = "editor"  # besides brings documents
    ADMIN = "admin"  # besides withholds and shows again alone, exports, sees the audit

    def covers(self, needed: "Role") -> bool:
        """Return whether this role may do what another may."""
        ranks = tuple(Role)
        return ranks.index(self) >= ranks.index(needed)


# The paths of all routes, in every method, with the role they need; None for anybody.
RIGHTS: Mapping[str, Role | None] = {
    "/staff/static/{name}": None,
    "/staff/login": None,
    "/staff/logout": Role.REVIEWER,
    "/staff/password": Role.REVIEWER,  # one's own
    "/staff": Role.REVIEWER,
    "/staff/next": Role.REVIEWER,
    "/staff/entry/{entry_id}": Role.REVIEWER,
    "/staff/entry/{entry_id}/review": Role.REVIEWER,
    "/staff/entry/{entry_id}/case": Role.REVIEWER,
    "/staff/assignments": Role.REVIEWER,  # of others an admin alone is told
    "/staff/dashboard": Role.REVIEWER,
    "/staff/withheld": Role.REVIEWER,
    "/staff/withheld/propose": Role.REVIEWER,
    "/staff/withheld/say": Role.REVIEWER,
    "/staff/entry/{entry_id}/propose": Role.REVIEWER,
    "/staff/conflicts": Role.REVIEWER,
    "/staff/documents": Role.EDITOR,
    "/staff/documents/upload": Role.EDITOR,
    "/staff/documents/held/{held_id}": Role.EDITOR,
    "/staff/documents/held/{held_id}/original": Role.EDITOR,
    "/staff/documents/held/{held_id}/discard": Role.EDITOR,
    "/staff/documents/held/{held_id}/recall": Role.EDITOR,
    "/staff/documents/held/{held_id}/page/{number}": Role.EDITOR,
    "/staff/documents/life/{doc_id}": Role.EDITOR,
    "/staff/withheld/clear": Role.ADMIN,
    "/staff/withheld/decide": Role.ADMIN,
    "/staff/entry/{entry_id}/withhold": Role.ADMIN,
    "/staff/assign": Role.ADMIN,
    "/staff/assignments/end": Role.ADMIN,
    "/staff/export.csv": Role.ADMIN,
    "/staff/export.jsonl": Role.ADMIN,
    "/staff/reports": Role.ADMIN,
    "/staff/reports/{name}.csv": Role.ADMIN,
    "/staff/audit": Role.ADMIN,
    "/staff/keys": Role.ADMIN,
    "/staff/keys/revoke": Role.ADMIN,
    "/staff/users": Role.ADMIN,
    "/staff/users/change": Role.ADMIN,
    "/staff/{path:path}": Role.REVIEWER,  # no page, and says so
}


def needed(path: str) -> Role | None:
    """Return the role that a route needs, None for anybody. What the table does not name is for admins."""
    return RIGHTS.get(path, Role.ADMIN)
