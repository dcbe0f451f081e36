"""Responses made smaller where the reader's browser takes that: pages, scripts, what programs read, streams of answers.

What stands behind a login is sent as it is: the length of a compressed page tells who watches the line something of
what it holds beside what he has put into it (Source: BREACH, Gluck, Harris, Prado 2013).
"""

from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from ui.sheet.word import WORD

_LEVEL = 6  # of 9: the question page takes 3 ms, and 9 saves 60 bytes of its 22 KB
_LEAST_BYTES = 800  # what fits into one packet gets there no sooner
_STREAM = "text/event-stream"  # each event is flushed, and those of a stream have much in common
_FILES = ("application/octet-stream", "application/pdf", WORD)  # compressed within, and asked for in parts
_EXCLUDED = (*(kind for kind in DEFAULT_EXCLUDED_CONTENT_TYPES if kind != _STREAM), *_FILES)


class Compressed:
    """ASGI middleware that compresses with gzip what is worth it and is not compressed yet."""

    def __init__(self, app: ASGIApp, *, root_path: str = "") -> None:
        """Wrap an application.

        Args:
            app: whose responses are compressed.
            root_path: of the host, below which the pages stand; empty for none.
        """
        self._app = app
        self._compressing = GZipMiddleware(
            app, minimum_size=_LEAST_BYTES, compresslevel=_LEVEL, exclude_content_types=_EXCLUDED
        )
        self._root = root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its response back compressed."""
        is_behind_login = scope["type"] == "http" and self._is_behind_login(scope["path"])
        await (self._app if is_behind_login else self._compressing)(scope, receive, send)

    def _is_behind_login(self, path: str) -> bool:
        inner = path.removeprefix(self._root)
        return f"{inner}/".startswith("/staff/") and not inner.startswith("/staff/static/")
