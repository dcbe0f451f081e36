"""What a question asks: its language, the years it names, plan or result, and which kind of answer it wants."""

import re
from dataclasses import dataclass
from enum import StrEnum

from index.records import Status
from index.words.script import simplify
from index.words.sounds import Sounds
from index.words.terms import fold
from rag.question.answer_form import Expected, expected
from rag.question.courtesy import only_courtesy, without_courtesy
from rag.question.idle import without_idle_clauses
from rag.question.own_matter import Vocabulary, follows, leaves_out_matter
from rag.question.place import Place, Places, without
from rag.question.said import said
from rag.question.wording import is_cantonese, written
from rag.question.year_span import YearSpan, without_asking, year_span
from rag.records import Language, Question


class Wants(StrEnum):
    """The kind of thing that answers a question."""

    FIGURE = "figure"
    RESPONSIBLE = "responsible"
    DEFINITION = "definition"
    LIST = "list"
    DATE = "date"
    OTHER = "other"


@dataclass(frozen=True)
class Understood:
    """A question as the search sees it.

    `asked` is the question, politeness round it aside, folded to Simplified and to written Chinese (English and pinyin
    stay as they are). What a follow-up leaves out stands in `topic`, taken from the questions before it; empty for a
    question that names its matter. `leans` tells that something is taken from them, if only years or what is asked.
    `expected` is the form the answer must have. `both_sides` is true where a plan is asked about together with its
    outcome; `year_span` tells the years where a figure is asked of a row of them. `places` are the districts it names,
    where the corpus holds several; `elsewhere` is the place it is about when no document is, or empty. `own` are all
    places that name nothing of the matter; `asks_whole` is what they are parts of, where its figures are asked for.
    """

    language: Language
    is_pinyin: bool
    asked: str
    topic: str
    years: tuple[int, ...]
    status: Status
    wants: Wants
    expected: Expected
    both_sides: bool
    places: tuple[Place, ...]
    elsewhere: str
    year_span: YearSpan | None = None
    leans: bool = False
    own: tuple[Place, ...] = ()
    asks_whole: str = ""

    @property
    def text(self) -> str:
        """The question with its topic: what stands alone."""
        return f"{self.asked} {self.topic}" if self.topic else self.asked


_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_SHORT_YEAR = said("times.short_year")
_DATED = said("times.dated")
_RELATIVE_YEARS = (
    (0, said("times.this_year")),
    (-1, said("times.last_year")),
    (-2, said("times.year_before_last")),
    (1, said("times.next_year")),
)
_ASKED = (
    (Wants.RESPONSIBLE, said("asks.responsible")),
    (Wants.FIGURE, said("asks.figure")),
    (Wants.DATE, said("asks.date")),
    (Wants.LIST, said("asks.list")),
    (Wants.DEFINITION, said("asks.definition")),
)
_PLAN, _RESULT = said("plans.plan"), said("plans.result")
_NEXT_YEAR, _LAST_YEAR = said("times.year_after"), said("times.year_before")
_THAN_LAST_YEAR = said("times.than_year_before")
NOT_PLANNED = said("plans.not_planned")
_BOTH_SIDES = said("plans.both_sides")


def understand(question: Question, vocabulary: Vocabulary, this_year: int, places: Places) -> Understood:
    """Return what a question asks.

    Args:
        question: as it was typed, with its history.
        vocabulary: of the corpus; tells pinyin from English, and whether a question names a matter.
        this_year: the year that 今年 means: the last one the documents plan.
        places: those the documents are about.
    """
    typed = without_courtesy(question.text)
    language = detect_language(typed)
    pinyin = language is Language.ENGLISH and _is_pinyin(typed, vocabulary.sounds)
    asked = without_idle_clauses(_dated(_lower(typed), this_year), vocabulary.is_known, _asks)
    history = tuple(without_courtesy(earlier) for earlier in question.history if not only_courtesy(earlier))
    before = _before(tuple(_dated(_lower(earlier), this_year) for earlier in history), vocabulary, places)
    leaves_out = bool(history) and leaves_out_matter(without(asked, places.own), language, vocabulary, is_pinyin=pinyin)
    is_continued = bool(history) and (leaves_out or follows(asked))
    topic = before.topic if leaves_out else ""
    named = places.named(asked, before.topic if is_continued else "")
    years = years_in(asked)
    if not years and (is_continued or _counts_years(asked)):
        years = tuple(year + _step(asked) for year in before.years)
    leans = leaves_out or years != years_in(asked) or named != places.named(asked)
    wants, form = _wants(asked), expected(asked)
    if is_continued and wants is Wants.OTHER and not form.forms:  # what about …? asks the same of something else
        wants, form, leans = _wants(before.topic), expected(before.topic), True
    row = year_span(asked, years_in(asked), this_year)
    if row:
        asked, topic, years = without_asking(asked), without_asking(_DATED.sub("", topic)), row.years
        form = form if row.is_listed else form.or_growth()
    return Understood(
        language=Language.SIMPLIFIED if pinyin else language,
        is_pinyin=pinyin,
        asked=asked,
        topic=topic,
        years=years,
        status=_status(asked),
        wants=wants,
        expected=form,
        both_sides=_BOTH_SIDES.found(NOT_PLANNED.sub("", asked)),
        places=named,
        elsewhere=places.elsewhere(asked),
        year_span=row,
        leans=leans,
        own=places.own,
        asks_whole=places.asks_whole(asked),
    )


