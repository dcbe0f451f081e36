"""E-mail addresses."""

import re
from typing import ClassVar

from rag.personal.recogniser import Found

# Looked for at the start of a run of its characters, or behind another address: from each character, a long run
# without @ would be walked anew.
_LOCAL = "A-Za-z0-9._%+-"
_HERE = re.compile(rf"[._%+-]*(?P<address>[A-Za-z0-9][{_LOCAL}]* ?@ ?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
_FIRST = re.compile(rf"(?<![{_LOCAL}]){_HERE.pattern}")


class EmailAddress:
    """By its form."""

    kind: ClassVar[str] = "email"
    mark: ClassVar[str] = "[邮箱]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        if "@" not in text:
            return
        found = _FIRST.search(text)
        while found:
            yield found.span("address")
            found = _HERE.match(text, found.end()) or _FIRST.search(text, found.end())
