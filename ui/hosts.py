"""The names that the pages may be asked for under."""

import re
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_ANY_NAME = "*."
# Asked by machines that know an address and no name, and answered with no more than whether all is well.
_FOR_MACHINES = ("/healthz", "/metrics")
_HOST = re.compile(r"(?P<name>\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(?::\d{1,5})?")


class AllowedHosts:
    """ASGI middleware that answers 400 to a request for a host that is none of ours; without hosts all are."""

    def __init__(self, app: ASGIApp, hosts: Sequence[str]) -> None:
        """Wrap an application.

        Args:
            app: what is asked.
            hosts: names without a port; `*.example.org` is every name below example.org.
        """
        self._app, self._hosts = app, tuple(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request for a host of ours on."""
        is_open = scope["type"] != "http" or not self._hosts or scope["path"] in _FOR_MACHINES
        passed = self._app if is_open or self._is_ours(scope) else Response(status_code=400)
        await passed(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        given = Headers(scope=scope).getlist("host")
        found = _HOST.fullmatch(given[0]) if len(given) == 1 else None
        if not found:
            return False
        name = found["name"].lower().strip("[]")
        below = (host.removeprefix("*") for host in self._hosts if host.startswith(_ANY_NAME))
        return name in self._hosts or any(name.endswith(end) and name != end for end in below)
