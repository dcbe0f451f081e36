"""The figures of a corpus by what they are of: matters, each with all that is stated of it. Pure."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from index.corpus import Corpus
from index.figures.record import FigureRecord, Mean
from index.words.terms import fold
from rag.question.place import Places
from rag.records import Language
from ui.document.kept import kept_of_corpus

MOST_FIGURES = 100_000  # of a corpus, that are held in memory: 1 KB each
_ID_CHARS = 12


@dataclass(frozen=True)
class Matter:
    """What figures are of: one subject in one unit, of one place; what it grew by is another than how much it is.

    `place` is the name of the place that the documents are about, in Simplified Chinese; empty where none is known.
    """

    name: str
    key: str
    unit: str
    is_change: bool
    mean: Mean
    place: str
    figures: tuple[FigureRecord, ...]

    @cached_property
    def matter_id(self) -> str:
        """What names it in an address, as long as documents state it."""
        named = "|".join((self.place, self.key, self.unit, str(self.is_change), self.mean))
        return hashlib.sha256(named.encode()).hexdigest()[:_ID_CHARS]

    @cached_property
    def searched(self) -> str:
        """What is searched for words: its names and its figures as they stand, folded."""
        names = dict.fromkeys((self.name, *(figure.subject for figure in self.figures)))
        return fold(" ".join((*names, self.key, self.unit, self.place, *(figure.text for figure in self.figures))))

    @cached_property
    def years(self) -> frozenset[int]:
        """All years that its figures are of."""
        return frozenset(year for figure in self.figures for year in figure.years)

    @property
    def n_periods(self) -> int:
        """Of how many periods, plan and result apart, it has figures."""
        return len({(figure.years, figure.status) for figure in self.figures if figure.years})


@dataclass(frozen=True)
class Held:
    """The matters of a corpus, those with most periods first; `is_whole` is false where there were too many figures."""

    matters: tuple[Matter, ...]
    place_of: Mapping[str, str]  # of a document, by its id; as `Matter.place`
    is_whole: bool

    @cached_property
    def by_id(self) -> Mapping[str, Matter]:
        """The matters by their ids."""
        return {matter.matter_id: matter for matter in self.matters}

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places of matters, in the order of the documents."""
        return tuple(dict.fromkeys(place for place in self.place_of.values() if place))

    @cached_property
    def all_keys(self) -> str:
        """What all matters are called, folded, a line each."""
        return "\n".join(matter.key for matter in self.matters)


@kept_of_corpus(1)
def held(corpus: Corpus) -> Held:
    """Return the matters that the documents of a corpus count."""
    places = Places(corpus.entries)
    place_of = {entry.doc_id: places.title(entry.doc_id, Language.SIMPLIFIED) for entry in corpus.entries}
    figures = tuple(islice(corpus.figures(), MOST_FIGURES + 1))
    return Held(matters_of(figures[:MOST_FIGURES], place_of), place_of, is_whole=len(figures) <= MOST_FIGURES)


def matters_of(figures: Iterable[FigureRecord], place_of: Mapping[str, str]) -> tuple[Matter, ...]:
    """Return figures by what they are of, those with most periods first, then with most figures, then as they stand."""
    found: dict[tuple[str, str, str, bool, Mean], list[FigureRecord]] = {}
    for figure in figures:
        matter = (place_of[figure.doc_id], figure.key, figure.unit, figure.is_change, figure.mean)
        found.setdefault(matter, []).append(figure)
    matters = [
        Matter(_name(stated), key, unit, is_change, mean, place, tuple(stated))
        for (place, key, unit, is_change, mean), stated in found.items()
    ]
    return tuple(sorted(matters, key=lambda matter: (-matter.n_periods, -len(matter.figures))))


def _name(figures: Iterable[FigureRecord]) -> str:
    """Return what a matter is called most often, of names as often called the first."""
    return Counter(figure.subject for figure in figures).most_common(1)[0][0]
