"""What an office has to do: the statements whose lists of responsible units name it, a line a section."""

import re
from collections.abc import Collection, Iterator, Sequence

from index.records import LinkKind, Role, Unit
from index.words.kept import unit_fold
from rag.evidence.overview_lines import Overview
from rag.evidence.picked import Held, Ranking
from rag.question.said import said

_ASKS, _OFFICE = said("asks.tasks"), said("lists.office")
_AND, _ENDS = re.compile("[、,，]"), re.compile(r"^[^:：]*[:：]|[)）】\]]+$")
_LONGEST, _SHORTEST = 14, 3  # characters of an office's name
MOST_LINES, MOST_OTHERS = 8, 6


def tasks(held: Held, ranking: Ranking) -> Overview | None:
    """Return what an office is responsible for, where that is asked and lists name it, or None.

    What it is named first for goes before the rest; of one list all statements are given. Sections of which none is
    shown are named.
    """
    asked = ranking.question.asked
    asking = _ASKS.search(asked)
    if not asking:
        return None
    of = _told_by_lists(held, ranking)
    names = {name for one in of for name in _AND.split(_ENDS.sub("", unit_fold(one.text)))}
    office = _office(asked, names)
    named = sorted((one for one in of if office and office in unit_fold(one.text)), key=lambda one: _place(one, office))
    if not named:
        return None
    if len(named) == 1:
        units = tuple(unit for unit in of[named[0]] if unit.role is not Role.HEADING)[:MOST_LINES]
    else:
        units = tuple(dict.fromkeys(map(_first, (of[one] for one in named))))
    themes = tuple(held.corpus.section(unit.section_id).path[-1:] for unit in units)
    headings = tuple(theme[0] if theme else "" for theme in themes)
    others = dict.fromkeys(name for name in headings[MOST_LINES:] if name and name not in headings[:MOST_LINES])
    return Overview(units[:MOST_LINES], headings[:MOST_LINES], tuple(others)[:MOST_OTHERS], is_outline=True)


def _told_by_lists(held: Held, ranking: Ranking) -> dict[Unit, list[Unit]]:
    """Return the lists of responsible units of the documents that are meant, with the units that each belongs to."""
    question, found = ranking.question, dict[Unit, list[Unit]]()
    for entry in held.corpus.entries:
        if question.documents and entry.doc_id not in question.documents:
            continue
        lists = {unit.unit_id: unit for unit in held.corpus.units_of_role(entry.doc_id, Role.RESPONSIBLE)}
        if not lists or not held.places.is_about(entry.doc_id, "", question.places):
            continue
        if question.years and not any(set(unit.years) & set(question.years) for unit in lists.values()):
            continue
        for unit in held.corpus.units_of_document(entry.doc_id):
            for link in unit.links:
                if link.kind is LinkKind.RESPONSIBLE and link.unit_id in lists:
                    found.setdefault(lists[link.unit_id], []).append(unit)
    return found


def _office(asked: str, listed: Collection[str]) -> str:
    """Return the office of a list that a question names, as the list writes it or as far as both do, or "".

    A name may be shortened: 住建局 is the 住房和建设局, all of its characters in order, the first and the last the
    same.
    """
    offices = tuple(_offices(asked))
    written = next((name for name in offices if any(name in one for one in listed)), "")
    short = ((name, one) for name in offices for one in sorted(listed) if _is_short(name, one))
    return written or next((one for _, one in short), "")


def _is_short(name: str, listed: str) -> bool:
    start = listed.find(name[0])
    rest = iter(listed[start:]) if start >= 0 else iter("")
    return start in (0, 1) and name[-1] == listed[-1] and all(character in rest for character in name)


def _offices(asked: str) -> Iterator[str]:
    """Yield what may be the name of an office in a question, longest first."""
    for end in (found.end() for found in _OFFICE.finditer(asked)):
        for start in range(max(0, end - _LONGEST), end - _SHORTEST + 1):
            yield asked[start:end]


def _place(one: Unit, office: str) -> tuple[int, int]:
    """Return how many a list names before an office, and in all."""
    before, _, behind = unit_fold(one.text).partition(office)
    n_before = len(_AND.findall(before))
    return n_before, n_before + len(_AND.findall(behind))


def _first(units: Sequence[Unit]) -> Unit:
    """Return the first of the units that is no heading, else the heading."""
    return next((unit for unit in units if unit.role is not Role.HEADING), units[0])
