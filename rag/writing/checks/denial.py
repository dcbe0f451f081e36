"""Whether a sentence denies what it cites, or tells without its denial what is denied there."""

from collections.abc import Iterator

from rag.question.said import said
from rag.writing.records import Fault, Finding
from rag.writing.stretches import Stretch

_NOT, _NO_DENIAL = said("writing.not"), said("writing.no_denial")
_TAKEN = "\x00"
_DENIED = 2  # characters behind a denial that say what is denied


def check_denial(stretch: Stretch) -> Finding | None:
    """Return the denial that is added to what is cited, or what is denied there and told here."""
    ours, theirs = _bare(stretch.text), _bare(stretch.said)
    for word, denied in _denials(ours):
        if not (f"{word}{denied}" in theirs or (denied and denied in {one for _, one in _denials(theirs)})):
            return Finding(fault=Fault.NEGATION, words=f"{word}{denied}")
    if stretch.is_english:
        return None
    denied_here = {denied for _, denied in _denials(ours)}
    for word, denied in _denials(theirs):
        is_told = len(denied) == _DENIED and denied in ours and denied not in denied_here
        if is_told and theirs.count(denied) == theirs.count(f"{word}{denied}"):
            return Finding(fault=Fault.NEGATION, words=f"{word}{denied}")
    return None


def _bare(text: str) -> str:
    """Return a text with what only looks like a denial taken out, each character in its place."""
    return _NO_DENIAL.sub(lambda found: _TAKEN * len(found[0]), text)


def _denials(text: str) -> Iterator[tuple[str, str]]:
    """Yield each denial with the characters behind it."""
    at = 0
    for found in sorted(_NOT.finditer(text), key=lambda one: (one.start(), -one.end())):
        if found.start() >= at:
            at = found.end()
            behind = text[at:].lstrip()
            yield found[0], behind[:_DENIED] if not behind.isascii() else behind.partition(" ")[0]
