"""Who listens while an answer is being worded."""

from typing import Protocol

from rag.considered import Explained


class Listener(Protocol):
    """Is told each sentence that is borne out, before the answer is whole; what is shown in the end is the answer."""

    def begins(self, explained: Explained) -> bool:
        """Return whether to tell the sentences of an answer, of which the documents' own words are given."""

    def hears(self, sentence: str) -> None:
        """Take a sentence with the numbers of its citations."""

    def goes_on(self) -> bool:
        """Return whether anybody still listens."""
