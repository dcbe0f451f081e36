"""Several things asked at once: which are one question with one answer, and which are answered each for itself."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from index.corpus import Corpus
from index.records import Unit
from index.words.kept import unit_terms
from index.words.terms import fold, terms
from rag.answer.computing import computed_line
from rag.answer.join import Part, joined, led_by
from rag.considered import Considered, Explained
from rag.figures.compare import SAME_COVERAGE
from rag.figures.compute.sides import Side, of_sides
from rag.question.agreement import year_agreements
from rag.question.carried import nowhere
from rag.question.named_place import Place
from rag.question.part_matter import label
from rag.question.place import Places
from rag.question.understand import Wants
from rag.records import Answer, Answered, Meant, Question, Reason, Refused, Replied, Seconds

AS_GOOD = 3.0  # log-odds of the ranker below a part's best unit, within which the answer to the whole tells it as well

FEWEST = 2  # places and years that are asked about one beside the other


@dataclass(frozen=True)
class Told:
    """A part of a question with what it gets for itself, and whether the answer to the whole tells it as well."""

    text: str
    considered: Considered
    answer: Answered | Refused
    is_in_whole: bool


def together(
    question: Question,
    whole: Explained,
    parts: Sequence[tuple[str, Explained]],
    places: Places,
    seconds: Seconds,
    *,
    is_alike: bool,
) -> Explained:
    """Return the answer to a question of several parts: that to the whole where it tells all, else theirs as one.

    Args:
        question: as it was asked.
        whole: what it gets as one question.
        parts: each with what it gets for itself.
        places: that the documents are about.
        seconds: that all of it took.
        is_alike: whether the same is asked of several places or years.
    """
    asked = [(text, one, one.considered, one.answer) for text, one in parts]
    others = [one for _, one in parts if isinstance(one.answer, Answered)]
    told = [
        Told(text, considered, answer, _is_in(considered, one, whole, others, places, is_alike=is_alike))
        for text, one, considered, answer in asked
        if considered and isinstance(answer, Answered | Refused)
    ]
    answered = [part for part in told if isinstance(part.answer, Answered)]
    is_in_whole = all(part.is_in_whole for part in told)
    led_by = whole.answer if isinstance(whole.answer, Answered) else None
    lacks_nouns = not is_alike and led_by is not None and _are_led(answered, led_by)
    if not answered or len(told) < 2 or (is_in_whole and not lacks_nouns) or _is_elsewhere(whole, told, places):
        return whole
    shown = [part for part in told if isinstance(part.answer, Answered) or not part.is_in_whole]
    named = [Part(text, part.answer) for part, text in zip(shown, _labels(shown, places), strict=True)]
    meant = _all_of(whole, [part.answer for part in told])
    quoted = (led_by,) if is_in_whole and led_by and _cites(led_by, answered) else ()
    answer = joined(question, whole.answer.language, named, places, quoted=quoted, understood=meant, seconds=seconds)
    return Explained(answer, answered[0].considered, tuple(part.considered for part in told))


def side_by_side(
    question: Question,
    whole: Explained,
    sides: Sequence[tuple[str, Explained]],
    places: Places,
    corpus: Corpus,
    *,
    seconds: Seconds,
) -> Explained:
    """Return the answer to what is asked of several places: what is found of each for itself, one beside the other.

    Where it is asked which has more, or by how much, that is computed of the figure that leads for each. What is
    computed of all of them at once, and what one answer tells as well, stays as it is.

    Args:
        question: as it was asked.
        whole: what it gets as one question.
        sides: what is asked of each place, with what it gets.
        places: that the documents are about.
        corpus: what the answers cite.
        seconds: that all of it took.
    """
    told = [(text, one.considered, one.answer) for text, one in sides]
    answered = [(text, one, answer) for text, one, answer in told if one and isinstance(answer, Answered)]
    if not answered or _is_better(whole, answered) or any(isinstance(answer, Replied) for _, _, answer in told):
        return whole
    named = [
        Part("" if isinstance(answer, Answered) else label(text), answer)
        for text, _, answer in told
        if isinstance(answer, Answered | Refused)
    ]
    meant = _all_of(whole, [part.answer for part in named])
    language = whole.answer.language
    answer = joined(question, language, named, places, has_led_only=True, understood=meant, seconds=seconds)
    considered = tuple(one for _, one, _ in told if one)
    compared = [_side(one, answer, corpus) for _, one, answer in answered]
    asked = whole.considered or answered[0][1]
    computation = of_sides(asked.understood, compared) if len(answered) == len(told) else None
    line = computed_line(computation, answer.citations, corpus, language) if computation else None
    return Explained(led_by(answer, line) if line else answer, answered[0][1], considered)


def _is_better(whole: Explained, sides: Sequence[tuple[str, Considered, Answered]]) -> bool:
    """Return whether the answer to all at once is better than one for each side: computed, or with more figures.

    So it is where a side's own is a verdict, or an overview.
    """
    if not isinstance(whole.answer, Answered):
        return False
    n_led = sum(len(answer.keys) for _, _, answer in sides)
    is_of_whole = any(part.picked.themes or answer.n_own_lines for _, part, answer in sides)
    return bool(whole.answer.computed) or is_of_whole or len(whole.answer.keys) > max(1, n_led)


def _side(part: Considered, answer: Answered, corpus: Corpus) -> Side:
    """Return the figure in front of what is told of a place."""
    key = answer.keys[0].text if len(answer.keys) == 1 else ""
    records = (one for unit in part.picked.units[:1] for one in corpus.figures_of(unit.unit_id))
    place = part.understood.places[0] if part.understood.places else Place("", "", "")
    return Side(place, key, tuple(records))


def _are_led(parts: Sequence[Told], whole: Answered) -> bool:
    """Return whether the parts put as many figures in front as the whole, which says of none what it is of."""
    n_led = sum(len(part.answer.keys) for part in parts if isinstance(part.answer, Answered))
    n_own_lines = max((part.answer.n_own_lines for part in parts if isinstance(part.answer, Answered)), default=0)
    is_more = whole.n_own_lines > n_own_lines  # a verdict on all of it
    return n_led >= max(1, len(whole.keys)) and not (whole.table or whole.computed or is_more)


def _cites(whole: Answered, parts: Sequence[Told]) -> bool:
    """Return whether the whole quotes what every figure in front of the parts stands in."""
    quoted = {(one.doc_id, one.spans) for one in whole.citations}
    answers = [part.answer for part in parts if isinstance(part.answer, Answered)]
    led = [(answer, {number for key in answer.keys for number in key.numbers[:1]}) for answer in answers]
    return all(
        (c.doc_id, c.spans) in quoted for answer, numbers in led for c in answer.citations if c.number in numbers
    )


def _labels(parts: Sequence[Told], places: Places) -> list[str]:
    """Return what each part asks about, with its year where two would be called the same."""

    def called(part: Told, *, is_dated: bool) -> str:
        is_placed = isinstance(part.answer, Answered) and len(places.held) > 1  # then each line has its place in front
        return label(part.text, places.spans if is_placed else nowhere, is_dated=is_dated)

    labels = [called(part, is_dated=False) for part in parts]
    return labels if len(set(labels)) == len(labels) else [called(part, is_dated=True) for part in parts]


def _is_in(
    part: Considered, one: Explained, whole: Explained, others: Sequence[Explained], places: Places, *, is_alike: bool
) -> bool:
    """Return whether the answer to the whole tells a part, or where it has none of its own that to another part."""
    said_in = [whole, *(others if isinstance(one.answer, Refused) else ())]
    return any(_is_told(part, one.answer, answer, places, is_alike=is_alike) for answer in said_in)


def _is_elsewhere(whole: Explained, told: Sequence[Told], places: Places) -> bool:
    """Return whether a question is about one place, the same in all its parts, that nothing is held of."""
    named = {part.text[start:end] for part in told for start, end in places.spans(part.text)}
    return isinstance(whole.answer, Refused) and whole.answer.reason is Reason.OUT_OF_SCOPE and len(named) < FEWEST


def lacks_some(whole: Explained) -> bool:
    """Return whether the answer to a question may lack one of several places or years: no figure of each is in front.

    A refusal may be that of one of them.
    """
    answer = whole.answer
    return isinstance(answer, Refused) or (
        isinstance(answer, Answered) and not answer.table and len(answer.keys) < FEWEST
    )


def _is_told(part: Considered, answer: Answer, whole: Explained, places: Places, *, is_alike: bool) -> bool:
    """Return whether a unit that answers the whole is for a part nearly as good as its own best, and of its form.

    It must be of the year and the place that the part asks about.
    """
    asked = part.understood
    if not isinstance(whole.answer, Answered) or whole.considered is None or asked.elsewhere or asked.asks_whole:
        return False
    asks_more = asked.wants is not Wants.RESPONSIBLE and whole.considered.understood.wants is Wants.RESPONSIBLE
    picked = whole.considered.picked.units
    agreements = year_agreements(picked, asked.years)
    units = [
        unit
        for unit, agrees in zip(picked, agreements, strict=True)
        if agrees >= 0 and places.is_about(unit.doc_id, unit.text, asked.places)
    ]
    if is_alike and isinstance(answer, Refused) and units:  # the year and the place are all it asks more
        return True
    if not units or asks_more or asked.expected.fit(fold(" ".join(unit.text for unit in units))) < 1:
        return False
    most = _coverage(part, part.picked.units[:1])
    if isinstance(answer, Answered) and answer.keys:  # what stands in front elsewhere is another thing's figure
        return _coverage(part, units) >= most
    ids = {unit.unit_id for unit in units}
    best = max((item.score for item in part.ranked if item.unit.unit_id in ids), default=-math.inf)
    held = _coverage(part, units)
    if not held:  # in no word of it: then only what answers it
        return any(unit.unit_id in ids for unit in part.picked.units[:1])
    return held >= SAME_COVERAGE * most or any(best >= first.score - AS_GOOD for first in part.ranked[:1])


def _coverage(part: Considered, units: Sequence[Unit]) -> float:
    """Return the weight of the words of a part, not of what it takes over, that stand in units."""
    held = {term for unit in units for term in unit_terms(unit.text)} - set(terms(part.understood.topic))
    return sum(weight for term, weight in part.searched.weights.items() if term in held)


def _all_of(whole: Explained, answers: Sequence[Answered | Refused]) -> Meant:
    """Return what all parts mean; taken over is only what earlier questions said, not the part before."""
    meant = [whole.answer.understood, *(answer.understood for answer in answers)]
    return Meant(
        taken_over=whole.answer.understood.taken_over,
        years=tuple(sorted({year for one in meant for year in one.years})),
        places=tuple(dict.fromkeys(place for one in meant for place in one.places)),
        documents=tuple(dict.fromkeys(title for one in meant for title in one.documents)),
    )
