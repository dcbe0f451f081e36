"""Hong Kong identity cards: a letter or two, six digits and a check digit, in brackets or not."""

import re
from typing import ClassVar

from rag.personal.checksums import is_hong_kong_id
from rag.personal.recogniser import Found, spans

_RULE = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]{1,2}\d{6} ?(?:\([0-9Aa]\)|[0-9Aa](?![0-9A-Za-z]))")


class HongKongIdentity:
    """By its check digit."""

    kind: ClassVar[str] = "hong_kong_id"
    mark: ClassVar[str] = "[证件号]"

    def find(self, text: str) -> Found:
        """Yield where they stand."""
        return spans(_RULE, text, lambda match: is_hong_kong_id(match[0]))
