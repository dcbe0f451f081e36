"""An overview: a line a section on a theme, or along the outline of the document or the year that is named."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from index.records import Period, Role, Status, Unit
from index.words.kept import unit_fold, unit_terms
from index.words.terms import terms
from rag.evidence.admitted import in_section
from rag.evidence.along_outline import along_outline
from rag.evidence.keyword import naming
from rag.evidence.overview_lines import (
    LONGEST,
    MOST_LINES,
    Overview,
    is_quotable,
    may_open,
    overview_of,
    section_name,
    without_same,
)
from rag.evidence.picked import Held, Ranking
from rag.evidence.rank import Ranked
from rag.question.theme import asks_overview, is_keyword, theme, theme_terms
from rag.question.understand import Understood
from rag.question.wording import official_words
from rag.records import Language

MOST_OF_SECTION, MOST_UNDER_HEADING, MOST_OF_YEAR = 3, 3, 5
# Chosen on the dev part.
CLOSE, FAR = 5.0, 14.0  # log-odds below the best unit, for one without and one with a word of the theme
FEW = 4  # lines, below which an overview of one year is short
MEANT = 0.5  # of the weight of the likeliest term of an English theme
LEAST_TELLING = 2  # units that have words of a theme, for it to be told of
NAMED, AS_MUCH = 0.25, 0.5  # of the terms of a theme, in the name of a section; of those in the name that has most
OF_THEME, OF_KEYWORD = 0.5, 0.9  # of the best coverage of an English question, and of one of a word or two


@dataclass(frozen=True)
class Theme:
    """The terms of what an overview is asked of, and the least share of them that a heading names."""

    terms: frozenset[str]
    least: float = NAMED

    def share(self, name: str) -> float:
        """Return the share of the theme's terms that the name of a section has."""
        return len(self.terms & unit_terms(name)) / (len(self.terms) or 1)

    def is_named(self, name: str) -> bool:
        """Return whether the name of a section has enough of the theme."""
        return self.share(name) >= self.least

    def among(self, names: Iterable[str]) -> "Theme":
        """Return the theme as names have it: 建设 alone names no 建设智慧城区 where another has 智慧城区."""
        return replace(self, least=max(NAMED, AS_MUCH * max(map(self.share, names), default=0.0)))


def overview(held: Held, ranking: Ranking) -> Overview | None:
    """Return an overview where one is asked, by its words or by a lone keyword, or None."""
    question = ranking.question
    if not asks_overview(question):
        return None
    if not theme_terms(question):
        return along_outline(held, question)
    return _on_theme(held, ranking)


def _on_theme(held: Held, ranking: Ranking) -> Overview | None:
    """Return a unit of each section on a theme, then further ones, the newest result and the newest plan first."""
    is_english = ranking.question.language is Language.ENGLISH
    theme = _translated(ranking) if is_english else _held(theme_terms(ranking.question), ranking)
    if ranking.question.years and not is_english:  # what no year is asked of is told widely
        theme = theme.among(name for item in ranking.of_period for name in _names_above(held, item.unit))
    about = _about(held, ranking, theme)
    if not about:
        described = _described(ranking)
        return along_outline(held, replace(ranking.question, documents=described)) if described else None
    first = ranking.of_period[0].unit
    is_admitted = first in in_section(held.corpus.units_in(first.section_id))
    members = () if is_admitted else held.completer.list_members(first, ranking.question.text)
    if members:
        return Overview((first, *members), (), (), is_outline=False)
    told = [_told(held, item.unit) for item in about]
    chosen = _filled(held, ranking.question, _chosen(held, told, theme, ranking.question.years))
    if len(chosen) < 2:
        return None
    shown = {unit.section_id for unit in chosen}
    others = (_name(held, item.unit.section_id) for item in about if item.unit.section_id not in shown)

    def place(unit: Unit) -> tuple[tuple[int, int, int, int], float, tuple[int, int]]:
        share = max(map(theme.share, _names_above(held, unit)), default=0.0)
        return _order(unit, chosen), -share, held.corpus.order_of(unit)

    ordered = tuple(sorted(chosen, key=place))
    return overview_of(
        ordered,
        tuple(_name(held, unit.section_id) for unit in ordered),
        others,
        is_outline=False,
        is_told=_is_told_of(held, ranking.question, theme, ordered),
    )


def _translated(ranking: Ranking) -> Theme:
    """Return the terms that the words of an English theme most likely mean, one as good as another."""
    most = max(ranking.weights.values(), default=0.0)
    return Theme(frozenset(term for term, weight in ranking.weights.items() if weight >= MEANT * most))


