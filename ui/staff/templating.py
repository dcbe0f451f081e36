"""The templates' environment: everything is escaped, and a name that is not given is an error."""

from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ui.journal.clock import LOCAL

_START_CHARS = 90
_FOLDER = Path(__file__).parent / "templates"


def environment() -> Environment:
    """Return the environment; its filters are the functions below."""
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(local=local, iso=iso, start=start)
    return made


def local(moment: datetime) -> str:
    """Return a moment as a clock in Shenzhen shows it, to the minute."""
    return f"{moment.astimezone(LOCAL):%Y-%m-%d %H:%M}"


def iso(moment: datetime) -> str:
    """Return a moment for machines, with Shenzhen's distance from UTC."""
    return moment.astimezone(LOCAL).isoformat(timespec="seconds")


def start(text: str) -> str:
    """Return a text's first 90 characters in one line, with an ellipsis where it goes on."""
    line = " ".join(text.split())
    return line if len(line) <= _START_CHARS else f"{line[:_START_CHARS].rstrip()}…"
