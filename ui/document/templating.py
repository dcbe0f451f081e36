"""The templates of our own pages: those of a room, and the frame that all of them have."""

from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ui.ease.bar import STATEMENT, bar, switches
from ui.text.page_words import PageWords

_FRAME = Path(__file__).parent / "templates"


def page_templates(*folders: Path) -> Environment:
    """Return the templates of some folders, and of this room."""
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, _FRAME)]),
        autoescape=True,
        undefined=StrictUndefined,
    )
    made.globals.update(ease_switches=_switches, ease_bar=_bar, statement=STATEMENT)
    return made


def _switches(words: PageWords) -> Markup:
    return Markup(switches(words.ease))  # noqa: S704 - escaped where it is made


def _bar(words: PageWords) -> Markup:
    return Markup(bar(words.ease, words.source.language))  # noqa: S704 - escaped where it is made
