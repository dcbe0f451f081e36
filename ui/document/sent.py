"""A page that a browser may keep: it is sent anew only where it has changed."""

import hashlib

from fastapi import Request, Response

from ui.headers import PAGE_POLICY

_ASK_AGAIN = "no-cache"  # kept, and asked for each time whether it has changed


def answered(
    request: Request,
    body: bytes,
    *,
    media_type: str = "text/html",
    status_code: int = 200,
    cache: str = _ASK_AGAIN,
    policy: str = PAGE_POLICY,
) -> Response:
    """Return a response with the body, or one that says that what the reader holds is still it."""
    headers = {
        "cache-control": cache,
        "content-security-policy": policy,
        "etag": f'"{digest(body)}"',
        "vary": "Accept-Language, Cookie",
    }
    held = {tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")}
    if status_code == 200 and held & {headers["etag"], "*"}:
        return Response(status_code=304, headers=headers)
    return Response(body, status_code=status_code, headers=headers, media_type=media_type)


def digest(body: bytes) -> str:
    """Return what tells a body from others."""
    return hashlib.sha256(body).hexdigest()[:32]