def _filled(held: Held, question: Understood, chosen: Sequence[Unit]) -> list[Unit]:
    """Return a short overview of one year with what else the section tells that most of it is from."""
    sections = Counter(unit.section_id for unit in chosen)
    section_id, n = next(iter(sections.most_common(1)), ("", 0))
    if len(question.years) != 1 or len(chosen) >= FEW or 2 * n <= len(chosen):
        return list(chosen)
    told = held.corpus.units_in(section_id)
    fitting = (one for one in told if is_quotable(one) and question.years[0] in one.years and len(one.text) <= LONGEST)
    return without_same(dict.fromkeys((*chosen, *fitting)))[: FEW + 1]


def _told(held: Held, unit: Unit) -> Unit:
    """Return a unit, or where it only opens what is said in a paragraph the unit behind it there."""
    if not may_open(unit):
        return unit
    beside = held.corpus.units_in(unit.section_id)
    behind = next((one for one in beside if held.corpus.order_of(one) > held.corpus.order_of(unit)), None)
    if behind is None or may_open(behind) or not is_quotable(behind):
        return unit
    between = held.corpus.documents[unit.doc_id].text[unit.spans[-1].end : behind.spans[0].start]
    return unit if "\n" in between else behind


def _held(theme: set[str], ranking: Ranking) -> Theme:
    """Return the terms of a theme that anything ranked has: no others tell what is about it."""
    held = theme & {term for item in ranking.ranked for term in unit_terms(item.unit.text)}
    return Theme(frozenset(held))


def _is_told_of(held: Held, question: Understood, about: Theme, chosen: Sequence[Unit]) -> bool:
    """Return whether every word of a theme, or an official word for it, stands in what was chosen or above it.

    Of an English theme a lone word is told of where one that it most likely means does; of several nobody can say.
    """
    stretches = theme(question).split()
    texts = [unit_fold(f"{' '.join(_path(held, unit))} {unit.text}") for unit in chosen]
    if question.language is Language.ENGLISH:
        return len(stretches) == 1 and sum(bool(about.terms & unit_terms(of)) for of in texts) >= LEAST_TELLING
    text = " ".join(texts)
    is_each = all(
        _is_spelled(stretch, text) or any(word in text for word in official_words(stretch)) for stretch in stretches
    )
    words = [*stretches, *(word for stretch in stretches for word in official_words(stretch))]
    n_telling = sum(any(_is_spelled(word, of) for word in words) for of in texts)
    return bool(stretches) and is_each and n_telling >= LEAST_TELLING


def _is_spelled(stretch: str, text: str) -> bool:
    """Return whether each character of a stretch of a theme stands in the text beside one that is next to it there."""
    if len(stretch) == 1 or stretch.isascii():
        return stretch in text
    pairs = [stretch[at : at + 2] in text for at in range(len(stretch) - 1)]
    return all(left or right for left, right in zip([False, *pairs], [*pairs, False], strict=True))


def _chosen(held: Held, units: Sequence[Unit], theme: Theme, years: Sequence[int]) -> list[Unit]:
    """Return at most MOST_LINES units, best first.

    First stands one of each section whose heading names the theme, then one of each period that none of these tells of,
    further ones of those sections, more where a year is asked, and one or few of each other section.
    """
    by_section: dict[str, list[Unit]] = {}
    for unit in units:
        by_section.setdefault(unit.section_id, []).append(unit)
    heads = [section_id for section_id in by_section if theme.is_named(_name(held, section_id))]
    rest = [section_id for section_id in by_section if section_id not in heads]
    under_heading = MOST_OF_YEAR if years else MOST_UNDER_HEADING
    rounds = list(zip_longest(*(by_section[section_id][:under_heading] for section_id in heads)))
    firsts = [unit for unit in next(iter(rounds), ()) if unit]
    told = {unit.period for unit in firsts}
    others: dict[Period | None, Unit] = {}
    for unit in (by_section[section_id][0] for section_id in rest):
        if unit.period not in told and unit.years:
            others.setdefault(unit.period, unit)
    newest = sorted(others.values(), key=lambda unit: -unit.years[-1])
    further = [unit for of_round in rounds[1:] for unit in of_round if unit]
    most = 1 if heads else MOST_OF_SECTION
    last = zip_longest(*(by_section[section_id][:most] for section_id in rest))
    behind = [unit for of_round in last for unit in of_round if unit]
    ordered = dict.fromkeys((*firsts, *(newest if heads else ()), *further, *behind))
    return without_same(ordered)[:MOST_LINES]


