"""What reads for a program, with links that lead where it can follow them."""

from collections.abc import Callable

from fastapi import Request

from index.config import IndexSettings
from index.words.bilingual import Lexicon
from ui.config import UiSettings
from ui.desk import Desk
from ui.figures.translated import translating
from ui.programs.reading import Reading


def reading_for(desk: Desk, settings: UiSettings) -> Callable[[Request | None], Reading]:
    """Return what makes the reading of a request: links lead to `ui.public_url`, else to where it was asked for.

    Where there is no request they lead to where the settings have the pages served.
    """
    translate = translating(lambda: Lexicon.open(IndexSettings.load().cache_dir))

    def made(request: Request | None) -> Reading:
        return Reading(desk, translate, base_of(request, settings))

    return made


def base_of(request: Request | None, settings: UiSettings) -> str:
    """Return what stands in front of a link that a program is given."""
    if settings.public_url:
        return settings.public_url
    if request is None:
        return f"http://{settings.host}:{settings.port}{settings.root_path}"
    return f"{request.url.scheme}://{request.url.netloc}{settings.root_path}"
