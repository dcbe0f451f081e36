"""A figure that a question takes for true, held against the one that a unit states of the same matter."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from index.figures.stated import NEARLY, OR_LESS, WITHIN, Figure, figures, power, read_figure, read_share
from index.records import Status, Unit
from index.words.lists import any_of
from index.words.measures import HEADS, PEOPLE, RANKS, kind_of_measure
from index.words.numerals import number
from index.words.terms import fold, terms
from rag.figures.as_claimed import as_claimed
from rag.figures.candidate import Candidate
from rag.figures.compute.operands import names_of
from rag.figures.counted import records_by_start
from rag.figures.decide import decided
from rag.figures.in_turn import weight_of
from rag.figures.lead import candidates
from rag.figures.matter import acts_in
from rag.figures.which_way import Way, way_asked, way_told
from rag.question.answer_form import Form
from rag.question.said import said
from rag.question.understand import Understood
from rag.records import Language

SURE = 0.4  # of the question's term weight in the clause of a figure, below which it may be of another matter
SURE_ALONE = 0.6  # of it in the whole unit, where it states one such figure
SURE_IN_ENGLISH = 0.25  # where one word brings several Chinese ones
SLACK = Decimal("0.1")  # by which a rounded figure may be off
_BELOW, _AT_LEAST, _ROUGHLY = said("verdicts.below"), said("verdicts.at_least"), said("verdicts.roughly")
_ASKS_DONE, _IS_DONE = said("verdicts.asks_done"), said("verdicts.done_in_front")
_AROUND = 8  # characters before and behind a figure that say how it is taken
_SCALED_IN_WORDS = re.compile(r"\s*(?:hundred|dozen)\b")
_MORE = re.compile(r"[多余]")
_PER, _EACH = "/", "每"
_FRACTION = re.compile(r"\d+\.\d+(?![\d百千万亿])")
_AT_MOST = re.compile(any_of((*WITHIN, *OR_LESS)))
_ANY = "个"  # counts people as well
_YEAR = re.compile(r"(?:19|20)\d{2}")


class Agreement(StrEnum):
    """How a stated figure stands to the claimed one."""

    SAME = "same"
    OTHER = "other"
    UNSURE = "unsure"  # nothing tells which figure is meant, or whether a rounded one fits


@dataclass(frozen=True)
class Stated:
    """What a unit states of the matter of a claim, verbatim, and how it agrees.

    `not_way` is the way that the claim says it went where it went the other.
    """

    unit: Unit
    text: str
    agreement: Agreement
    not_way: Way | None = None


def claims(question: Understood) -> tuple[Figure, ...]:
    """Return the figures that a question takes for true, with a measure (in English a share or a bare number).

    In Chinese a bare one is a fraction: what is whole may be a rank, a name, a mark.
    """
    is_english = question.language is Language.ENGLISH
    found = []
    asked = as_claimed(question.asked)
    named = [span for place in question.places for span in _spans_of(place.names, asked)]
    named += _spans_of((question.elsewhere,), asked)
    for figure in figures(asked):
        is_in_name = any(start <= figure.start < end for start, end in named)  # 三门 is a county, not three doors
        is_each = asked[: figure.start].rstrip().endswith(_EACH)  # 每一万人有几个
        if figure.is_date or is_in_name or is_each or figure.measure in RANKS or range_of(figure) is None:
            continue
        is_bare = not figure.measure and (is_english or "." in figure.core)
        is_bare = is_bare and not _SCALED_IN_WORDS.match(asked, figure.end)
        is_year = figure.core.isdigit() and int(figure.core) in range(1900, 2100)
        if _is_share(figure) or (figure.measure and not figure.measure.endswith("年")) or (is_bare and not is_year):
            found.append(figure)
    return tuple(found)


def _spans_of(names: Sequence[str], asked: str) -> list[tuple[int, int]]:
    """Return where a folded question names a place by one of its names."""
    return [found.span() for name in names if name for found in re.finditer(re.escape(name), asked)]


def stated(claim: Figure, question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> Stated | None:
    """Return what the first unit with such figures of its matter states of it; None where there is none."""
    asked = as_claimed(question.asked)
    own = set(terms(asked[: claim.start] + " " + asked[claim.end :]))
    of_claim = {term for term in terms(asked) if term not in own}
    weights = {term: weight for term, weight in weights.items() if not term[0].isdigit() and term not in of_claim}
    sure = SURE_IN_ENGLISH if question.language is Language.ENGLISH else SURE
    years = _years_of(claim, question)
    form = Form(_measure(claim), re.compile(r"\d"))
    named = [weights, *_named_otherwise(question, own, weights)]
    passed: list[Candidate] = []  # of units that rank higher, and surely of no matter
    for unit, weights in ((unit, weights) for unit in units for weights in named):
        total = sum(weights.values())
        if years and not years & set(unit.years):
            continue
        alike = _sure_alone(_alike(candidates(unit, weights), claim), unit, weights)
        if not alike or not total:
            continue
        spans = decided(unit.text, alike, form, question, weights)
        chosen = [item for item in alike if (item.figure.start, item.figure.end) in spans]
        if all(item.agreement < sure * total for item in alike):
            passed += alike
            continue  # figures of other matters
        if len(chosen) != 1 or chosen[0].agreement < sure * total:
            if weights is not named[-1]:
                continue
            return None
        figure, (start, end) = chosen[0].figure, chosen[0].clause
        way, (told, words) = way_asked(claim, asked), way_told(figure, unit.text, start)
        if way and told and way is not told:
            return Stated(unit, words, Agreement.OTHER, not_way=way)
        is_planned = question.status is Status.PLAN and way is not Way.DOWN  # 要修700公里 is what is to be added
        is_done = is_planned or acts_in(asked) or _ASKS_DONE.found(asked) or _IS_DONE.found(asked[: claim.start])
        if not is_done and "add" in acts_in(fold(unit.text[start:end])):
            return None  # what was added is not all that there is
        agreement = _agreement(claim, figure, asked)
        if agreement is Agreement.OTHER and _is_of_another(claim, (*passed, *alike), chosen[0]):
            agreement = Agreement.UNSURE
        return Stated(unit, figure.text, agreement)
    return None


def _named_otherwise(
    question: Understood, own: Collection[str], weights: Mapping[str, float]
) -> Iterator[Mapping[str, float]]:
    """Yield the weights of a claim's terms where an official name stands for the word that is asked with, each name."""
    if question.language is Language.ENGLISH:
        return
    asked = as_claimed(question.asked)
    for name in names_of(asked):
        told = set(terms(name)) - (set(terms(asked)) - set(own))
        if name != asked and (held := {term: weight for term, weight in weights.items() if term in told}):
            yield held


