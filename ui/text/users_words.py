"""What a language must have words for on the page of users. Names in braces are filled in by `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class UsersWords:
    """All words of the page of users in one language."""

    title: str
    intro: str
    no_file: str
    add_title: str
    name: str
    role: str
    roles: Mapping[str, str]  # reviewer, editor, admin
    add: str
    problems: Mapping[str, str]  # name, role, held
    told_title: str  # name
    told_once: str
    password: str
    list_title: str
    yourself: str
    role_of: str  # name
    change: str
    change_label: str  # name
    seen: str
    never: str
    state: str
    good: str
    disabled: str
    in_settings: str
    disable: str
    disable_label: str  # name
    enable: str
    enable_label: str  # name
    reset: str
    reset_label: str  # name
