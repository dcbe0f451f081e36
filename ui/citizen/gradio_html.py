"""What Gradio draws as a page, made into ours: no word of the asker's in it, no script that we did not put there.

Gradio builds addresses from the request's `Host` and `X-Forwarded-Host`, which are anybody's text, writes scripts into
the page, and names pictures and a manifest of its own.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from types import MappingProxyType

from starlette.datastructures import MutableHeaders
from starlette.status import HTTP_200_OK
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.citizen.first_paint import FirstPaint
from ui.headers import FOR_GOOD, WITH_MICROPHONE
from ui.prefix import PLACED, under

_HOST = b"page.invalid"  # a name that nobody has (RFC 2606), in place of what a request says
_ORIGIN = f"http://{_HOST.decode()}"
# No origin: Gradio then adds no headers for pages of other sites.
_UNREAD = frozenset({b"host", b"origin", b"x-forwarded-host", b"x-forwarded-proto", b"x-gradio-server"})
_VIEWPORT = "width=device-width, initial-scale=1, shrink-to-fit=no"
_BODY = re.compile(r"<body\b[^>]*>")
_STYLES = re.compile(r'<link rel="stylesheet"[^>]*>')
_SCRIPTS = re.compile(r"<script\b")
_CONFIG_END = re.compile(r"(window\.gradio_config = .*?);</script>", re.DOTALL)
_ROOT_OF_BROWSER = "window.gradio_config.root = location.origin + window.gradio_config.root;"
_ADVERTISED = re.compile(r'\s*<(?:meta\s+(?:property|name)="(?:og|twitter):|link rel="manifest")[^>]*>')
# Asks for a script that a page of Gradio's own host needs, to fit its frame to the page: ours have no use for it.
_RESIZER = re.compile(
    r"<script>(?:(?!</script>).)*iframeResizer\.contentWindow(?:(?!</script>).)*</script>\s*", re.DOTALL
)
_NAMED_BY_CONTENT = re.compile(r"/assets/[\w.-]+-[\w-]{8}\.(?:js|css)")

# Gradio's front end evaluates what a page's HTML and its listeners are made with ('unsafe-eval'), and writes styles.
# Tried in Chromium without either: no page, and a page without layout.
_POLICY: Mapping[str, str] = MappingProxyType(
    {
        "default-src": "'none'",
        "script-src": "'self' 'nonce-{nonce}' 'unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'none'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",  # of what stands before the script
        "frame-ancestors": "'none'",
    }
)


class GradioHtml:
    """ASGI middleware of a Gradio mount, that stands next to Gradio."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        root_path: str,
        lang: str,
        script: str,
        style: str,
        first: Callable[[], FirstPaint],
        voice: bool = False,
    ) -> None:
        """Wrap Gradio.

        Args:
            app: the mounted application.
            root_path: of the host, below which the pages stand; empty for none.
            lang: of the page, BCP 47.
            script: the address of our own script, as a browser asks for it.
            style: our own, as an element; it stands behind Gradio's.
            first: returns what stands before the script has drawn the page.
            voice: whether the page may ask for the microphone.
        """
        self._app, self.root_path, self._lang = app, root_path, lang
        self._script, self._style, self._first = script, style, first
        self.voice = voice

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on without what names the server, and a page back as ours."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        kept = [(n, v) for n, v in scope["headers"] if n not in _UNREAD]
        inner = {**scope, "scheme": "http", "headers": [*kept, (b"host", _HOST)]}
        path = scope["path"].removeprefix(scope["root_path"])
        await self._app(inner, receive, _Page(self, send) if path == "/" else _kept(path, send))

    def drawn(self, html: str, nonce: str) -> str:
        """Return a page of Gradio's with our script before its own, our addresses, and a nonce to each script.

        What stands before the script waits neither for it nor for Gradio's style.
        """
        html = _RESIZER.sub("", _ADVERTISED.sub("", html)).replace(
            'lang="en"', f'lang="{self._lang}" data-lang="{self._lang}"', 1
        )
        html = html.replace(_VIEWPORT, f"{_VIEWPORT}, interactive-widget=resizes-content")  # by a phone's keyboard
        html = html.replace(_ORIGIN, self.root_path)
        # The front end takes no address without a host; the browser knows by which one it came.
        html = _CONFIG_END.sub(rf"\1;</script><script>{_ROOT_OF_BROWSER}</script>", html, count=1)
        ours = f'<script src="{self._script}" defer></script>'
        first = self._first()
        styles = "".join((*_STYLES.findall(html), self._style))
        html = _STYLES.sub("", html)
        html = html.replace("<script>", f"{under(self.root_path, first.head)}{ours}\n\t\t<script>", 1)
        html = _BODY.sub(lambda body: f"{body[0]}{under(self.root_path, first.body)}{styles}", html, count=1)
        return _SCRIPTS.sub(f'<script nonce="{nonce}"', html)


def _kept(path: str, send: Send) -> Send:
    """Return what sends a response; a file that is named by its content is kept for good."""
    if not _NAMED_BY_CONTENT.fullmatch(path):
        return send

    async def send_to_keep(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == HTTP_200_OK:
            MutableHeaders(scope=message)["cache-control"] = FOR_GOOD
        await send(message)

    return send_to_keep


class _Page:
    """Sends one page, held until it is whole."""

    def __init__(self, document: GradioHtml, send: Send) -> None:
        self._document, self._send = document, send
        self._start: Message | None = None
        self._held = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if MutableHeaders(scope=message).get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif message["type"] == "http.response.body" and self._start is not None:
            self._held += message.get("body", b"")
            if message.get("more_body"):
                return
            nonce = secrets.token_urlsafe(16)
            body = self._document.drawn(self._held.decode(), nonce).encode()
            headers = MutableHeaders(scope=self._start)
            headers["content-length"] = str(len(body))
            headers["content-security-policy"] = "; ".join(
                f"{name} {value.format(nonce=nonce)}" for name, value in _POLICY.items()
            )
            if self._document.root_path:
                headers[PLACED] = self._document.root_path
            if self._document.voice:
                headers["permissions-policy"] = WITH_MICROPHONE
            headers["cache-control"] = "no-cache"  # asked for each time: a nonce is for once
            await self._send(self._start)
            message = {"type": "http.response.body", "body": body}
        await self._send(message)
