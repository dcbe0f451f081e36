"""The templates' environment: everything is escaped, and a name that is not given is an error."""

from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

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
    made.filters.update(local=local, iso=iso, at_home=at_home, pieces=pieces, shortened=shortened)
    made.tests.update(within=lambda words, text: is_within(text, words))
    return made


@pass_context
def local(context: Context, moment: datetime) -> str:
    """Return a moment as the reader's clock shows it, to the minute."""
    return f"{moment.astimezone(context['zone']):%Y-%m-%d %H:%M}"


@pass_context
def iso(context: Context, moment: datetime) -> str:
    """Return a moment for machines, with the reader's distance from UTC."""
    return moment.astimezone(context["zone"]).isoformat(timespec="seconds")


def at_home(moment: datetime) -> str:
    """Return a moment as a clock in Shenzhen shows it, to the minute: when something is in force there."""
    return f"{moment.astimezone(LOCAL):%Y-%m-%d %H:%M}"
