"""Chinese text from one script to the other."""

from functools import lru_cache

import opencc


def simplify(text: str) -> str:
    """Return a text in Simplified characters."""
    return str(_converter("hk2s").convert(text))


def traditional(text: str) -> str:
    """Return a text in Traditional characters, as Hong Kong writes them."""
    return str(_converter("s2hk").convert(text))


@lru_cache(maxsize=2)
def _converter(direction: str) -> opencc.OpenCC:
    # hk2s knows the variants Hong Kong writes (衞, 粧), which t2s leaves alone.
    return opencc.OpenCC(direction)
