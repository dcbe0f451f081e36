"""What a language must have words for where the page stands within another site's."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class EmbedWords:
    """The words of the button on another site, and of what it opens, in one language."""

    open: str
    close: str
    new_tab: str
