"""The ways in which evidence is picked from a ranking, each for one kind of question."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from index.figures.stated import figures, moves_on
from index.records import Status, Unit
from index.words.kept import unit_fold, unit_terms
from index.words.quotes import bare, quoted
from index.words.terms import fold, unspaced
from rag.evidence.complete import names_counted
from rag.evidence.goes_on import going_on
from rag.evidence.picked import Held, Ranking
from rag.evidence.rank import Ranked
from rag.figures.compare import SAME_COVERAGE, Keyed
from rag.figures.decide import ASKS_CHANGE
from rag.figures.lead import Led, led
from rag.figures.named import names_asked
from rag.figures.trend import timeline
from rag.question.count_asked import n_listed
from rag.question.said import said
from rag.question.understand import Understood, Wants
from rag.search.fuse import DECIMALS

# Chosen on the dev part: a further unit must be nearly as good as the best and hold question words it lacks.
CLOSE_SCORE = 3.0  # log-odds below the best unit
NEW_COVERAGE = 0.12  # share of the question's term weight
MOST_UNITS = 3
# Chosen on dev: right and cited 0.896, 0.898, 0.902 with a probability of 0.6, 0.7, 0.8, citation precision 0.863,
# 0.853, 0.832.
LIKELY = 0.7
SOFTMAX_DEPTH = 12
SAME_MATTER = 4.0  # log-odds, years and status aside, between a plan and what came of it
SO_FAR = 6.0  # the same where it is asked if it is done: a report words what was done otherwise than its plan
OF_STATED = 0.6  # of the coverage of the first unit, by one that states the asked figure where that states none
OF_A_YEAR = 0.3  # of the coverage of the first unit: below, what a year tells is of another matter
MOST_EACH_YEAR = 2

# Chosen on dev of all suites.
LIST_DEPTH = 12  # ranked units looked through for the list that is counted
LIST_COVERAGE = 0.3  # of the question by its members together
_WHICH, _FROM_TO = said("asks.which_things"), said("asks.from_to")
_ASKS_ALL, _IN_ALL, _NEW = said("asks.of_all"), said("figures.in_all"), "新"
_PARTS, _ASPECTS = said("asks.parts"), said("lists.aspects")
_YES_NO = said("verdicts.yes_no")
_ASKS_SO_FAR = tuple(said(f"verdicts.{name}") for name in ("of_now", "asks_done", "asks_begun", "reached"))
_MAY_DEFINE = (Wants.DEFINITION, Wants.LIST, Wants.OTHER)


def definition(held: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the entries that define a term the question asks about, the longest terms only."""
    question = ranking.question
    if question.wants not in _MAY_DEFINE:
        return ()
    known = held.corpus.names_in(bare(question.text)) | held.corpus.names_in(question.text)
    found = [
        (len(name), unit)
        for name in sorted(known)
        for unit in held.corpus.defining(name)
        if is_named(name, question.text) and held.is_about(unit, question)
    ]
    longest = max((length for length, _ in found), default=0)
    is_quoted = any(held.corpus.defining(name) for name in quoted(question.text))
    asks_meaning = question.wants is Wants.DEFINITION or longest > 3 or is_quoted or _PARTS.found(question.asked)
    units = {held.corpus.order_of(unit): unit for length, unit in found if length == longest and asks_meaning}
    return tuple(units[order] for order in sorted(units))[:MOST_UNITS]


