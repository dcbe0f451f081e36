"""What licence a distribution is under, and whether that may be."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

ALLOWED: dict[str, Any] = tomllib.loads((Path(__file__).parent / "allowed.toml").read_text(encoding="utf-8"))
_TOKEN = re.compile(r"[()]|[\w.+-]+(?: WITH [\w.+-]+)?")


@dataclass(frozen=True)
class Licence:
    """The licence of a distribution: as an SPDX expression where it says one, else what it says."""

    distribution: str
    expression: str
    is_allowed: bool
    reason: str

    @property
    def line(self) -> str:
        mark = "" if self.is_allowed else "NOT ALLOWED  "
        return (
            f"{mark}{self.distribution}: {self.expression or 'none stated'}{f' ({self.reason})' if self.reason else ''}"
        )


def licences() -> Iterator[Licence]:
    """Yield the licence of each distribution that is installed, by name."""
    seen = {}
    for found in distributions():
        seen.setdefault(normal(found.name), found)
    for name in sorted(seen):
        yield judged(name, stated(seen[name]))


def judged(name: str, expression: str) -> Licence:
    """Return a licence with whether it may be. An exception counts for the licence that it was made for alone."""
    if expression and is_allowed(expression):
        return Licence(name, expression, is_allowed=True, reason="")
    exception = ALLOWED["exceptions"].get(name)
    if exception and exception["licence"] == expression:
        return Licence(name, expression, is_allowed=True, reason=exception["reason"])
    return Licence(name, expression, is_allowed=False, reason="")


def stated(distribution: Distribution) -> str:
    """Return what a distribution says of its licence: an expression, else classifiers, else a field of one line."""
    held, names = distribution.metadata, ALLOWED["names"]
    expression = held.get("License-Expression", "")
    classifiers = [line.split(" :: ")[-1] for line in held.get_all("Classifier") or () if line.startswith("License ::")]
    field = (held.get("License") or "").strip()
    if expression:
        return expression
    if classifiers:
        return " OR ".join(names.get(each, each) for each in classifiers)  # sniffio offers both of its two
    return names.get(field, field) if "\n" not in field and field != "UNKNOWN" else ""


def is_allowed(expression: str) -> bool:
    """Return whether an SPDX expression leaves a way that is allowed: one side of OR, both of AND.

    Source: SPDX specification 2.3, annex D: AND binds more tightly than OR.
    """
    tokens = _TOKEN.findall(expression)

    def either() -> bool:
        found = both()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            found = both() or found
        return found

    def both() -> bool:
        found = one()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            found = one() and found
        return found

    def one() -> bool:
        word = tokens.pop(0) if tokens else ""
        if word != "(":
            return word in ALLOWED["allowed"]
        found = either()
        return bool(tokens) and tokens.pop(0) == ")" and found

    return either() and not tokens


def normal(name: str) -> str:
    """Return a distribution's name as an index has it."""
    return re.sub(r"[-_.]+", "-", name).lower()
