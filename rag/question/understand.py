"""What a question asks: its language, the years it names, plan or result, and which kind of answer it wants."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from index.records import Status
from rag.question.amount import as_amount, names_amount
from rag.question.answer_form import Expected, any_figure, expected
from rag.question.asked_years import counts_years, dated, means_now, plan_years, year_step, years_in
from rag.question.before import as_asked, before, of_place
from rag.question.courtesy import only_courtesy, without_courtesy
from rag.question.document import Documents, NamedDocuments
from rag.question.earlier import corrected, without_other_side, without_places, words_taken
from rag.question.idle import without_idle_clauses
from rag.question.language import detect_language, is_pinyin
from rag.question.manner import without_manner, without_occasion
from rag.question.named_place import Place, without
from rag.question.own_life import without_own_years
from rag.question.own_matter import Vocabulary, follows, leaves_out_matter, names_any, new_words
from rag.question.part_of_place import part_in
from rag.question.part_of_year import part_of_year
from rag.question.place import Places
from rag.question.said import said
from rag.question.spelling import as_meant
from rag.question.way_between import with_short_ways
from rag.question.year_span import YearSpan, without_asking, year_span
from rag.records import EVERYTHING, Language, Question, Scope


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
    where the corpus holds several; `elsewhere` is the place it is about when no document is, or empty, and
    `is_elsewhere_within` tells that it is part of a held one. `own` are all places that name nothing of the matter;
    `asks_whole` is what they are parts of, where its figures are asked for.
    `documents` are the ids of those it names, `document_years` the years in these names, which are not in `asked`;
    `names_kind` tells that it is by a kind that others have as well;
    `document_not_held` is the name of one that is not held, and `nearest_documents` are the titles of those next to it.
    `not_held` is the year that 今年 means where none so new is held; `years` has the newest that is. `part_of_year` are
    the words for a month, a quarter or a half that is asked about; `asks_newest` tells that it is asked how it is now,
    `in_general` that it shall be told in few words or points.
    `taken_over` are the words taken from the questions before; `new_words` the terms that name a matter beside that of
    `topic`. `said_place` is what the questions before named last, where it and the last of them name no place and no
    document. `kept_to` is what its asker keeps all questions to.
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
    is_elsewhere_within: bool = False
    year_span: YearSpan | None = None
    leans: bool = False
    own: tuple[Place, ...] = ()
    asks_whole: str = ""
    not_held: int = 0
    documents: tuple[str, ...] = ()
    document_years: tuple[int, ...] = ()
    names_kind: bool = False
    document_not_held: str = ""
    nearest_documents: tuple[str, ...] = ()
    part_of_year: str = ""
    asks_newest: bool = False
    in_general: bool = False
    taken_over: tuple[str, ...] = ()
    new_words: frozenset[str] = frozenset()
    said_place: tuple[Place, ...] = ()
    kept_to: Scope = EVERYTHING

    @property
    def text(self) -> str:
        """The question with its topic: what stands alone."""
        return f"{self.asked} {self.topic}" if self.topic else self.asked

    @property
    def plan_years(self) -> tuple[int, ...]:
        """The years of a five-year plan that it asks of together, and not one by one."""
        return () if self.years or self.year_span else plan_years(self.asked)


HeldYears = Callable[[tuple[Place, ...]], Collection[int]]

_TASKS, _OVERVIEW, _ASKING = said("asks.tasks"), said("asks.overview"), said("parts.asking")
_YES_NO = said("verdicts.yes_no")
_QUARTER = "季"
_STRETCH_END = re.compile("[，,、。；;！!？?]")
_THIS_YEAR = said("times.this_year")
_DATED, _NEWEST, _NOW = said("times.dated"), said("times.newest"), said("times.now")
_ASKED = (
    (Wants.RESPONSIBLE, said("asks.responsible")),
    (Wants.FIGURE, said("asks.figure")),
    (Wants.DATE, said("asks.date")),
    (Wants.LIST, said("asks.list")),
    (Wants.DEFINITION, said("asks.definition")),
)
_ORDERS = said("scope.orders")
_PLAN, _RESULT = said("plans.plan"), said("plans.result")
NOT_PLANNED = said("plans.not_planned")
_BOTH_SIDES = said("plans.both_sides")
_BESIDE_YEAR, _BOTH_YEARS = said("follow_ups.beside_year"), said("follow_ups.both_years")


def understand(
    question: Question, vocabulary: Vocabulary, held_years: HeldYears, places: Places, documents: Documents
) -> Understood:
    """Return what a question asks.

    Args:
        question: as it was typed, with its history.
        vocabulary: of the corpus; tells pinyin from English, and whether a question names a matter.
        held_years: gives the years that are held of some places; 今年 means the newest where its own is not held.
        places: those the documents are about.
        documents: that are held, by their names.
    """
    this_year = question.asked_on.year
    typed = without_courtesy(without_own_years(question.text))
    language = detect_language(typed)
    pinyin = is_pinyin(typed, vocabulary)
    lower = as_asked(typed) if pinyin else places.with_wholes(_read(typed, language, vocabulary))
    history = tuple(
        as_meant(without_courtesy(text), vocabulary) for text in question.history if not only_courtesy(text)
    )
    earlier = before(history, this_year, vocabulary, places)
    correction = corrected(lower) if history else ""
    lower, in_general = without_manner(_without_denied_year(correction or lower))

    def leaves_out_its_matter(text: str) -> bool:
        own = without(of_place(text, places), places.own)
        if correction:
            return not names_any(own, language, vocabulary)
        return bool(history) and leaves_out_matter(own, language, vocabulary, is_pinyin=pinyin)

    if (in_general or _OVERVIEW.found(lower)) and language is not Language.ENGLISH:
        lower = without_occasion(lower, vocabulary.is_known, _asks_or_dates)
    counts_on = bool(earlier.years) and counts_years(lower) and leaves_out_its_matter(lower)
    asked = lower if counts_on else without_idle_clauses(dated(lower, this_year), vocabulary.is_known, _asks)
    leaves_out = leaves_out_its_matter(asked)
    is_continued = bool(history) and (leaves_out or follows(asked) or bool(correction))
    topic = without_other_side(earlier.topic, asked) if leaves_out else ""
    topic = without_places(topic, places) if places.spans(asked) else topic
    whole = asked
    named = places.named(asked, earlier.topic if is_continued else "")
    cited = documents.named(asked, named)
    if is_continued and not cited.doc_ids and not cited.not_held:
        cited = replace(documents.named(earlier.matter, named), rest=asked, is_kind=True, not_held="", nearest=())
    asked, document_years = _of_document(cited, asked, this_year)
    years = years_in(asked)
    if is_continued and _BESIDE_YEAR.found(asked):
        years = tuple(sorted({*years, *earlier.years}))
    if not years and (is_continued or counts_years(asked)):
        of_before = earlier.row if _BOTH_YEARS.found(asked) else earlier.years
        years = tuple(year + year_step(asked) for year in of_before)
    years, not_held = _held(asked, years, held_years(named), is_now=asked != lower and means_now(lower))
    takes_years, takes_places = years != years_in(asked) and not not_held, named != places.named(whole)
    leans = leaves_out or takes_years or takes_places
    taken_over = words_taken(
        history,
        places,
        matter=earlier.typed if leaves_out else "",
        years=years if takes_years and not counts_on else (),
        takes_places=takes_places,
    )
    asks_measure = _wants(asked) is Wants.OTHER and names_amount(asked, has_years=bool(years))
    asked = as_amount(asked, language) if asks_measure and not pinyin else asked
    wants, form = _wanted(asked, asks_measure=asks_measure)
    asks_same = is_continued and wants is Wants.OTHER and not form.forms
    if asks_same:  # what about …? asks the same of something else
        wants, form, leans = _wants(earlier.topic), expected(earlier.topic), True
        form = form if leaves_out else form.of_any_measure()
    row = year_span(asked, years_in(asked), this_year)
    if row:
        asked, topic, years = without_asking(asked), without_asking(_DATED.sub("", topic)), row.years
        form = form if row.is_listed else form.or_growth()
    asks_newest = not (years or row or cited.doc_ids) and (
        _NEWEST.found(asked) or (wants in (Wants.FIGURE, Wants.LIST) and _NOW.found(asked))
    )
    asked = re.sub(r"(?:^|\s)的", "", _NOW.sub(" ", _NEWEST.sub(" ", asked))).strip() if asks_newest else asked
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
        elsewhere=(elsewhere := places.elsewhere(whole, vocabulary.is_known))
        or ("" if _TASKS.found(whole) else part_in(whole, places.spans(whole), vocabulary.is_known)),
        is_elsewhere_within=bool(elsewhere) and places.is_within_held(elsewhere),
        year_span=row,
        leans=leans,
        own=places.own,
        asks_whole=places.asks_whole(asked),
        not_held=not_held,
        documents=cited.doc_ids,
        document_years=document_years,
        names_kind=cited.is_kind,
        document_not_held=cited.not_held,
        nearest_documents=cited.nearest,
        part_of_year=_part_asked_of(asked, wants),
        asks_newest=asks_newest,
        in_general=in_general,
        taken_over=taken_over,
        new_words=new_words(without_places(asked, places), topic, language, vocabulary)
        if topic and asks_same and not pinyin
        else frozenset(),
        said_place=() if named or documents.named(earlier.matter, named).doc_ids else earlier.places,
    )


def _of_document(cited: NamedDocuments, asked: str, this_year: int) -> tuple[str, tuple[int, ...]]:
    """Return what is asked of a named document, and the years of its name: its 今年 is meant, none of them is asked."""
    if not cited.doc_ids:
        return asked, ()
    of_name = tuple(year for year in years_in(asked) if year not in years_in(cited.rest))
    return dated(cited.rest, of_name[0] if len(of_name) == 1 else this_year), of_name


def _wanted(asked: str, *, asks_measure: bool) -> tuple[Wants, Expected]:
    """Return what a question wants, and the forms that an answer must have."""
    wants, form = _wants(asked), expected(asked)
    if wants is Wants.RESPONSIBLE:  # the names of offices: 有哪些 and 几个 in it ask for nothing else
        return wants, Expected(())
    if asks_measure:
        return Wants.FIGURE, form if form.forms else any_figure()
    return wants, form


def _and_now(asked: str, years: tuple[int, ...], held: Collection[int]) -> tuple[int, ...]:
    """Return the year asked about with the newest held before it, where another clause asks how it is now.

    Example: of 目前有多少，2026年要到多少 where 2025 is held they are 2025 and 2026.
    """
    clauses = _STRETCH_END.split(asked)
    asks_now = any(_NOW.found(one) and not (_DATED.found(one) or _YES_NO.found(one)) for one in clauses)
    before = max((year for year in held if year < min(years, default=0)), default=0)
    return (before, *years) if len(years) == 1 and asks_now and before else years


def _held(asked: str, years: tuple[int, ...], held: Collection[int], *, is_now: bool) -> tuple[tuple[int, ...], int]:
    """Return the years asked about and 0; for 今年 behind all that are held the newest of those, and what is not."""
    years, newest = _and_now(asked, years, held), max(held, default=0)
    if is_now and len(years) == 1 and newest and years[0] > newest:
        return (newest,), years[0]
    return years, 0


def _read(typed: str, language: Language, vocabulary: Vocabulary) -> str:
    """Return a question as it was meant, folded, with its ways by the short names of the documents."""
    lower = as_asked(as_meant(typed, vocabulary))
    return lower if language is Language.ENGLISH else with_short_ways(lower, vocabulary.is_known)


def _without_denied_year(folded: str) -> str:
    """Return a folded question without the year of a plan that is not asked about: 别拿今年的指标 asks of no year."""
    return NOT_PLANNED.sub(lambda denied: _THIS_YEAR.sub(" ", denied[0]), folded)


def _status(text: str) -> Status:
    rest = NOT_PLANNED.sub("", text)
    plan, result = _PLAN.found(rest), _RESULT.found(rest) or rest != text
    if plan == result:
        return Status.OTHER
    return Status.PLAN if plan else Status.RESULT


def _asks(text: str) -> bool:
    return _wants(text) is not Wants.OTHER


def _asks_or_dates(clause: str) -> bool:
    if _ORDERS.found(clause):  # what is made of an order must see it
        return True
    return _ASKING.found(clause) or _OVERVIEW.found(clause) or _asks(clause) or bool(years_in(clause))


def _part_asked_of(asked: str, wants: Wants) -> str:
    """Return the part of a year that is asked about; a month may only date what is told, a quarter dates figures."""
    part = part_of_year(asked)
    return part if wants is Wants.FIGURE or (wants is Wants.OTHER and _QUARTER in part) else ""


def _wants(text: str) -> Wants:
    for wants, asked in _ASKED:
        if asked.found(text):
            return wants
    return Wants.OTHER
