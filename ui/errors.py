"""The errors of the web pages.

LuohuError
└── ServeError         the pages cannot be served where the settings say
"""

from index.errors import LuohuError


class ServeError(LuohuError):
    """The address cannot be listened on: it is taken, or not this machine's."""
