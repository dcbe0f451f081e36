"""The one reader of word lists: a line an entry, tabs between fields; lines after # say what a list is for."""

import re
from collections.abc import Iterable
from pathlib import Path


def rows(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the entries of a list, each as its fields, in order; empty lines and comments are left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


def words(path: Path) -> tuple[str, ...]:
    """Return the words of a list, in order: those of a line stand apart by white space."""
    return tuple(word for row in rows(path) for field in row for word in field.split())


def any_of(literals: Iterable[str]) -> str:
    """Return an expression that matches any of some words as they stand, the longest that fits."""
    return "|".join(map(re.escape, sorted(literals, key=len, reverse=True)))
