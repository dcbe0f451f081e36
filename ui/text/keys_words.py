"""What a language must have words for on the page of API keys. Names in braces are filled in by `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.journal.api_keys import KeyScope


@dataclass(frozen=True)
class KeysWords:
    """All words of the page of API keys in one language."""

    title: str
    intro: str
    needed: str  # while programs need a key
    docs: str
    make_title: str
    owner: str
    owner_hint: str
    scopes: str
    scope: Mapping[KeyScope, str]
    rate: str
    rate_hint: str
    make: str
    problems: Mapping[str, str]  # owner, scopes, rate; the last with {most}
    made_title: str  # owner
    made_once: str
    key_label: str
    list_title: str
    none: str
    key_id: str
    made: str
    by: str  # name
    used: str
    never: str
    state: str
    good: str
    revoked: str  # name, time
    revoke: str
    revoke_label: str  # owner, key_id
