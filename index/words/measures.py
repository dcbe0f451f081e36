"""What Chinese counts and measures with: measure words and units, each list named for what it is used for."""

from pathlib import Path

from index.words.lists import rows

_LISTS = {name: tuple(words.split()) for name, words in rows(Path(__file__).parent / "data" / "measures.tsv")}
COUNTING = frozenset(_LISTS["things"])
PEOPLE = frozenset(_LISTS["people"])
HEADS = PEOPLE | frozenset(_LISTS["heads"])
RANKS = frozenset(_LISTS["ranks"])  # a figure in one is part of a name: 500强, 4级
MEASURES = COUNTING | HEADS | RANKS | frozenset(_LISTS["others"])
# What amounts in characters are amounts of; 三级 and 二期 rank, 三年 lasts.
COUNTED = COUNTING | HEADS | frozenset(_LISTS["sizes"])
PER, MONEY = frozenset(_LISTS["per"]), frozenset(_LISTS["money"])
ANNOUNCING = "".join(_LISTS["announcing"])


def kind_of_measure(measure: str) -> str:
    """Return what figures that may be compared have in common: empty for counted things, 人 for people, else itself."""
    return "" if measure in COUNTING else "人" if measure in PEOPLE else measure
