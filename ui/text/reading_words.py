"""What a language must have words for where a whole document is read: its search, copying, editions.

Names in braces are filled in by `str.format`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class ReadingWords:
    """The words of the tools on the page of a document, in one language."""

    tools_label: str
    find_label: str
    find: str
    found: str  # n, words
    found_many: str  # n, words: there are more
    found_none: str  # words
    place: str  # at, n
    before: str
    after: str
    copy: str
    copied: str
    select_first: str
    official_label: str
    official: str  # host
    editions_label: str
    edition: str  # date
    edition_undated: str  # checksum
