"""What of the page stands before its script runs: what it is for previews, and a form that is answered without one.

Pure; everything is escaped.
"""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

from ui.limits.kinds import PLAIN
from ui.preview import ICON_LINKS, MANIFEST, link_preview
from ui.text.languages import LanguageWords, languages

_ASSETS = Path(__file__).parent.parent / "assets"
_CURRENT = ' aria-current="true"'


@dataclass(frozen=True)
class FirstPaint:
    """HTML for the head of the page, and for the beginning of its body."""

    head: str
    body: str


def first_paint(language: LanguageWords, *, name: str, place: str, address: str) -> FirstPaint:
    """Return the page as it stands until its script has drawn it.

    Args:
        language: of the page.
        name: what the service is called.
        place: that most documents are about; empty where none is known.
        address: where readers reach the page; empty where that is not known.
    """
    words = language.page
    description = words.connection.description.format(place=place) if place else words.tagline
    told = link_preview(
        title=name, site=name, description=description, lang=words.lang, public_url=address, address=address
    )
    head = (
        f'<title>{escape(name)}</title><meta name="description" content="{escape(description)}">{told}'
        f'{ICON_LINKS}<link rel="manifest" href="{MANIFEST}?lang={language.tag}">'
        f"<style>{_style()}</style>"
    )
    switches = "".join(
        f'<li><a href="/?lang={each.tag}" hreflang="{each.page.lang}" lang="{each.page.lang}"'
        f"{_CURRENT * (each is language)}>{escape(each.name)}</a></li>"
        for each in languages()
    )
    body = (
        f'<div id="first"><header><p class="first-name">{escape(name)}</p><p>{escape(words.tagline)}</p>'
        f'<nav aria-label="{escape(words.languages_label)}"><ul>{switches}</ul></nav></header>'
        f"<main><h1>{escape(words.welcome_heading)}</h1><p>{escape(words.welcome_text)}</p>"
        f'<form action="{PLAIN}" method="get"><input type="hidden" name="lang" value="{language.tag}">'
        f'<label for="first-question">{escape(words.question_label)}</label>'
        f'<textarea id="first-question" name="q" rows="1" required '
        f'placeholder="{escape(words.placeholder)}"></textarea>'
        f'<button type="submit">{escape(words.send)}</button></form>'
        f'<p class="first-loading">{escape(words.connection.loading)}</p>'
        f"<noscript><p>{escape(words.connection.no_script)}</p></noscript></main></div>"
    )
    return FirstPaint(head, body)


@lru_cache(maxsize=1)
def _style() -> str:
    return "".join((_ASSETS / name).read_text(encoding="utf-8") for name in ("colours.css", "first.css"))
