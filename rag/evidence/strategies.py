"""The ways in which evidence is picked from a ranking, each for one kind of question."""

import math
import re
from collections.abc import Sequence

from index.records import LinkKind, Status, Unit
from index.words.kept import unit_terms
from index.words.quotes import bare, quoted
from rag.evidence.picked import Held, Ranking
from rag.evidence.rank import Ranked
from rag.figures.compare import Keyed
from rag.figures.trend import timeline
from rag.question.said import said
from rag.question.understand import Wants

# Chosen on the dev part: a further unit must be nearly as good as the best and hold question words it lacks.
CLOSE_SCORE = 3.0  # log-odds below the best unit
NEW_COVERAGE = 0.12  # share of the question's term weight
MOST_UNITS = 3
# Chosen on dev: right and cited 0.896, 0.898, 0.902 with a probability of 0.6, 0.7, 0.8, citation precision 0.863,
# 0.853, 0.832.
LIKELY = 0.7
SOFTMAX_DEPTH = 12
SAME_MATTER = 4.0  # log-odds, years and status aside, between a plan and what came of it
MOST_EACH_YEAR = 2
RESPONSIBLE_DEPTH = 8  # ranked units looked through for one that names who is responsible

_PARTS = said("asks.parts")
_MAY_DEFINE = (Wants.DEFINITION, Wants.LIST, Wants.OTHER)


def responsible_units(held: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the list of responsible units, with the unit it belongs to behind it, when those are asked for."""
    if ranking.question.wants is not Wants.RESPONSIBLE:
        return ()
    for item in ranking.of_period[:RESPONSIBLE_DEPTH]:
        for link in item.unit.links:
            if link.kind is LinkKind.RESPONSIBLE:
                return held.corpus.unit(link.unit_id), item.unit
    return ()


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
    """Return the sibling headings that the question counts, as in ten plans or five economies."""
    question = ranking.question
    if question.wants not in _MAY_DEFINE:
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
    """Return the likely units of each asked year, when several are asked."""
    units: dict[str, Unit] = {}
    for year in ranking.question.years if len(ranking.question.years) > 1 else ():
        of_year = [item for item in ranking.ranked if year in item.unit.years]
        for item in likely_ones(of_year)[:MOST_EACH_YEAR] if of_year else ():
            units.setdefault(item.unit.unit_id, item.unit)
    return tuple(units.values())


def each_place(held: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the best unit of each named place, when several are named."""
    places = ranking.question.places if len(ranking.question.places) > 1 else ()
    best = (
        next((item.unit for item in ranking.of_period if held.places.is_about(item.unit.doc_id, "", (place,))), None)
        for place in places
    )
    return tuple(dict.fromkeys(unit for unit in best if unit))


def listed(held: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the best unit with the list that it begins or announces, when a list is asked."""
    if ranking.question.wants is not Wants.LIST:
        return ()
    first = ranking.of_period[0].unit
    members = held.completer.list_members(first, ranking.question.text)
    return (first, *members) if members else ()


def likely(held: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the likely units, and behind the first what belongs to it and what other documents say."""
    chosen = _covering(ranking)
    first = ranking.of_period[0]
    added = (*held.completer.front_matter(first.unit), *held.completer.other_documents(ranking.of_period))
    return tuple(dict.fromkeys((*chosen[:1], *added, *chosen[1:])))[: max(MOST_UNITS, 1 + len(added))]


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
        if reached >= LIKELY or n == MOST_UNITS:
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
