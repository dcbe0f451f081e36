"""Where a request comes from, as limits and the staff's pages count it: its peer, or whom a trusted proxy names."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

HANDED_OVER = b"x-handed-over-for"  # from worker to worker, through a socket that nobody else has
COUNTED_AS = "counted_as"  # in a scope: the client
OWN_RATE = "own_rate"  # in a scope: requests a minute of a client that has a rate of its own
_OWN_BITS = 64  # of an IPv6 address: a household or a machine has all that begin alike (RFC 6177)


class KeepPeer:
    """ASGI middleware that notes the socket's peer, before anything is told about it by headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its peer."""
        await self._app({**scope, "peer": scope.get("client")}, receive, send)


def client_address(scope: Scope, *, n_proxies: int) -> str:
    """Return what the client of a request is counted as: an IPv4 address, or the /64 of an IPv6 address.

    It is empty where the address is not known.

    Args:
        scope: of the request; what the gate has counted it as stands in it.
        n_proxies: trusted proxies in front, each of which adds the address it was asked from to X-Forwarded-For. What
            stands before those was written by the client and is not believed.
    """
    if COUNTED_AS in scope:
        return str(scope[COUNTED_AS])
    peer = scope["peer"] if "peer" in scope else scope.get("client")
    if not peer or not peer[0]:  # another worker's request
        return _headers(scope, HANDED_OVER)
    named = [part.strip() for part in _headers(scope, b"x-forwarded-for").split(",")]
    if n_proxies and len(named) >= n_proxies:
        told = _written(named[-n_proxies])
        if told:
            return told
    return _written(str(peer[0])) or str(peer[0])


def is_handed_over(scope: Scope) -> bool:
    """Return whether another worker, which has counted it, passes a request on."""
    peer = scope["peer"] if "peer" in scope else scope.get("client")
    return not (peer and peer[0]) and bool(_headers(scope, HANDED_OVER))


def _headers(scope: Scope, name: bytes) -> str:
    return ",".join(value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name)


def _written(address: str) -> str:
    """Return the address, or its network; empty for what is none."""
    try:
        found = ip_address(_without_port(address).partition("%")[0])
    except ValueError:
        return ""
    return str(_counted(found))


def _counted(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Network:
    if isinstance(address, IPv4Address):
        return address
    return address.ipv4_mapped or IPv6Network((int(address), _OWN_BITS), strict=False)


def _without_port(address: str) -> str:
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