def outline(held: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the sibling headings that the question counts, as in ten plans or five economies.

    None where the best unit names them with their number itself: 甲、乙、丙三条文化带.
    """
    question, first = ranking.question, ranking.of_period[0].unit
    if question.wants not in _MAY_DEFINE or names_counted(question.asked, first.text):
        return ()
    return held.completer.outline(bare(question.asked), question.years, lambda unit: held.is_about(unit, question))


def both_sides(_: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the best unit and the best of another period of the same matter, in order of time, when that is asked.

    What came of a plan is told in the same year or a later one than was asked, as a result or as the next plan: the
    ranking by years and status is left out of account.
    """
    years = ranking.question.years
    if not ranking.question.both_sides:
        return ()
    later = [item for item in ranking.ranked if not years or not item.unit.years or item.unit.years[-1] >= years[0]]
    by_matter = sorted((item for item in later if item.unit.years), key=lambda item: -item.matter_score)
    if not by_matter:
        return ()
    first = by_matter[0]
    for second in by_matter[1:]:
        if second.matter_score < first.matter_score - SAME_MATTER or second.features.form < first.features.form:
            continue
        if _period(second.unit) != _period(first.unit):
            return tuple(sorted((first.unit, second.unit), key=_period))
    return ()


def through_years(_: Held, ranking: Ranking) -> tuple[Keyed, ...]:
    """Return the units that tell the same figure of several years with it, in order of time, when that is asked."""
    by_matter = sorted(ranking.ranked, key=lambda item: -item.matter_score)
    return timeline(ranking.question, [item.unit for item in by_matter], ranking.weights)


def each_year(_: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the likely units of each asked year, when several are asked.

    A year has none where what it tells has little of the question beside what ranks first. From how much to how much
    something moved is told by one statement.
    """
    if _FROM_TO.found(ranking.question.asked) and (moved := _moved(ranking)):
        return moved
    units: dict[str, Unit] = {}
    least = OF_A_YEAR * ranking.ranked[0].features.coverage
    for year in ranking.question.years if len(ranking.question.years) > 1 else ():
        of_year = [item for item in ranking.ranked if year in item.unit.years and item.features.coverage >= least]
        for item in _telling(ranking, of_year, year) if of_year else ():
            units.setdefault(item.unit.unit_id, item.unit)
    return tuple(units.values())


def _moved(ranking: Ranking) -> tuple[Unit, ...]:
    """Return the best unit of the nearest that tells from how much to how much something moved: 从50元提高到84元."""
    for item in ranking.of_period[:MOST_UNITS]:
        text = item.unit.text
        if any(moves_on(text, figure.start, figure.end) for figure in figures(text)):
            return (item.unit,)
    return ()


def _telling(ranking: Ranking, of_year: Sequence[Ranked], year: int) -> Sequence[Ranked]:
    """Return the likely units of a year, or the first that states the asked figure, where one of these does not.

    The total of one year and what each had of it in another (人均) are not side by side.
    """
    likely = likely_ones(of_year)[:MOST_EACH_YEAR]
    question = replace(ranking.question, years=(year,))
    if question.wants is not Wants.FIGURE or len(question.expected.forms) != 1:
        return likely
    least = OF_STATED * of_year[0].features.coverage
    near = [item for item in of_year[:SOFTMAX_DEPTH] if item.features.coverage >= least]
    stating = [item for item in near if _states_level(item.unit, led(item.unit, question, ranking.weights))]
    return likely if ASKS_CHANGE.found(question.text) or not stating or stating[0] in likely else stating[:1]


def _states_level(unit: Unit, leading: Sequence[Led]) -> bool:
    """Return whether a figure that would lead says how much there is, not by how much it moved."""
    levels = [unspaced(figure.text) for figure in figures(unit.text) if not figure.is_change]
    return any(level in unspaced(one.text) for one in leading for level in levels)


def listed(held: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the best unit with the list that it begins or announces, when a list is asked."""
    if ranking.question.wants is not Wants.LIST:
        return ()
    first = ranking.of_period[0].unit
    if counted := _named_with_count(ranking):
        return counted
    for item in likely_ones(ranking.of_period):
        if item.unit == first or _announces(item.unit):
            members = held.completer.list_members(item.unit, ranking.question.text)
            if members:
                return (item.unit, *members)
    if _ASPECTS.found(ranking.question.asked):
        return held.completer.list_around(first)
    return _in_a_row(ranking)


def _in_a_row(ranking: Ranking) -> tuple[Unit, ...]:
    """Return a unit nearly as good as the best that names the asked things in a row, where that does not."""
    asked = _WHICH.search(ranking.question.asked)
    if not asked:
        return ()
    near = _near(ranking)
    row = re.compile(rf"[^，,。；;、]+(?:、[^，,。；;、]+){{{MOST_UNITS - 1},}}?{re.escape(asked['thing'])}")
    named = [unit for unit in near if row.search(fold(unit.text))]
    return tuple(named[:1]) if named and near[0] not in named else ()


def _named_with_count(ranking: Ranking) -> tuple[Unit, ...]:
    """Return a unit nearly as good as the best that names with their number what is asked: 甲、乙、丙三大产业."""
    near = _near(ranking)
    named = [unit for unit in near if names_counted(ranking.question.asked, unit.text)]
    return tuple(named[:1]) if named and near[0] not in named else ()


def _near(ranking: Ranking) -> list[Unit]:
    best = ranking.of_period[0].score
    return [item.unit for item in ranking.of_period[:LIST_DEPTH] if item.score >= best - CLOSE_SCORE]


def counted_list(held: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the list of as many members as a question counts (在哪四个方面) that holds most of its words.

    Empty where none is counted, or no unit that begins or announces so many holds enough of them with its members.
    """
    question, weights = ranking.question, ranking.weights
    count = n_listed(question.asked) if question.wants is Wants.LIST else 0
    total = sum(weights.values())
    best: tuple[Unit, ...] = ()
    most = LIST_COVERAGE
    for item in ranking.of_period[:LIST_DEPTH] if count and total else ():
        members = held.completer.counted_list(item.unit, question.text, count)
        own = {term for unit in members for term in unit_terms(unit.text)}
        share = sum(weight for term, weight in weights.items() if term in own) / total
        if members and share > most:
            best, most = members, share
    return best


def _announces(unit: Unit) -> bool:
    """Return whether a unit ends with a colon: without what stands behind it, it tells nothing."""
    return unit.text.rstrip().endswith(("：", ":"))


def likely(held: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the likely units, and behind the first what belongs to it and what other documents say."""
    ranking = replace(ranking, of_period=_stating_first(ranking))
    chosen = _covering(ranking)
    first = ranking.of_period[0]
    behind = going_on(held, ranking.question, first.unit, chosen)
    for unit in chosen if not ranking.question.expected.forms else ():
        members = held.completer.list_members(unit, ranking.question.text) if _announces(unit) else ()
        if members and first.unit in (unit, *members):
            return (unit, *members)
    behind = behind or held.completer.opened(first.unit, ranking.question)
    added = (*behind, *held.completer.front_matter(first.unit), *held.completer.other_documents(ranking.of_period))
    found = tuple(dict.fromkeys((*chosen[:1], *added, *chosen[1:])))[: max(MOST_UNITS, 1 + len(added))]
    return tuple(dict.fromkeys((*_so_far(ranking, found), *found)))


def _so_far(ranking: Ranking, found: Sequence[Unit]) -> tuple[Unit, ...]:
    """Return what a report tells of a matter that is only planned in what was found, where it is asked if it is done.

    Empty where a year is asked, or nothing tells as much of the matter.
    """
    question, first = ranking.question, ranking.of_period[0]
    asks_so_far = _YES_NO.found(question.asked) and any(words.found(question.asked) for words in _ASKS_SO_FAR)
    if not asks_so_far or question.years or any(unit.status is not Status.PLAN for unit in found):
        return ()
    results = [
        item
        for item in ranking.ranked
        if item.unit.status is Status.RESULT
        and item.matter_score >= first.matter_score - SO_FAR
        and item.features.coverage >= SAME_COVERAGE * first.features.coverage
    ]
    return tuple(item.unit for item in sorted(results, key=lambda item: -item.matter_score)[:1])


def _stating_first(ranking: Ranking) -> Sequence[Ranked]:
    """Return the units of the period in order, one in front that states the asked figure where the first does not.

    By how much a thing grew may stand first for its words, where how much there is stands next to it.
    """
    question, of_period = ranking.question, _in_all_first(ranking.question, _with_stated(ranking))
    first = of_period[0]
    lacks_form = not first.features.form
    if len(question.expected.forms) != 1 or not (names_asked(question) or lacks_form):
        return of_period
    if led(first.unit, question, ranking.weights):
        return of_period
    least = OF_STATED * first.features.coverage if lacks_form else 0.0
    for at, item in enumerate(of_period[1:MOST_UNITS], 1):
        is_near = item.score >= first.score - CLOSE_SCORE and item.features.coverage >= least
        if is_near and led(item.unit, question, ranking.weights):
            return (item, *of_period[:at], *of_period[at + 1 :])
    return of_period


def _in_all_first(question: Understood, of_period: Sequence[Ranked]) -> Sequence[Ranked]:
    """Return the units, one in front that states a total where one is asked and the first tells what was added."""
    if (
        not _ASKS_ALL.found(question.asked)
        or _NEW in question.asked
        or _IN_ALL.found(unit_fold(of_period[0].unit.text))
    ):
        return of_period
    for at, item in enumerate(of_period[1:MOST_UNITS], 1):
        is_near = item.score >= of_period[0].score - CLOSE_SCORE and item.features.form > 0
        if is_near and _IN_ALL.found(unit_fold(item.unit.text)):
            return (item, *of_period[:at], *of_period[at + 1 :])
    return of_period


def _with_stated(ranking: Ranking) -> Sequence[Ranked]:
    """Return the units of the period, one in front that states a figure of the question where the first does not.

    从6年降到了多少年 is told where the 6年 stand.
    """
    of_period = ranking.of_period
    stated = {fold(figure.core) for figure in figures(ranking.question.asked) if figure.measure and not figure.is_date}
    if not stated or ranking.question.wants is not Wants.FIGURE:
        return of_period
    for at, item in enumerate(of_period[:MOST_UNITS]):
        if stated & {fold(figure.core) for figure in figures(item.unit.text)}:
            is_near = item.score >= of_period[0].score - CLOSE_SCORE
            return (item, *of_period[:at], *of_period[at + 1 :]) if is_near else of_period
    return of_period


def is_named(name: str, question: str) -> bool:
    """Return whether a folded question names a defined term; a Latin one must stand as a word of its own."""
    if name.isascii():
        return bool(re.search(rf"(?<![a-z0-9+]){re.escape(name)}(?![a-z0-9+])", question))
    return name in bare(question)


def likely_ones(ranked: Sequence[Ranked]) -> Sequence[Ranked]:
    """Return the best units that together are evidence with a probability of LIKELY, at most MOST_UNITS.

    The ranker was fitted by softmax over a question's units, so the softmax of the scores is that probability.
    """
    best = ranked[0].score
    shares = [math.exp(item.score - best) for item in ranked[:SOFTMAX_DEPTH]]
    reached = 0.0
    for n, share in enumerate(shares, 1):
        reached += share / sum(shares)
        if round(reached, DECIMALS) >= LIKELY or n == MOST_UNITS:
            return ranked[:n]
    return ranked[:1]


def _covering(ranking: Ranking) -> tuple[Unit, ...]:
    """Return the likely units, and further ones, nearly as good, that hold words of the question those lack."""
    ranked, weights = ranking.of_period, ranking.weights
    total = sum(weights.values()) or 1.0
    chosen = list(likely_ones(ranked))
    covered = {term for item in chosen for term in unit_terms(item.unit.text)}
    for item in ranked[len(chosen) :]:
        if len(chosen) >= MOST_UNITS or item.score < ranked[0].score - CLOSE_SCORE:
            break
        own = unit_terms(item.unit.text)
        gain = sum(weight for term, weight in weights.items() if term in own - covered) / total
        if gain >= NEW_COVERAGE:
            chosen.append(item)
            covered |= own
    return tuple(item.unit for item in chosen)


def _period(unit: Unit) -> tuple[int, bool]:
    return max(unit.years), unit.status is not Status.PLAN
