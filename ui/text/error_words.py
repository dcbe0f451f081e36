"""What a language must have words for where there is no answer. Names in braces are filled in by `str.format`."""

from collections.abc import Mapping
from dataclasses import dataclass

_BAD, _FAILED = 400, 500


@dataclass(frozen=True, eq=False)
class ErrorWords:
    """The words of the pages that say why there is no other, by the status of HTTP.

    A status that is missing is told as 400 is, from 500 on as 500 is; those two are never missing.
    """

    headings: Mapping[int, str]
    advice: Mapping[int, str]  # below the heading, which it does not say again
    sentences: Mapping[int, str]  # where no heading stands above: of programs
    incident: str  # incident: what the log names it by
    back: str

    def heading(self, status: int) -> str:
        """Return what stands above a page of that status."""
        return self.headings.get(status) or self.headings[_general(status)]

    def advised(self, status: int) -> str:
        """Return what stands below the heading: what the reader may do."""
        return self.advice.get(status) or self.advice[_general(status)]

    def sentence(self, status: int) -> str:
        """Return what a status means to the reader."""
        return self.sentences.get(status) or self.sentences[_general(status)]


def _general(status: int) -> int:
    return _FAILED if status >= _FAILED else _BAD
