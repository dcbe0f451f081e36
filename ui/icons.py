"""What the service is shown by outside its pages: in a tab, on a phone's home screen, where a link is previewed.

The pictures are drawn of `assets/icon.svg` and `assets/preview.svg` by `make icons`; neither holds words, so that each
is one for all languages and places.
"""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from types import MappingProxyType

from fastapi import APIRouter, Request, Response
from PIL import Image

from ui.document.sent import answered
from ui.headers import NOTHING_POLICY
from ui.preview import BLUE, MANIFEST, PICTURE
from ui.text.reader import reader_language

_ASSETS = Path(__file__).parent / "assets"
_DAY = "public, max-age=86400"  # their addresses stay when they change
_ICO_SIZES = ((16, 16), (32, 32), (48, 48))
_FILES = MappingProxyType(
    {
        "/icon.svg": "image/svg+xml",
        "/icon-192.png": "image/png",
        "/icon-512.png": "image/png",
        "/apple-touch-icon.png": "image/png",
        PICTURE: "image/png",
    }
)
_ICONS = (
    {"src": "icon.svg", "sizes": "any", "type": "image/svg+xml"},
    {"src": "icon-192.png", "sizes": "192x192", "type": "image/png"},
    {"src": "icon-512.png", "sizes": "512x512", "type": "image/png"},
)


def icons_router(names: Mapping[str, Callable[[], str]]) -> APIRouter:
    """Return the routes of the pictures, and of what a phone reads where the page is put on its home screen.

    Args:
        names: what the service is called now, by the tags of the languages.
    """
    router = APIRouter(include_in_schema=False)

    def favicon(request: Request) -> Response:
        return answered(request, _ico(), media_type="image/x-icon", cache=_DAY, policy=NOTHING_POLICY)

    def picture(request: Request) -> Response:
        path = f"/{request.url.path.rsplit('/', 1)[1]}"
        content = (_ASSETS / path[1:]).read_bytes()
        return answered(request, content, media_type=_FILES[path], cache=_DAY, policy=NOTHING_POLICY)

    def manifest(request: Request) -> Response:
        tag = reader_language(request).tag
        told = {
            "name": names[tag](),
            "short_name": names[tag](),
            "lang": tag,
            "start_url": f"./?lang={tag}",
            "display": "minimal-ui",
            "background_color": BLUE,
            "theme_color": BLUE,
            "icons": _ICONS,
        }
        body = json.dumps(told, ensure_ascii=False).encode()
        return answered(request, body, media_type="application/manifest+json", policy=NOTHING_POLICY)

    router.add_api_route("/favicon.ico", favicon, methods=["GET", "HEAD"], response_model=None)
    router.add_api_route(MANIFEST, manifest, methods=["GET", "HEAD"], response_model=None)
    for path in _FILES:
        router.add_api_route(path, picture, methods=["GET", "HEAD"], response_model=None)
    return router


@lru_cache(maxsize=1)
def _ico() -> bytes:
    """Return the icon in three sizes, for browsers that take no SVG."""
    held = BytesIO()
    with Image.open(_ASSETS / "icon-192.png") as drawn:
        drawn.save(held, "ICO", sizes=_ICO_SIZES)
    return held.getvalue()
