"""Whether a clause of a report is about the very matter that a question names, though it may put it in other words."""

import re
from collections.abc import Mapping, Sequence

from index.words.kept import unit_terms
from index.words.measures import MEASURES
from index.words.terms import terms
from rag.figures.noun import HOW_MANY
from rag.question.named_place import without
from rag.question.said import said
from rag.question.understand import Understood
from rag.question.wording import content
from rag.records import Language

_ACTS = {name: said(f"acts.{name}") for name in ("add", "renew", "fit", "supply", "hold")}
_VERB, _PER = said("acts.verb"), said("acts.per")
_WORD = re.compile("(?!.*[百千万亿余])[\u4e00-\u9fff]{2,}")
_BETWEEN = 12  # characters between a verb and its noun: 引进6家持牌金融机构
RARE = 3.0  # weight of a term that one chunk in twenty holds; a commoner noun (企业, 项目) does not tell the matter


class Matter:
    """The matter of one question.

    `is_wide` takes a thing in general for one that the question narrows, where nothing else narrows it: 新增学位 for
    新增公办学位.
    """

    def __init__(self, question: Understood, weights: Mapping[str, float], *, is_wide: bool = False) -> None:
        self._asked, self._weights, self._is_wide = question.text, weights, is_wide
        self._acts = acts_in(question.text)
        self._total = sum(weights.values())
        is_chinese = question.language is not Language.ENGLISH and not question.is_pinyin
        words = content(HOW_MANY.sub(" ", without(question.text, question.own))).split() if is_chinese else []
        matter = re.sub(r"[\W\d]", "", "".join(words)).lstrip("从自到至各")
        verb = _VERB.match(matter)
        self._noun = matter[verb.end() :] if verb else ""
        self._is_rare = any(weights.get(term, 0.0) >= RARE for term in terms(self._noun))

    def agreement(self, clause: str, weighed: float) -> float:
        """Return how much of the question's term weight a folded clause stands for, 0 when it is of another matter.

        Args:
            clause: with a figure.
            weighed: the weight of the terms it shares with the question.
        """
        acts = acts_in(clause)
        is_other = bool(self._acts and acts and not self._acts & acts)
        if is_other or (_PER.found(clause) and not _PER.found(self._asked)) or self._is_denied(clause):
            return 0.0
        return self._total if acts and self._is_rare and self._names(clause) else weighed

    def alike(self, clauses: Sequence[str]) -> frozenset[str]:
        """Return those of the folded clauses, which all agree with the question, that name one and the same thing.

        In Chinese they have the head of the question's noun (学位 of 公办学位), or where none has it a word of the
        first clause, as a measure alone tells of no one thing; in English, where one word has several Chinese ones,
        most of the words in the first clause that are no verbs.
        """
        if self._noun:
            named = frozenset(clause for clause in clauses if self._noun[-2:] in clause)
            return named or frozenset(clause for clause in clauses if _share_a_thing(clause, clauses[0]))
        told = {term: self._weights[term] for term in self._things(clauses[0])}
        if not told:
            return frozenset(clause for clause in clauses if _share_a_thing(clause, clauses[0]))
        least = 0.5 * sum(told.values())
        return frozenset(
            clause for clause in clauses if sum(told[term] for term in self._things(clause) & told.keys()) >= least
        )

    def _things(self, clause: str) -> set[str]:
        return {term for term in unit_terms(clause) if term in self._weights and _is_thing(term)}

    def _names(self, clause: str) -> bool:
        """Return whether a verb has the question's noun behind it, whatever narrows it: 新增公办学位 is of 学位."""
        found = _VERB.search(clause)
        if not found:
            return False
        behind = clause[found.end() :]
        at = behind.find(self._noun)
        is_general = self._is_wide and re.match(rf"[\d.\s]*\S?{re.escape(self._noun[-2:])}", behind)
        return 0 <= at <= _BETWEEN or bool(is_general)

    def _is_denied(self, clause: str) -> bool:
        """Return whether a clause is of what is not so: 非持牌金融机构."""
        return any(word in self._asked and f"非{word}" not in self._asked for word in re.findall("非(..)", clause))


def _is_thing(term: str) -> bool:
    """Return whether a term is no verb, and no measure."""
    return term not in MEASURES and not _VERB.fullmatch(term)


def _share_a_thing(clause: str, other: str) -> bool:
    """Return whether two folded clauses, of which none names what is asked, have a word but measures and verbs."""
    shared = unit_terms(clause) & unit_terms(other)
    return clause == other or any(_WORD.fullmatch(term) and _is_thing(term) for term in shared)


def acts_in(text: str) -> set[str]:
    """Return the names of what a folded text says is done to things."""
    return {name for name, act in _ACTS.items() if act.found(text)}