def _heads(held: Held, section_ids: Collection[str], theme: Theme) -> set[str]:
    """Return the sections whose headings have most terms of an English theme.

    An English word has several Chinese ones, of which a heading about another matter has one by chance.
    """
    named = {section_id: len(theme.terms & unit_terms(_name(held, section_id))) for section_id in section_ids}
    most = max(named.values(), default=0)
    return {one for one, n in named.items() if n == most and theme.is_named(_name(held, one))}


def _about(held: Held, ranking: Ranking, theme: Theme) -> list[Ranked]:
    """Return the ranked units that have words of the theme, or stand under a heading that has, best first."""
    question, best = ranking.question, ranking.of_period[0].score
    quotable = [item for item in ranking.of_period if is_quotable(item.unit) and held.is_about(item.unit, question)]
    quotable = [item for item in quotable if item.unit not in in_section(held.corpus.units_in(item.unit.section_id))]
    if question.documents:
        quotable = [item for item in quotable if item.unit.doc_id in question.documents]
    of_year = [item for item in quotable if item.features.year > 0]
    quotable = of_year if len(of_year) > 1 else quotable
    of_status = [item for item in quotable if item.unit.status is question.status]
    quotable = of_status if question.status is not Status.OTHER and len(of_status) > 1 else quotable
    if question.language is Language.ENGLISH:  # one word brings several Chinese ones, of which some mean other matters
        heads = _heads(held, {item.unit.section_id for item in quotable}, theme)
        named = [item for item in quotable if theme.is_named(_name(held, item.unit.section_id))]
        others = {item.unit.section_id for item in named} - heads
        quotable = [item for item in quotable if item.unit.section_id not in others]
        share = OF_KEYWORD if is_keyword(question) else OF_THEME
        least = share * max((item.features.coverage for item in quotable), default=0.0)
        return [
            item
            for item in quotable
            if (item.score >= best - CLOSE and item.features.coverage >= least > 0)
            or (item.unit.section_id in heads and len(item.unit.text) <= LONGEST)
        ]
    named = naming(question, quotable) if is_keyword(question) else []
    if len(named) > 1:
        return named
    of_words = _of_words(ranking)
    shares = [max(item.features.coverage, _share(item.unit, of_words)) for item in quotable]
    least = max(shares, default=0.0) / 2
    found = [
        item
        for item, share in zip(quotable, shares, strict=True)
        if (share >= least > 0 and item.score >= best - FAR)
        or (least and item.score >= best - CLOSE)
        or any(theme.is_named(name) for name in _names_above(held, item.unit))
    ]
    short = [item for item in found if len(item.unit.text) <= LONGEST]
    return short if len(short) > 1 else found


def _of_words(ranking: Ranking) -> list[dict[str, float]]:
    """Return the weights of the terms of each word of a theme, official words included."""
    words = [word for one in theme(ranking.question).split() for word in (one, *official_words(one))]
    return [{term: ranking.weights[term] for term in terms(word) if term in ranking.weights} for word in words]


def _share(unit: Unit, of_words: Sequence[Mapping[str, float]]) -> float:
    """Return the share of its weight that a unit has of the word it has most of."""
    had = unit_terms(unit.text)
    shares = (sum(of[term] for term in of.keys() & had) / sum(of.values()) for of in of_words if of)
    return max(shares, default=0.0)


def _names_above(held: Held, unit: Unit) -> list[str]:
    """Return the names of the sections that a unit stands in, but of the outermost."""
    path = _path(held, unit)
    return [section_name(path[: at + 1]) for at in range(min(1, len(path) - 1), len(path))]


def _path(held: Held, unit: Unit) -> tuple[str, ...]:
    return held.corpus.section(unit.section_id).path


def _described(ranking: Ranking) -> tuple[str, ...]:
    """Return the document that is told of by words of its front matter alone, as by who wrote it."""
    fronts = (item.unit for item in ranking.ranked if item.features.coverage > 0 and item.unit.role is Role.FRONT)
    return tuple(unit.doc_id for unit in fronts)[:1]


def _order(unit: Unit, among: Sequence[Unit]) -> tuple[int, int, int, int]:
    """Return what puts the newest result first, the newest plan behind it, then the rest from new to old.

    What is told of a year goes before what is told of several up to it.
    """
    newest = {
        status: max((one.years[-1] for one in among if one.years and one.status is status), default=0)
        for status in (Status.RESULT, Status.PLAN)
    }
    year = unit.years[-1] if unit.years else 0
    is_plan = unit.status is Status.PLAN
    is_newest = year == newest.get(unit.status) and bool(year)
    return (int(is_plan) if is_newest else 2, -year, len(unit.years), int(is_plan))


def _name(held: Held, section_id: str) -> str:
    return section_name(held.corpus.section(section_id).path)
