"""The errors of the web pages.

LuohuError
├── ServeError         the pages cannot be served where the settings say
└── JournalError       the journal cannot be opened, read or written, or refuses what it was given
"""

from index.errors import LuohuError


class ServeError(LuohuError):
    """The address cannot be listened on: it is taken, or not this machine's."""


class JournalError(LuohuError):
    """The journal cannot be opened, read or written, or what it was given does not fit what it holds."""
