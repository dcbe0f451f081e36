"""What a language must have words for on the page of one's own password. Names in braces are filled in by `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class PasswordWords:
    """All words of the page where staff change their own password, in one language."""

    title: str
    intro: str
    in_settings: str
    old: str
    new: str
    hint: str  # n: characters at least
    again: str
    save: str
    problems: Mapping[str, str]  # missing, short (n), differ, same, wrong, stale
