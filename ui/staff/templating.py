"""The templates' environment: everything is escaped, and a name that is not given is an error."""

from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ui.journal.clock import LOCAL
from ui.staff.hits import is_within, pieces, shortened

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
    made.filters.update(local=local, iso=iso, pieces=pieces, shortened=shortened)
    made.tests.update(within=lambda words, text: is_within(text, words))
    return made


def local(moment: datetime) -> str:
    """Return a moment as a clock in Shenzhen shows it, to the minute."""
    return f"{moment.astimezone(LOCAL):%Y-%m-%d %H:%M}"


def iso(moment: datetime) -> str:
    """Return a moment for machines, with Shenzhen's distance from UTC."""
    return moment.astimezone(LOCAL).isoformat(timespec="seconds")
