"""Whether what a browser sends can be read on its way."""

from ipaddress import ip_address

from starlette.requests import Request

from ui.config import UiSettings


def is_https(request: Request) -> bool:
    """Return whether a request came over https; behind a proxy as the proxy says, if the server trusts it."""
    return request.url.scheme == "https"


def is_protected(request: Request) -> bool:
    """Return whether nobody between reads a request: it came over https, or the browser is on this machine."""
    return is_https(request) or _is_loopback(request.url.hostname or "")


def may_sign_in(request: Request, settings: UiSettings) -> bool:
    """Return whether a password may be sent this way."""
    return is_protected(request) or settings.staff_over_http


def needs_secure_cookie(request: Request, settings: UiSettings) -> bool:
    """Return whether cookies are to be sent over https only."""
    return is_https(request) or not may_sign_in(request, settings)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
