"""What is said back to what asks nothing of the documents, and what can be asked, on its matter if there is any."""

import time
from collections.abc import Callable, Collection, Sequence

from index.corpus import Corpus
from index.records import Unit
from index.words.kept import unit_fold
from index.words.terms import fold, terms
from rag.answer.phrases import written
from rag.answer.replies import SERIOUS, reply
from rag.evidence.rank import Ranked
from rag.question.acts.act import Taken
from rag.question.courtesy import only_courtesy
from rag.question.language import detect_language
from rag.question.place import Places
from rag.records import Language, Question, Replied, Seconds
from rag.suggest.beside import Beside

EXAMPLES = 2  # questions below a reply
NEAR = 6  # units, best first, that such are drawn from
ON_THE_MATTER = 0.25  # of what was said, by the weight of its terms, that a unit must have


class Replying:
    """Replies over one corpus.

    Args:
        corpus: what can be asked about.
        places: those its documents are about.
        beside: finds questions on a matter.
        examples: questions of a language that are answered, whatever was said.
        words_in: the Chinese words that stand in a folded text.
        rarity: of a term.
    """

    def __init__(
        self,
        corpus: Corpus,
        places: Places,
        beside: Beside,
        examples: Callable[[Language], Sequence[str]],
        *,
        words_in: Callable[[str], Collection[str]],
        rarity: Callable[[str], float],
    ) -> None:
        self._corpus, self._places, self._beside, self._examples = corpus, places, beside, examples
        self._words_in, self._rarity = words_in, rarity

    def reply(self, question: Question, taken: Taken, started: float, ranked: Sequence[Ranked] = ()) -> Replied:
        """Return what is said back.

        Args:
            question: what was said, with its history.
            taken: what it is taken for.
            started: when, by the clock that counts seconds.
            ranked: units, best first, where any were looked for.
        """
        courtesy = only_courtesy(question.text)
        language = (courtesy.language if courtesy else None) or detect_language(question.text)
        examples = () if taken.kind in SERIOUS else self._offered(question, language, ranked)
        text = reply(
            language,
            taken,
            area=self._places.area(language),
            documents=self._corpus.entries,
            has_examples=bool(examples),
            turns_to=self._places.turns_to(self._places.named(fold(question.text))),
        )
        return Replied(
            question=question,
            language=language,
            text=text,
            seconds=Seconds(total=time.perf_counter() - started, embed=0.0),
            act=taken.act,
            examples=examples,
        )

    def _offered(self, question: Question, language: Language, ranked: Sequence[Ranked]) -> tuple[str, ...]:
        near = [item.unit for item in ranked[:NEAR] if item.features.coverage >= ON_THE_MATTER]
        named = self._named_in(question.text, near)
        found = self._beside.on_matter(question, written(language), near, named, most=EXAMPLES) if near else ()
        return tuple(dict.fromkeys((*found, *self._examples(language))))[:EXAMPLES]

    def _named_in(self, text: str, near: Sequence[Unit]) -> list[str]:
        """Return the Chinese words of a text that stand in any of some units, the rarest first."""
        told = " ".join(unit_fold(unit.text) for unit in near)
        words = {word for word in self._words_in(fold(text)) if len(word) > 1 and word in told}
        return sorted(words, key=lambda word: (-sum(map(self._rarity, terms(word))), word))
