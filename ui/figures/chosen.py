"""Which matters a reader asks for: words, a place, a document, a page of the list. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from index.words.hidden import without_hidden
from index.words.terms import fold, terms
from ui.figures.matters import Held, Matter
from ui.limits.kinds import FIGURES_FILE

MOST_CHARS = 100  # of what is searched for
PAGE_MATTERS = 12
ADDRESS, FILE_ADDRESS = "/figures", FIGURES_FILE
Translate = Callable[[str], Sequence[tuple[str, Sequence[str]]]]
_YEAR = re.compile(r"((?:19|20)\d{2})\D?")
_LATIN = re.compile(r"[a-z][a-z .'-]*[a-z]")


@dataclass(frozen=True)
class Chosen:
    """What a reader asks for, as the address names it; empty is all. `page` counts from 1."""

    q: str = ""
    place: str = ""
    doc: str = ""
    matter: str = ""
    page: int = 1

    def address(self, language: str, *, path: str = ADDRESS, **changed: str | int) -> str:
        """Return the address of the page, or of the file, with some of it changed."""
        wanted = replace(self, **changed)  # type: ignore[arg-type]
        named = {
            "q": wanted.q,
            "place": wanted.place,
            "doc": wanted.doc,
            "matter": wanted.matter,
            "page": str(wanted.page) if wanted.page > 1 else "",
            "lang": language,
        }
        return f"{path}?{urlencode({name: value for name, value in named.items() if value})}"

    @property
    def is_all(self) -> bool:
        """Whether nothing narrows the list."""
        return not (self.q or self.place or self.doc or self.matter)


@dataclass(frozen=True)
class Found:
    """The matters that were found; `are_near` where none has all that was typed."""

    matters: tuple[Matter, ...]
    are_near: bool = False


def read_chosen(query: Mapping[str, str], held: Held) -> Chosen:
    """Return what an address asks for: without what is not held, and with the first page for one that is none."""
    place, doc, matter, page = (query.get(name, "") for name in ("place", "doc", "matter", "page"))
    return Chosen(
        q=" ".join(without_hidden(query.get("q", ""))[:MOST_CHARS].split()),
        place=place if place in held.places else "",
        doc=doc if doc in held.place_of else "",
        matter=matter if matter in held.by_id else "",
        page=max(1, int(page)) if re.fullmatch(r"[0-9]{1,6}", page) else 1,
    )


def choose(held: Held, chosen: Chosen, translate: Translate) -> Found:
    """Return the matters that are asked for, in order, each with all its figures, of whatever document.

    Where none has all that was typed, those are near that have most of it, the likest first.

    Args:
        held: all matters.
        chosen: what is asked for.
        translate: from English words to phrases of them, each with what it may be in Chinese.
    """
    if chosen.matter:
        return Found((held.by_id[chosen.matter],))
    words, years = _words(chosen.q)
    groups: list[tuple[str, ...]] = [(word,) for word in words if not _LATIN.fullmatch(word)]
    groups += _english(" ".join(word for word in words if _LATIN.fullmatch(word)), translate)
    others = [
        matter
        for matter in held.matters
        if (not chosen.place or matter.place == chosen.place)
        and (not chosen.doc or any(figure.doc_id == chosen.doc for figure in matter.figures))
        and all(year in matter.years for year in years)
    ]
    found = tuple(each for each in others if all(any(word in each.searched for word in group) for group in groups))
    return Found(found) if found else Found(_near(others, chosen.q), are_near=True)


def _near(matters: Sequence[Matter], typed: str) -> tuple[Matter, ...]:
    """Return the matters that have at least half of what was typed, as search terms, those with most first."""
    wanted = set(terms(fold(typed)))
    shared = [(sum(term in matter.searched for term in wanted), matter) for matter in matters] if wanted else []
    likely = [(n, matter) for n, matter in shared if 2 * n >= len(wanted)]
    return tuple(matter for _, matter in sorted(likely, key=lambda item: -item[0]))


def _words(typed: str) -> tuple[list[str], list[int]]:
    """Return what must stand in a matter, folded, and the years it must have."""
    words = re.split(r"[\s,，、;；]+", fold(typed))
    years = [int(found[1]) for found in map(_YEAR.fullmatch, words) if found]
    return [word for word in words if word and not _YEAR.fullmatch(word)], years


def _english(text: str, translate: Translate) -> Iterator[tuple[str, ...]]:
    """Yield, for each phrase of an English text, what it may be; a word of a longer phrase is none of its own."""
    longer = ""
    for phrase, words in translate(text) if text else ():
        if phrase in longer.split():
            continue
        longer = phrase if " " in phrase else ""
        yield (phrase, *words)