def _years_of(claim: Figure, question: Understood) -> set[int]:
    """Return the years that a claim is of: of several, the one that is named last before it."""
    before = _YEAR.findall(as_claimed(question.asked)[: claim.start]) if len(question.years) > 1 else []
    return {int(before[-1])} & set(question.years) if before else set(question.years)


def _sure_alone(alike: list[Candidate], unit: Unit, weights: Mapping[str, float]) -> list[Candidate]:
    """Return the one figure of a unit that tells of nearly all that is asked as agreeing with all of it.

    What it is of must be named in the question; any other figures are as they were.
    """
    record = records_by_start(unit).get(alike[0].figure.start) if len(alike) == 1 else None
    total = sum(weights.values())
    is_sure = record and weight_of(unit.text, weights) >= SURE_ALONE * total and weights.keys() & set(terms(record.key))
    return [replace(alike[0], agreement=total)] if is_sure else alike


def _is_of_another(claim: Figure, alike: Sequence[Candidate], chosen: Candidate) -> bool:
    """Return whether another figure is the claimed one: then the question may mean that."""
    claimed = range_of(claim)
    return any(range_of(item.figure) == claimed for item in alike if item is not chosen)


def _alike(held: Sequence[Candidate], claim: Figure) -> list[Candidate]:
    """Return those of some figures that are measured as a claim is, else what is counted in a word of its own.

    That is people of 个, as things are, and people and homes of an English figure, behind which no such word stands.
    A bare fraction is held against whatever is no multiple of ten thousand: 23.8 against 15.8微克.
    """
    if not claim.measure and _FRACTION.fullmatch(claim.core):
        return [item for item in held if _FRACTION.match(item.figure.core) and not item.figure.is_date]
    alike = [item for item in held if _is_alike(item.figure, claim)]
    if alike or claim.measure not in {_ANY, ""} or _is_share(claim):
        return alike
    heads = HEADS if not claim.measure else PEOPLE
    return [item for item in held if _measure(item.figure) in heads]


