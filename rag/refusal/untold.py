"""Whether what was chosen tells of the thing that a question names: a word of its name that it lacks stands against it.

A word counts as told where the evidence holds a term of it, or of an official word for it, or of a translation.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.corpus import Corpus
from index.records import Unit
from index.words.bilingual import Bilingual
from index.words.figures import WORDS
from index.words.kept import unit_fold, unit_terms
from index.words.lists import any_of
from index.words.measures import MEASURES
from index.words.terms import terms
from rag.evidence.picked import Picked
from rag.figures.lead import lead_keys
from rag.figures.matter import RARE
from rag.question.asked_name import asked_name
from rag.question.said import names, said
from rag.question.wording import official_words
from rag.records import Language
from rag.search.searching import Searched

TOLD_BY = 2  # units, the first of those that would be cited

_OWN_NAME = re.compile("[“\"「『《‘']([\u4e00-\u9fff]{2,})[”\"」』》’']")
_VERBS = any_of(WORDS["verbs"])
_GENERAL = tuple(said(name) for name in ("asks.in_general", "asks.attribute", "computes.removed"))
_OF_FORMS = tuple(said(f"forms.{name}") for name in names("forms"))


@dataclass(frozen=True)
class Named:
    """Whether a question names the thing that is asked of shortly, and a word of that name that is untold, or ""."""

    is_named: bool
    untold: str


@dataclass(frozen=True)
class _Evidence:
    """What some units hold: their text and terms, those of what they stand under among them."""

    text: str
    terms: frozenset[str]

    def tells(self, word: str) -> bool:
        """Return whether a term of a word, or of an official word for it, is held.

        A measure tells of no thing; what a word is looked for with beside itself is wider than it (小学, 学校).
        """
        official = [one for one in official_words(word) if one not in MEASURES]
        words = (word,) if word in official else (word, *official)
        return any(term in self.terms for one in words for term in terms(one))


class Untold:
    """Finds the word of an asked name that the evidence does not tell.

    Args:
        corpus: what the units are from.
        bilingual: Chinese words for English ones.
        alike: gives the terms of the corpus that sound as a term does: it may be mistyped.
        rarity: of a term of the corpus: one that most of it holds tells nothing of a name.
    """

    def __init__(
        self,
        corpus: Corpus,
        bilingual: Bilingual,
        alike: Callable[[str], Sequence[str]],
        rarity: Callable[[str], float],
    ) -> None:
        self._corpus, self._bilingual, self._alike, self._rarity = corpus, bilingual, alike, rarity

    def of(self, searched: Searched, picked: Picked) -> Named:
        """Return whether there is a name, and a word of it that what was picked does not tell.

        Where a figure stands in front, the name's other words are told as well: it may be called otherwise as a
        whole, but what narrows a thing that is told makes it another (购车补贴 is no 租房补贴). What an English
        question quotes in Chinese is told as it is written.
        """
        question = searched.question
        own = _OWN_NAME.search(question.asked) if question.language is Language.ENGLISH else None
        if own and not set(terms(own[1])) <= self._evidence(picked.units).terms:
            return Named(is_named=True, untold=own[1])
        name = asked_name(question, self._bilingual.lexicon.cut)
        return Named(bool(name), self._word(name, searched, picked) if name else "")

    def _word(self, name: Sequence[str], searched: Searched, picked: Picked) -> str:
        question = searched.question
        leading = [unit for unit, led in lead_keys(picked.units, question, searched.weights) if led]
        evidence = self._evidence(leading or picked.units[:TOLD_BY])
        if question.language is Language.ENGLISH:
            return self._untold_in_english(name[0], evidence, leads=bool(leading))
        untold = [at for at in range(len(name)) if self._is_untold(name, at, evidence)]
        if leading or picked.rows or len(question.years) > 1:
            untold = [at for at in untold if any(_narrowed(one, evidence.text) for one in name[at + 1 : at + 2])]
        return name[untold[0]] if untold else ""

    def _is_untold(self, name: Sequence[str], at: int, evidence: _Evidence) -> bool:
        word = name[at]
        if _is_told_as_done(word, evidence.text):
            return False
        is_general = any(words.fullmatch(word) for words in (*_GENERAL, *_OF_FORMS))
        if len(word) < 2 or is_general or evidence.tells(word):
            return False
        is_word = len(self._bilingual.lexicon.cut(word)) == 1
        if not is_word and (any(map(evidence.tells, self._alike(word))) or _is_mistyped(name, at, evidence.text)):
            return False
        return max(map(self._rarity, terms(word))) >= RARE

    def _untold_in_english(self, name: str, evidence: _Evidence, *, leads: bool) -> str:
        """Return an English name of which the evidence has no translation, and behind a figure in front no document."""
        groups = self._bilingual.translate(name)
        held = [word for _, words in groups for word, _ in words]
        return name if groups and not any(map(evidence.tells, held)) and not (leads and held) else ""

    def _evidence(self, units: Sequence[Unit]) -> _Evidence:
        texts = [unit_fold(unit.text) for unit in units]
        chunks = (self._corpus.chunk_of(unit.unit_id) for unit in units)
        around = (chunk.context for chunk in chunks if chunk)
        return _Evidence(" ".join(texts), frozenset().union(*map(unit_terms, (*texts, *around))))


def _is_told_as_done(word: str, text: str) -> bool:
    """Return whether a word asks for something to be finished or begun, which a folded text tells of in another."""
    is_asked = any(said(f"verdicts.asks_{how}").fullmatch(word) for how in ("done", "begun"))
    return is_asked and any(said(f"verdicts.told_{how}").found(text) for how in ("done", "begun"))


def _is_mistyped(name: Sequence[str], at: int, text: str) -> bool:
    """Return whether what is no word begins, or ends, as what stands beside the same word in the evidence."""
    before, behind = "".join(name[max(0, at - 1) : at]), "".join(name[at + 1 : at + 2])
    return bool(before and before + name[at][0] in text) or bool(behind and name[at][-1] + behind in text)


def _narrowed(word: str, text: str) -> bool:
    """Return whether a folded text has a word, and nowhere as a thing in general: at the start or behind a verb."""
    return word in text and not re.search(rf"(?:^|[，,。；;、：:]|{_VERBS}){re.escape(word)}", text)
