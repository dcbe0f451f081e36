"""What a question may name of a document's making: terms that it defines, and headings that it counts."""

import re
from collections.abc import Iterable, Mapping, Sequence

from index.records import Frozen, Role, Section, Unit
from index.words.numerals import ORDINALS
from index.words.quotes import bare, in_quotes
from index.words.terms import fold

_CODE = re.compile(r"[a-z]{3,}|[\da-z]+(?:\+[\da-z]+)+")  # TOD, DRG, 1+4+10+83
_NUMBERED = re.compile(rf"[{ORDINALS}]+、|[(（]|\d{{1,2}}[.、．]|\S{{2,4}}[{ORDINALS}]+[:：]")
SHORTEST_NAME = 2


class Outline(Frozen):
    """Headings of one kind below the same heading, in source order."""

    unit_ids: tuple[str, ...]


def defined_names(unit: Unit) -> tuple[str, ...]:
    """Return the names that a glossary entry or footnote defines: its term, and what the term has in quotes."""
    if unit.role not in (Role.GLOSSARY, Role.FOOTNOTE):
        return ()
    names = (unit.term, *in_quotes(unit.term), *_CODE.findall(fold(unit.term)))
    return tuple(dict.fromkeys(bare(fold(name)) for name in names if len(name) >= SHORTEST_NAME))


def outlines(units: Iterable[Unit], sections: Mapping[str, Section]) -> tuple[tuple[Unit, ...], ...]:
    """Return the headings of a document in groups: those of one level and kind below the same heading."""
    groups: dict[tuple[tuple[str, ...], int, bool], list[Unit]] = {}
    for unit in units:
        if unit.role is Role.HEADING:
            path = sections[unit.section_id].path
            groups.setdefault((path[:-1], len(path), bool(_NUMBERED.match(unit.text))), []).append(unit)
    return tuple(tuple(group) for group in groups.values())


def outline_keys(headings: Sequence[Unit]) -> tuple[str, ...]:
    """Return the keys under which a group of headings is found: how many there are, with what each of them names."""
    shared: set[str] | None = None
    for unit in headings:
        text = fold(unit.text)
        pairs = {text[i : i + 2] for i in range(len(text) - 1)}
        shared = pairs if shared is None else shared & pairs
    return tuple(outline_key(len(headings), pair) for pair in sorted(shared or ()))


def outline_key(count: int, noun: str) -> str:
    """Return the key of so many headings that all name a thing; its last two characters tell."""
    return f"{count} {noun[-2:]}"
