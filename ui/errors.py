"""The errors of the web pages.

LuohuError
├── ServeError         the pages cannot be served where the settings say
├── StaffError         the staff's users, or the key that signs their sessions, cannot be read or made
├── UpkeepError        a backup cannot be made, or is not what it was, or cannot be put back
├── LimitsError        the store that the limits are counted in cannot be used
├── BusyError          too many questions wait, or one was not answered in time
├── HeldError          what was uploaded cannot be kept or changed
│   └── MissingHeldError  it is not there, or stands where this cannot be done
├── GapError           a verdict cannot become an eval case as it stands
└── JournalError       the journal cannot be opened, read or written, or refuses what it was given
    ├── MissingEntryError     there is no entry of that id, perhaps no longer
    ├── NothingToDoError      what was to be withheld has no answer, what was to be cleared is not withheld
    ├── AuditError            the audit is not what was written
    └── UnusableJournalError  its database cannot be used just now; says of what kind the trouble is
"""

from enum import StrEnum

from index.errors import LuohuError


class ServeError(LuohuError):
    """The address cannot be listened on: it is taken, or not this machine's."""


class StaffError(LuohuError):
    """The staff's users, or the key that signs their sessions, cannot be read or made."""


class UpkeepError(LuohuError):
    """A backup cannot be made, is not what it was when it was made, or cannot be put back where things stand."""


class LimitsError(LuohuError):
    """The store that the limits are counted in cannot be used."""


class BusyError(LuohuError):
    """A question is not answered now: too many wait before it (`is_late` is false), or it took too long."""

    def __init__(self, message: str, *, is_late: bool) -> None:
        super().__init__(message)
        self.is_late = is_late


class HeldError(LuohuError):
    """What was uploaded cannot be kept, read or changed."""


class MissingHeldError(HeldError):
    """There is no such file, perhaps no longer, or it stands where this cannot be done with it."""


class GapError(LuohuError):
    """A verdict cannot become an eval case as it stands: `gap` names what is missing, `detail` what it is about."""

    def __init__(self, gap: str, detail: str = "") -> None:
        super().__init__(f"{gap}: {detail}" if detail else gap)
        self.gap, self.detail = gap, detail


class JournalError(LuohuError):
    """The journal cannot be opened, read or written, or what it was given does not fit what it holds."""


class MissingEntryError(JournalError):
    """There is no entry of that id; it may have been removed after its time."""


class NothingToDoError(JournalError):
    """What was to be withheld has no answer, or what was to be cleared is not withheld."""


class AuditError(JournalError):
    """The audit is not what was written: an entry was changed or removed, or what keeps it from that is missing."""


class Trouble(StrEnum):
    """Why something is not written or read. What is not written is counted by these."""

    QUEUE_FULL = "queue_full"  # more came than could be written
    LOCKED = "locked"  # by another process, for longer than is waited
    DISK_FULL = "disk_full"
    READ_ONLY = "read_only"
    DAMAGED = "damaged"  # the file is no database, or one that contradicts itself
    UNREACHABLE = "unreachable"  # no file can be opened or made, or no server answers
    NO_ENTRY = "no_entry"  # what an asker says of an answer that is not held
    REFUSED = "refused"  # the database takes others, but not this one
    STOPPED = "stopped"  # the process ended before it could be written
    OTHER = "other"


class UnusableJournalError(JournalError):
    """The journal's database cannot be opened, read or written just now."""

    def __init__(self, message: str, trouble: Trouble) -> None:
        super().__init__(message)
        self.trouble = trouble