def _is_alike(figure: Figure, claim: Figure) -> bool:
    """Return whether a figure is measured as the claim is."""
    if figure.is_date or range_of(figure) is None or not _measure(figure):
        return False
    ours, claimed = (kind_of_measure(measure) for measure in (_measure(figure), _measure(claim)))
    return ours == claimed or ours.partition(_PER)[0] == claimed != ""  # 15微克/立方米 is said as 15微克


def _measure(figure: Figure) -> str:
    return "%" if _is_share(figure) else figure.measure


def _is_share(figure: Figure) -> bool:
    """Return whether a figure is a share in tenths, in words."""
    return bool((read := read_share(figure.text)) and read["tenths"])


def _agreement(claim: Figure, figure: Figure, asked: str) -> Agreement:
    claimed, given = range_of(claim), range_of(figure)
    if claimed is None or given is None:
        return Agreement.UNSURE
    before = asked[max(0, claim.start - _AROUND) : claim.end]
    around = asked[max(0, claim.start - _AROUND) : claim.end + _AROUND]
    (low, high), (least, most) = claimed, given
    if _BELOW.found(around):
        is_open = least == high and _AT_MOST.search(figure.text)  # 2%以内 may be less, and 2%
        holds = most < high if (most < high or least >= high) and not is_open else None
    elif _AT_LEAST.found(around):
        holds = least >= low if least >= low or most < low else None
    elif low <= most and least <= high:
        holds = True if (low, high) == (least, most) or _ROUGHLY.found(before) or low < high else None
    else:
        near = abs(low - least) <= SLACK * max(abs(low), abs(least))
        is_rounded = _ROUGHLY.found(around) or _ROUGHLY.found(figure.text) or low < high or _is_share(claim)
        holds = None if near and is_rounded else False
    return Agreement.UNSURE if holds is None else Agreement.SAME if holds else Agreement.OTHER


def range_of(figure: Figure) -> tuple[Decimal, Decimal] | None:
    """Return between which values a figure lies, in ones of its measure; None for one that is no number."""
    read, share = read_figure(figure.core), read_share(figure.text)
    if share and share["tenths"]:
        tenths = Decimal(10 * (number(share["tenths"]) or 0))
        nearly, more = (share["bound"] or "") in NEARLY, bool(share["bound"] or share["after"])
        return (tenths - 10, tenths) if share["bound"] and nearly else (tenths, tenths + 10 * more)
    if read is None:
        return None
    scale = power(read["scale"])
    low = Decimal(read["number"].replace(",", "").replace(" ", "")).scaleb(scale)
    if read["high"]:
        return low, Decimal(read["high"].replace(",", "").replace(" ", "")).scaleb(scale)
    if not _MORE.search(figure.core):
        return low, low
    whole = int(low)
    step = 10 ** (len(str(whole)) - len(str(whole).rstrip("0"))) if whole else 1
    return low, low + step
