"""Example questions drawn from what the corpus holds, each of another kind, and each asked before it is shown."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from index.corpus import Corpus
from index.records import Role, Status, Unit
from index.words.terms import unspaced
from rag.answer.points import series
from rag.question.place import Places
from rag.records import Answer, Answered, Language, Question
from rag.suggest.questions import worded
from rag.suggest.topics import counted, defined, entrusted, is_entrusted, listed, measured, nouns

MOST = 6
MOST_DOCUMENTS = 12  # the latest, that questions are drawn from
MOST_TRIES = 3  # questions of one kind that are asked, at some 30 ms each: nearly always the first one will do
SHOWN = ("result", "series", "plan", "amount", "list", "responsible", "definition")
# In the order they are looked for, for no noun is asked about twice: what gives fewest comes before what gives many,
# and what may be asked twice stands in for what is not found.
KINDS = ("result", "series", "plan", "list", "responsible", "definition", "amount", "result", "plan")
KINDS_IN_ENGLISH = ("result", "responsible", "series", "plan", "amount", "definition", "list", "result", "plan")
_SHORTEST_LISTED = 4  # characters of a noun: 三大布局, 六大领域 say nothing


@dataclass(frozen=True)
class Example:
    """A question with what must come of it: the unit is cited, the figure leads, several years give a chart."""

    kind: str
    text: str
    noun: str
    unit: Unit
    figure: str = ""
    n_years: int = 0


def examples(
    corpus: Corpus, language: Language, places: Places, answer: Callable[[Question], Answer]
) -> tuple[str, ...]:
    """Return up to six questions in a language and script, each of another kind and noun, that are answered.

    Args:
        corpus: what they are drawn from.
        language: of the questions: Simplified or Traditional Chinese, or English.
        places: those the documents are about; each question names its own.
        answer: asks a question; those that are not answered with what they were drawn from are left out.
    """
    latest = tuple(u for doc_id in corpus.latest(MOST_DOCUMENTS) for u in corpus.units_of_document(doc_id))
    drawn = Drawn(latest, language, places)
    found: list[Example] = []
    areas: Counter[str] = Counter()
    for kind in KINDS_IN_ENGLISH if language is Language.ENGLISH else KINDS:
        candidates = [item for item in drawn.of(kind) if not any(item.noun == other.noun for other in found)]
        candidates.sort(key=lambda item: areas[places.title(item.unit.doc_id, language)])
        for item in candidates[:MOST_TRIES] if len(found) < MOST else ():
            if is_proved(item, answer(Question(id="example", text=item.text))):
                found.append(item)
                areas[places.title(item.unit.doc_id, language)] += 1
                break
    return tuple(item.text for item in sorted(found, key=lambda item: SHOWN.index(item.kind)))


def is_proved(example: Example, answer: Answer) -> bool:
    """Return whether an answer gives what its question was drawn from."""
    if not isinstance(answer, Answered):
        return False
    if example.kind == "series":
        return series(answer) is not None or len(answer.table) == example.n_years == 2
    is_cited = any((c.doc_id, c.spans) == (example.unit.doc_id, example.unit.spans) for c in answer.citations)
    leads = any(example.figure in unspaced(key.text) for key in answer.keys)
    return is_cited and (leads or not example.figure)


class Drawn:
    """The questions of each kind that can be drawn from some units, in one language, the best first."""

    def __init__(self, units: tuple[Unit, ...], language: Language, places: Places) -> None:
        self._language, self._places = language, places
        self._all = units
        self._units = tuple(unit for unit in self._all if unit.role in (Role.SENTENCE, Role.ITEM))
        self._measured, self._counted = tuple(measured(self._units)), tuple(counted(self._units))

    def of(self, kind: str) -> list[Example]:
        """Return the questions of a kind."""
        match kind:
            case "result" | "plan":
                return list(self._counts(kind, Status(kind)))
            case "series":
                return list(self._series())
            case "amount":
                return list(self._amounts())
            case "list":
                return list(self._lists())
            case "responsible":
                return list(self._responsible())
            case _:
                return list(self._definitions())

    @property
    def _is_english(self) -> bool:
        return self._language is Language.ENGLISH

    def _worded(self, kind: str, unit: Unit, noun: str, **parts: str | int) -> str:
        name = nouns()[noun].english if self._is_english and noun in nouns() else noun
        area = self._places.title(unit.doc_id, self._language)
        return worded(kind, self._language, area=area, noun=name, **parts)

    def _counts(self, kind: str, status: Status) -> Iterator[Example]:
        known = nouns()
        found = [item for item in self._counted if item.unit.status is status]
        if self._is_english:
            found = [item for item in found if item.noun in known]
        n_known = len(known)
        found.sort(key=lambda item: (item.noun not in known, -item.unit.years[0], _order(item.noun, n_known)))
        for item in found:
            year = item.unit.years[0]
            text = self._worded(kind, item.unit, item.noun, year=year, verb=item.verb, measure=item.measure)
            yield Example(kind, text, item.noun, item.unit, unspaced(item.figure))

    def _amounts(self) -> Iterator[Example]:
        found = [item for item in self._measured if item.unit.status is Status.RESULT and not item.is_change]
        for item in sorted(found, key=lambda item: (-item.unit.years[0], nouns()[item.noun].order)):
            text = self._worded("amount", item.unit, item.noun, year=item.unit.years[0])
            yield Example("amount", text, item.noun, item.unit, item.figure)

    def _series(self) -> Iterator[Example]:
        """Yield questions about what is told of several years, most years first."""
        rows: dict[tuple[str, str, str], dict[int, Unit]] = {}
        told = [*((sum_.unit, sum_.noun, "", sum_.is_change) for sum_ in self._measured)]
        told += ((count.unit, count.noun, count.verb, False) for count in self._counted if count.noun in nouns())
        for unit, noun, verb, is_change in told:
            area = self._places.title(unit.doc_id, self._language)
            if not is_change:
                rows.setdefault((area, noun, verb), {}).setdefault(unit.years[0], unit)
        wide = [(key, of_year) for key, of_year in rows.items() if len(of_year) > 1]
        for (_, noun, verb), of_year in sorted(wide, key=lambda row: (-len(row[1]), nouns()[row[0][1]].order)):
            unit = of_year[max(of_year)]
            text = self._worded("counts" if verb else "amounts", unit, noun, verb=verb)
            yield Example("series", text, noun, unit, n_years=len(of_year))

    def _lists(self) -> Iterator[Example]:
        known = nouns()
        for item in listed(self._units):
            if item.noun in known or (len(item.noun) >= _SHORTEST_LISTED and not self._is_english):
                text = self._worded("list", item.unit, item.noun, number=item.number, measure=item.measure)
                yield Example("list", text, item.noun, item.unit)

    def _responsible(self) -> Iterator[Example]:
        if not self._is_english:
            for name in entrusted(self._all):
                yield Example("responsible", self._worded("responsible", name.unit, name.name), name.name, name.unit)
            return
        items = [unit for unit in self._units if is_entrusted(unit)]
        for noun in nouns():
            named = [unit for unit in items if noun in unit.text]
            if len(named) == 1:  # else it is not clear which is meant
                yield Example("responsible", self._worded("responsible", named[0], noun), noun, named[0])

    def _definitions(self) -> Iterator[Example]:
        for term in defined(self._all, is_latin=self._is_english):
            yield Example("definition", self._worded("definition", term.unit, term.name), term.name, term.unit)


def _order(noun: str, last: int) -> int:
    return nouns()[noun].order if noun in nouns() else last
