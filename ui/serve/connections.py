"""Connections: how many a peer may hold, and how long it may take to say what it wants.

uvicorn counts none and waits for headers for ever: a few hundred that say nothing would be all that a process can hold.
"""

import asyncio
from collections import Counter
from typing import ClassVar

from uvicorn.protocols.http.h11_impl import H11Protocol

from ui.config import UiSettings


class PatientProtocol(H11Protocol):
    """uvicorn's protocol with these bounds; a class made by `patient_protocol` has them and its own count."""

    settings: ClassVar[UiSettings]
    held: ClassVar[Counter[str]]
    _timer: asyncio.TimerHandle | None = None
    _peer = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or end it where its peer has too many."""
        super().connection_made(transport)
        self._peer = self.client[0] if self.client else ""  # none: another worker, through its own socket
        self.held[self._peer] += 1
        if self._peer and self._is_too_many():
            transport.abort()
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no longer."""
        self.held[self._peer] -= 1
        if self.held[self._peer] <= 0:
            del self.held[self._peer]
        self._wait_no_longer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came; what is not yet a request may take so long."""
        super().data_received(data)
        if self._is_answering():
            self._wait_no_longer()
        elif self._timer is None:
            self._wait()

    def _is_too_many(self) -> bool:
        """Return whether the peer has too many; a trusted proxy has everybody's."""
        return not self.settings.proxies and self.held[self._peer] > self.settings.client_connections

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._timer = self.loop.call_later(self.settings.head_seconds, self._give_up)

    def _wait_no_longer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _give_up(self) -> None:
        self._timer = None
        if not self._is_answering():
            self.transport.abort()


def patient_protocol(settings: UiSettings) -> type[PatientProtocol]:
    """Return the protocol with the bounds of the settings."""
    return type("BoundProtocol", (PatientProtocol,), {"settings": settings, "held": Counter()})
