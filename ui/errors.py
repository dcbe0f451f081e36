"""The errors of the web pages.

LuohuError
├── ServeError         the pages cannot be served where the settings say
├── StaffError         the staff's users, or the key that signs their sessions, cannot be read or made
├── GapError           a verdict cannot become an eval case as it stands
└── JournalError       the journal cannot be opened, read or written, or refuses what it was given
    ├── MissingEntryError   there is no entry of that id, perhaps no longer
    └── NothingToDoError    what was to be withheld has no answer, what was to be cleared is not withheld
"""

from index.errors import LuohuError


class ServeError(LuohuError):
    """The address cannot be listened on: it is taken, or not this machine's."""


class StaffError(LuohuError):
    """The staff's users, or the key that signs their sessions, cannot be read or made."""


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
