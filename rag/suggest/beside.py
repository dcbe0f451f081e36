"""What people would ask after any answer or refusal: the same of a year that is held, what stands nearby, examples."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.corpus import Corpus
from index.records import Span, Unit
from index.words.terms import unspaced
from rag.answer.phrases import written
from rag.question.place import Places
from rag.records import Answer, Answered, Citation, Language, Question, Refused
from rag.suggest.examples import Drawn, Example, is_proved
from rag.suggest.questions import worded

MOST_TRIES = 8  # questions asked to find them, at some 30 ms each
MOST_ON_MATTER = 3  # the same below a reply
_KINDS = ("result", "plan", "amount", "list")
_NEAREST_PASSAGES = 3  # of a refusal that cites nothing


@dataclass(frozen=True)
class _Offer:
    """A question, with what must come of it where it was drawn from something."""

    text: str
    example: Example | None = None


class Beside:
    """Finds questions beside an answer or a refusal, in one corpus.

    Args:
        corpus: what can be asked about.
        places: those its documents are about.
        answer: asks a question; only what is answered is offered.
        examples: questions of a language that are answered, for where nothing is near.
    """

    def __init__(
        self,
        corpus: Corpus,
        places: Places,
        answer: Callable[[Question], Answer],
        examples: Callable[[Language], Sequence[str]],
    ) -> None:
        self._corpus, self._places, self._answer, self._examples = corpus, places, answer, examples

    def of(self, question: Question, years: Sequence[int], told: Answered | Refused, *, most: int) -> tuple[str, ...]:
        """Return up to `most` questions in the asker's language that will be answered, the nearest first.

        Args:
            question: that was asked, with its history.
            years: that it was understood to ask about.
            told: what came of it.
            most: questions.
        """
        asked = {unspaced(text) for text in (*question.history, question.text)}
        seen = {_place(citation) for citation in told.citations} if isinstance(told, Answered) else set()
        found: list[str] = []
        for n_tried, offer in enumerate(self._offers(question, years, told)):
            if n_tried == MOST_TRIES or len(found) >= most:
                break
            if unspaced(offer.text) in asked:
                continue
            answer = self._answer(
                Question(id=question.id, text=offer.text, asked_on=question.asked_on, scope=question.scope)
            )
            if not isinstance(answer, Answered) or written(answer.language) is not written(told.language):
                continue
            first = _place(answer.citations[0])
            if first not in seen and (offer.example is None or is_proved(offer.example, answer)):
                found.append(offer.text)
                asked.add(unspaced(offer.text))
                seen.add(first)
        return tuple(found)

    def on_matter(
        self, question: Question, language: Language, near: Sequence[Unit], words: Sequence[str], *, most: int
    ) -> tuple[str, ...]:
        """Return up to `most` questions on what was spoken of, in a language and script, that will be answered.

        Args:
            question: what was said, which asks nothing itself.
            language: of the questions.
            near: the units that tell of it; a figure of theirs is asked for.
            words: that name it, the rarest first; what is planned and done about one is asked in Chinese.
            most: questions.
        """
        drawn = Drawn(tuple(near), language, self._places)
        offers = [_Offer(one.text, one) for kind in _KINDS for one in drawn.of(kind)[:1]][:MOST_ON_MATTER]
        area = self._places.area(language)
        if language is not Language.ENGLISH:
            offers += [_Offer(worded("theme", language, area=area, noun=word)) for word in words[:1]]
        found = []
        for offer in offers:
            answer = self._answer(Question(id=question.id, text=offer.text, asked_on=question.asked_on))
            if is_proved(offer.example, answer) if offer.example else isinstance(answer, Answered):
                found.append(offer.text)
        return tuple(dict.fromkeys(found))[:most]

    def _offers(self, question: Question, years: Sequence[int], told: Answered | Refused) -> Iterator[_Offer]:
        near = self._near(told)
        if isinstance(told, Refused) and len(years) == 1 and not told.understood.taken_over:
            yield from _in_other_years(question.text, years[0], near)
        drawn = Drawn(tuple(self._around(near)), told.language, self._places)
        for kind in _KINDS:
            yield from (_Offer(example.text, example) for example in drawn.of(kind)[:1])
        yield from (_Offer(text) for text in self._examples(told.language))

    def _near(self, told: Answered | Refused) -> tuple[Unit, ...]:
        """Return the units that are cited, else those of the nearest passages."""
        cited = (self._corpus.unit_at(citation.doc_id, citation.spans) for citation in told.citations)
        units = tuple(unit for unit in cited if unit)
        if units or isinstance(told, Answered):
            return units
        passages = told.passages[:_NEAREST_PASSAGES]
        places = ((passage.doc_id, passage.spans) for passage in passages if passage.doc_id in self._corpus.documents)
        return tuple(
            unit
            for doc_id, spans in places
            for unit in self._corpus.units_of_document(doc_id)
            if unit.spans[0].start >= spans[0].start and unit.spans[-1].end <= spans[-1].end
        )

    def _around(self, near: Iterable[Unit]) -> Iterator[Unit]:
        """Yield the units of the sections that some stand in, these first."""
        sections = dict.fromkeys((unit.doc_id, unit.section_id) for unit in near)
        for doc_id, section_id in sections:
            yield from (u for u in self._corpus.units_of_document(doc_id) if u.section_id == section_id)


def _in_other_years(text: str, year: int, near: Sequence[Unit]) -> Iterator[_Offer]:
    """Yield a question of a year that is not held with those that the nearest statements are of in its place."""
    if text.count(str(year)) != 1:
        return
    for other in dict.fromkeys(unit.years[0] for unit in near if len(unit.years) == 1):
        if other != year:
            yield _Offer(text.replace(str(year), str(other)))


def _place(citation: Citation) -> tuple[str, tuple[Span, ...]]:
    return citation.doc_id, citation.spans
