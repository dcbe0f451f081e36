"""What a language must have words for on the page of the audit. Names in braces are filled in by `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.journal.audit import Act


@dataclass(frozen=True)
class AuditWords:
    """All words of the page of the audit in one language."""

    title: str
    intro: str  # command, option
    head: str  # n, hash
    empty: str
    when: str
    who: str
    act: str
    subject: str
    details: str
    number: str
    acts: Mapping[Act, str]
    server: str
    command: str  # name
    nobody: str
    detail: Mapping[str, str]  # names of what is told beside the subject; one that is missing stands as it is
    pair: str  # name, value
    older: str
    newest: str
    paging_label: str
