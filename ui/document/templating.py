"""The templates of our own pages: those of a room, and the frame that all of them have."""

from functools import partial
from pathlib import Path

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ui.ease.bar import STATEMENT, bar, switches
from ui.preview import ICON_LINKS, link_preview
from ui.text.page_words import PageWords

_FRAME = Path(__file__).parent / "templates"
_ICON_LINKS = Markup(ICON_LINKS)  # noqa: S704 - written there


def page_templates(*folders: Path, public_url: str = "") -> Environment:
    """Return the templates of some folders, and of this room, whose pages are previewed as of a public address."""
    made = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, _FRAME)]),
        autoescape=True,
        undefined=StrictUndefined,
    )
    made.globals.update(ease_switches=_switches, ease_bar=_bar, statement=STATEMENT, icon_links=_ICON_LINKS)
    made.globals.update(link_preview=partial(_previewed, public_url))
    return made


def _switches(words: PageWords) -> Markup:
    return Markup(switches(words.ease))  # noqa: S704 - escaped where it is made


def _bar(words: PageWords) -> Markup:
    return Markup(bar(words.ease, words.source.language))  # noqa: S704 - escaped where it is made


def _previewed(public_url: str, words: PageWords, title: Markup, description: Markup) -> Markup:
    """Return what a page says to whoever previews a link to it; both texts as blocks of a template give them."""
    told = link_preview(
        title=title.unescape(),
        site=words.name,
        description=" ".join(description.unescape().split()),
        lang=words.lang,
        public_url=public_url,
    )
    return Markup(told)  # noqa: S704 - escaped where it is made
