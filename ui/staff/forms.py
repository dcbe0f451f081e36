"""A form as a browser sends it, read up to a limit: anybody may post to the page where one signs in."""

from urllib.parse import parse_qsl

from starlette.datastructures import ImmutableMultiDict
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.status import HTTP_400_BAD_REQUEST, HTTP_413_CONTENT_TOO_LARGE

Form = ImmutableMultiDict[str, str]

_MAX_BYTES = 262_144  # a note of 4000 characters is at most 48 000 bytes as a form has them
_MAX_FIELDS = 500


async def read_form(request: Request) -> Form:
    """Return the fields of a form (application/x-www-form-urlencoded), empty ones included.

    Raises:
        HTTPException: it is longer than 256 KiB, has more than 500 fields, or is no such form.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _MAX_BYTES:
            raise HTTPException(HTTP_413_CONTENT_TOO_LARGE)
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MAX_FIELDS)
    except ValueError as error:
        raise HTTPException(HTTP_400_BAD_REQUEST) from error
    return Form(fields)