def detect_language(text: str) -> Language:
    """Return the language and script a question is written in."""
    latin = sum(character.isascii() and character.isalpha() for character in text)
    chinese = sum("\u3400" <= character <= "\u9fff" for character in text)
    # A Chinese word takes about two characters, an English one five.
    if latin > 2 * chinese and latin > 3:
        return Language.ENGLISH
    if is_cantonese(fold(text)):
        return Language.CANTONESE
    return Language.TRADITIONAL if simplify(text) != text else Language.SIMPLIFIED


def _lower(text: str) -> str:
    return " ".join(written(text).split())


def _is_pinyin(text: str, sounds: Sounds) -> bool:
    words = re.findall(r"[a-z]+", text.lower())
    spelled = sum(bool(sounds.syllables(word)) for word in words)
    return len(words) >= 2 and spelled >= 0.9 * len(words)


def _dated(text: str, this_year: int) -> str:
    """Return a text with the year said in figures where it says 今年 or last year, and names no year itself."""
    if _YEAR.search(text) or _SHORT_YEAR.found(text):
        return text
    for offset, rule in _RELATIVE_YEARS:
        text = rule.sub(f"{this_year + offset}年", text)
    return text


def years_in(text: str) -> tuple[int, ...]:
    """Return the years a text names, in order of value; 前一年 beside a year names the one before it, too."""
    years = {int(year) for year in _YEAR.findall(text)}
    years |= {2000 + int(found[1]) for found in _SHORT_YEAR.finditer(text)}
    step = 0 if _THAN_LAST_YEAR.found(text) else _step(text)
    return tuple(sorted(years | {year + step for year in years}))


@dataclass(frozen=True)
class _Before:
    """What the questions before one were about: from the last that names its matter on."""

    topic: str = ""
    years: tuple[int, ...] = ()


def _before(history: tuple[str, ...], vocabulary: Vocabulary, places: Places) -> _Before:
    """Return the matter and the years of the questions before, dated and folded, oldest first."""
    matter = ""
    years: tuple[int, ...] = ()
    for asked in history:
        language = detect_language(asked)
        is_pinyin = language is Language.ENGLISH and _is_pinyin(asked, vocabulary.sounds)
        own = without(asked, places.own)
        leaves_out = bool(matter) and leaves_out_matter(own, language, vocabulary, is_pinyin=is_pinyin)
        if not (leaves_out or follows(asked) or _counts_years(asked)):
            years = ()
        years = years_in(asked) or tuple(year + _step(asked) for year in years)
        matter = matter if leaves_out else asked
    topic = _DATED.sub(" ", " ".join(dict.fromkeys((matter, *history[-1:]))))
    return _Before(" ".join(topic.split()), years)


def _counts_years(text: str) -> bool:
    """Return whether a text counts a year from one named before: 第二年, the year after."""
    return bool(_step(text)) and not _THAN_LAST_YEAR.found(text)


def _step(text: str) -> int:
    return 1 if _NEXT_YEAR.found(text) else -1 if _LAST_YEAR.found(text) else 0


def _status(text: str) -> Status:
    plan, result = _PLAN.found(text), _RESULT.found(text)
    if plan == result:
        return Status.OTHER
    return Status.PLAN if plan else Status.RESULT


def _asks(text: str) -> bool:
    return _wants(text) is not Wants.OTHER


def _wants(text: str) -> Wants:
    for wants, asked in _ASKED:
        if asked.found(text):
            return wants
    return Wants.OTHER
