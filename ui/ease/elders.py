"""The style of a page in 长者模式: what holds for a narrow window holds there at any width."""

import re
from collections.abc import Iterator

_NARROW = "@media (max-width: 860px) {"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_BETWEEN = re.compile(r",(?![^()]*\))")  # selectors of one rule, not those that stand in brackets
_ELDER = ":root.elder"


def for_elders(css: str) -> str:
    """Return the rules of narrow windows for a page in 长者模式, on a screen of any width; paper has no such mode.

    Example:
        >>> for_elders("@media (max-width: 860px) { a, :root.x b { top: 0 } }")
        '@media screen {:root.elder a,:root.elder.x b{ top: 0 }}'
    """
    rules = "".join(
        f"{','.join(_within(each.strip()) for each in _BETWEEN.split(selectors))}{{{said}}}"
        for block in _narrow(_COMMENT.sub("", css))
        for selectors, said in _RULE.findall(block)
    )
    return f"@media screen {{{rules}}}"


def _within(selector: str) -> str:
    """Return a selector that holds in 长者模式 alone."""
    is_of_root = selector.startswith(":root")
    return f"{_ELDER}{selector.removeprefix(':root')}" if is_of_root else f"{_ELDER} {selector}"


def _narrow(css: str) -> Iterator[str]:
    """Yield what stands in each block for narrow windows."""
    for found in re.finditer(re.escape(_NARROW), css):
        depth, at = 1, found.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(css[at], 0)
            at += 1
        yield css[found.end() : at - 1]
