"""What a check found: a line, and the one command that mends what is wrong."""

from dataclasses import dataclass
from enum import StrEnum

CHECKS = ("libraries", "settings", "documents", "model", "index", "journal", "staff", "disk", "port")  # in order


class Finding(StrEnum):
    """How a thing is. With one that is WRONG the service does not start, or does not do what it should."""

    OK = "ok"
    WARN = "warn"
    WRONG = "wrong"


@dataclass(frozen=True)
class Check:
    """A thing that was looked at. `command` is empty where nothing is to be done."""

    name: str
    finding: Finding
    text: str
    command: str = ""

    @property
    def line(self) -> str:
        """The line that is printed."""
        said = " ".join(self.text.split())
        return f"{self.finding:<5}  {self.name}: {said}{f' - run: {self.command}' if self.command else ''}"


def ok(name: str, text: str) -> Check:
    """Return that a thing is as it should be."""
    return Check(name, Finding.OK, text)


def warn(name: str, text: str, command: str = "") -> Check:
    """Return that a thing is worth a look, and stops nothing."""
    return Check(name, Finding.WARN, text, command)


def wrong(name: str, text: str, command: str) -> Check:
    """Return that a thing is wrong, and the command that mends it."""
    return Check(name, Finding.WRONG, text, command)
