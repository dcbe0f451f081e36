"""Response headers that hold for every page and file."""

from collections.abc import Mapping
from types import MappingProxyType

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_BARE = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
NOTHING_POLICY = f"default-src 'none'; {_BARE}"  # of what is no page: data, style, script, picture
# Of our own pages with no form: nothing on them is inline.
PAGE_POLICY = f"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; {_BARE}"
FORM_POLICY = PAGE_POLICY.replace("form-action 'none'", "form-action 'self'")  # of those with one
SENDING_POLICY = FORM_POLICY.replace("img-src", "connect-src 'self'; img-src")  # whose script sends and asks, too

_NO_MICROPHONE = "microphone=()"
# What a browser could offer a page and ours has no use for; what asks the visitor first, the clipboard's, aside.
_UNUSED = (
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "
    f"fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), magnetometer=(), {_NO_MICROPHONE}, "
    "midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), "
    "usb=(), xr-spatial-tracking=()"
)
HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "content-security-policy": NOTHING_POLICY,
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": _UNUSED,
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
    }
)
WITH_MICROPHONE = _UNUSED.replace(_NO_MICROPHONE, "microphone=(self)")  # which the browser asks the visitor for
_NO_STORE = "no-store"
FOR_GOOD = "public, max-age=31536000, immutable"  # of what has another address once its content is another
# Gradio allows other sites to send and read with a visitor's cookies; no page of another site has any business here.
_NOT_OURS = ("access-control-allow-credentials", "access-control-allow-origin", "server")


class FixedHeaders:
    """ASGI middleware that adds HEADERS where a response has none of that name; it does not buffer event streams.

    What says nothing of being kept, and is neither style, script, font nor picture, is not kept.
    """

    def __init__(self, app: ASGIApp, *, hsts_seconds: int = 0) -> None:
        """Wrap an application.

        Args:
            app: whose responses get the headers.
            hsts_seconds: for which a browser is to come by https only; 0 says nothing of it.
        """
        self._app = app
        self._hsts = f"max-age={hsts_seconds}" if hsts_seconds else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and the response back with the headers added."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = list(message.get("headers", ()))
                self._complete(MutableHeaders(scope=message))
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)

    def _complete(self, headers: MutableHeaders) -> None:
        for name in _NOT_OURS:
            del headers[name]
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        kind = headers.get("content-type", "").partition(";")[0]
        if not kind.startswith(("text/css", "text/javascript", "application/javascript", "font/", "image/")):
            headers.setdefault("cache-control", _NO_STORE)
        if self._hsts:
            headers.setdefault("strict-transport-security", self._hsts)
