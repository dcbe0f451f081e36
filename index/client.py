"""The client of an endpoint that speaks as OpenAI does, for whatever is asked of one."""

from typing import TYPE_CHECKING

from pydantic import SecretStr

if TYPE_CHECKING:
    from openai import OpenAI


def open_client(base_url: str, key: SecretStr, *, seconds: float, retries: int = 0) -> "OpenAI":
    """Return a client; nothing is sent yet.

    Args:
        base_url: of the endpoint.
        key: for it; may be empty.
        seconds: that a request may take.
        retries: of a request that fails.

    Raises:
        ImportError: the client's package is not installed.
    """
    from openai import OpenAI

    return OpenAI(
        base_url=base_url,
        api_key=key.get_secret_value() or "none",  # local servers want none, the client any
        max_retries=retries,
        timeout=seconds,
    )
