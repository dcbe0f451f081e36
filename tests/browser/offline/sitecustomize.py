"""Loaded by the server under test: no connection to another machine; each attempt is written down and refused."""

import os
import sys
from pathlib import Path

_LOOPBACK = ("127.", "::1", "localhost", "0.0.0.0")  # noqa: S104 - compared with, not listened on


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else "localhost"  # a path, or connected before
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        host = arguments[0] or "localhost"
    else:
        return
    host = host.decode() if isinstance(host, bytes) else str(host)
    if not host.startswith(_LOOPBACK):
        with Path(os.environ["NETWORK_ATTEMPTS"]).open("a", encoding="utf-8") as file:
            file.write(f"{event} {host}\n")
        raise ConnectionRefusedError(f"{event} {host}: this test has no network")


sys.addaudithook(_watch)
