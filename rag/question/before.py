"""What the questions before one were about, and a text as all of them are read: folded, years and tenths in figures."""

import re
from dataclasses import dataclass

from rag.question.asked_years import counts_years, dated, in_figures, year_step, years_in
from rag.question.language import detect_language, is_pinyin
from rag.question.named_place import Place, without
from rag.question.own_matter import Vocabulary, follows, leaves_out_matter
from rag.question.place import Places
from rag.question.said import said
from rag.question.wording import tenths_apart, written

_THOSE = re.compile("([那这])几(?![年天日月周次成回个]|百|千|万|亿)")  # points at some, asks not how many
_DATED, _ITS = said("times.dated"), said("follow_ups.its")


def as_asked(text: str) -> str:
    """Return a text folded to written Chinese, on one line, its years and tenths in figures; English in lower case."""
    return _THOSE.sub(r"\1些", in_figures(" ".join(tenths_apart(written(text)).split())))


@dataclass(frozen=True)
class Before:
    """What the questions before one were about: from the last that names its matter on; `row` are all their years.

    `places` are those that were named last, in whichever of them.
    """

    topic: str = ""
    years: tuple[int, ...] = ()
    row: tuple[int, ...] = ()
    matter: str = ""
    typed: str = ""
    places: tuple[Place, ...] = ()


def before(history: tuple[str, ...], this_year: int, vocabulary: Vocabulary, places: Places) -> Before:
    """Return the matter, folded and as it was typed, and the years of the questions before, oldest first."""
    matter = typed = ""
    years: tuple[int, ...] = ()
    row: set[int] = set()
    told: tuple[Place, ...] = ()
    folded = tuple(dated(as_asked(earlier), this_year) for earlier in history)
    for earlier, asked in zip(history, folded, strict=True):
        language = detect_language(asked)
        spelled = is_pinyin(asked, vocabulary)
        own = without(of_place(asked, places), places.own)
        leaves_out = bool(matter) and leaves_out_matter(own, language, vocabulary, is_pinyin=spelled)
        if not (leaves_out or follows(asked) or counts_years(asked)):
            years, row = (), set()
        told = places.named(asked) or told
        years = years_in(asked) or tuple(year + year_step(asked) for year in years)
        row |= set(years)
        matter, typed = (matter, typed) if leaves_out else (asked, earlier)
    topic = _DATED.sub(" ", " ".join(dict.fromkeys((matter, *folded[-1:]))))
    return Before(" ".join(topic.split()), years, tuple(sorted(row)), matter, typed, told)


def of_place(text: str, places: Places) -> str:
    """Return a folded text without the word for a place that it names before: how is the town doing on its target."""
    found = _ITS.search(text)
    return _ITS.sub(" ", text) if found and places.spans(text[: found.start()]) else text
