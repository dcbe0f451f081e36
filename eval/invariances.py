"""What must not change an answer: cases asked again with politeness round them, typed otherwise, after another one.

Each case is asked as it is, then in a few variations; those that fewest cases had so far come first, so that all
variations are tried alike often.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from eval.cases import Case
from eval.predict import Assistant
from index.records import Frozen
from index.words.script import simplify, traditional
from index.words.terms import terms
from rag.records import Answer, Answered, Language, Question, Refused, Replied

ENOUGH = 0.99  # of the cases of each group of variations
_SEED = 18
_YEAR = re.compile(r"\d{4}")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_COMMON = 0.05  # a term of more questions than this share tells nothing of what they are about


class Variation(Frozen):
    """A way to put a question otherwise; `group` names those that are held against the threshold together."""

    name: str
    group: str


class Turned(Frozen):
    """A case whose answer is another one when it is put otherwise."""

    id: str
    variation: str
    text: str
    expected: str
    found: str


class Invariances(Frozen):
    """How often a variation was asked, by name, and the cases that it turned."""

    asked: Mapping[str, int]
    turned: tuple[Turned, ...]

    def share(self, names: Sequence[str]) -> float:
        """Return the share of cases that stay as they are in these variations; 1 where none was asked."""
        n_asked = sum(self.asked.get(name, 0) for name in names)
        return 1 - sum(one.variation in names for one in self.turned) / n_asked if n_asked else 1.0

    @property
    def passed(self) -> bool:
        """Whether every group of variations leaves enough of the cases as they are."""
        groups = {variation.group for variation in VARIATIONS}
        return all(self.share(names_of(group)) >= ENOUGH for group in groups)


Change = Callable[[Question, Random], Question | None]


def asked(question: Question, **changed: object) -> Question:
    """Return a question that is otherwise asked, read as any other is."""
    return Question.model_validate(question.model_dump() | changed)


def _text(change: Callable[[str, Random], str], question: Question, random: Random) -> Question | None:
    """Return a question with another text; None where the change leaves it as it is."""
    text = change(question.text, random)
    return None if text == question.text else asked(question, text=text)


def _round(pattern: str, text: str, _: Random) -> str:
    return pattern.format(text)


def _other_script(text: str, _: Random) -> str:
    return traditional(text) if simplify(text) == text else simplify(text)


def _wide(text: str, _: Random) -> str:
    return text.translate(_WIDE)


def _inserted(marks: Sequence[str], places: Callable[[str], list[int]], text: str, random: Random) -> str:
    """Return a text with one of the marks at up to three of its places."""
    free = places(text)
    for at in sorted(random.sample(free, min(3, len(free))), reverse=True):
        text = text[:at] + random.choice(marks) + text[at:]
    return text


def _anywhere(text: str) -> list[int]:
    return list(range(len(text) + 1))


def _between_characters(text: str) -> list[int]:
    """Return the places beside a Chinese character, where a blank parts no word of letters and no figure."""
    return [at for at in range(1, len(text)) if any("\u4e00" <= one <= "\u9fff" for one in text[at - 1 : at + 1])]


def _broken(text: str, random: Random) -> str:
    """Return a text with a line break in place of a blank, or between two characters."""
    blanks = [at for at, one in enumerate(text) if one == " "]
    if blanks:
        at = random.choice(blanks)
        return f"{text[:at]}\n{text[at + 1 :]}"
    return _inserted(("\n",), _between_characters, text, random)


def _asking_more(text: str, _: Random) -> str:
    asked = text.rstrip("?？ ")
    return asked + ("???" if asked.isascii() else "？？？")


_CHANGES: tuple[tuple[str, str, Callable[[str, Random], str]], ...] = (
    *(
        ("politeness in front", name, partial(_round, pattern))
        for name, pattern in (
            ("你好，…", "你好，{}"),
            ("您好！…", "您好！{}"),
            ("请问…", "请问{}"),
            ("想请教一下…", "想请教一下，{}"),
            ("Hi …", "Hi {}"),
        )
    ),
    *(
        ("behind", name, partial(_round, pattern))
        for name, pattern in (
            ("…谢谢", "{}谢谢"),
            ("…麻烦了", "{}，麻烦了"),
            ("…🙏", "{}🙏"),
            ("…。", "{}。"),
            ("…！", "{}！"),
        )
    ),
    ("written otherwise", "other script", _other_script),
    ("written otherwise", "full-width digits", _wide),
    ("written otherwise", "blanks inside", partial(_inserted, (" ", "  ", "\u3000"), _between_characters)),
    ("written otherwise", "zero-width inside", partial(_inserted, ("\u200b", "\u200d", "\ufeff"), _anywhere)),
    ("written otherwise", "line break", _broken),
    ("written otherwise", "？？？", _asking_more),
)
HISTORY = Variation(name="unrelated question before", group="history")
VARIATIONS = (*(Variation(name=name, group=group) for group, name, _ in _CHANGES), HISTORY)


def names_of(group: str) -> tuple[str, ...]:
    """Return the names of the variations of a group."""
    return tuple(variation.name for variation in VARIATIONS if variation.group == group)


def invariances(assistant: Assistant, cases: Sequence[Case], *, per_case: int) -> Invariances:
    """Return which cases are answered otherwise when they are put otherwise.

    Args:
        assistant: that is asked.
        cases: that are asked, once as they are.
        per_case: variations of each; all that suit it where it has no more.
    """
    changes = _changes(cases)
    asked: Counter[str] = Counter()
    turned: list[Turned] = []
    for case in cases:
        question, random = case.asked(), Random(f"{_SEED} {case.id}")  # noqa: S311
        expected = assistant.answer(question)
        n_varied = 0
        for name, change in sorted(changes, key=lambda named: asked[named[0]]):
            varied = change(question, random) if n_varied < per_case else None
            if varied is None:
                continue
            found = assistant.answer(varied)
            n_varied += 1
            asked[name] += 1
            if outcome(found) != outcome(expected):
                texts = {"text": varied.text, "expected": expected.text, "found": found.text}
                turned.append(Turned(id=case.id, variation=name, **texts))
    return Invariances(asked=dict(asked), turned=tuple(turned))


def outcome(answer: Answer) -> tuple[object, ...]:
    """Return what of an answer must stay: what it says, its citations, the reason of a refusal, the act of a reply.

    It is compared in one script: the assistant answers in that of the question. Of a refusal the words differ between
    the two (政府信息, 政府資訊), the years it names do not.
    """
    match answer:
        case Answered(text=text, citations=citations):
            return simplify(text), citations
        case Refused(text=text, reason=reason, citations=citations):
            return reason, tuple(_YEAR.findall(text)), citations
        case Replied(act=act):
            return (act,)


def _changes(cases: Sequence[Case]) -> list[tuple[str, Change]]:
    return [*((name, partial(_text, change)) for _, name, change in _CHANGES), (HISTORY.name, _Unrelated(cases))]


@dataclass(frozen=True)
class _About:
    """A question that stands alone, and the terms that tell what it is about."""

    text: str
    terms: frozenset[str]


class _Unrelated:
    """Puts a question of another case, in which nothing of the matter is named, before all others."""

    def __init__(self, cases: Sequence[Case]) -> None:
        told = Counter(term for case in cases for term in _terms(case.question))
        self._common = {term for term, n in told.items() if n > max(1, _COMMON * len(cases))}
        alone = [
            case for case in cases if case.answerable and not case.history and case.language is not Language.ENGLISH
        ]
        self._others = [_About(case.question, _terms(case.question) - self._common) for case in alone]

    def __call__(self, question: Question, random: Random) -> Question | None:
        own = frozenset().union(*map(_terms, (question.text, *question.history))) - self._common
        before = next(self._of_other_matter(own, random), None)
        return asked(question, history=(before, *question.history)) if before else None

    def _of_other_matter(self, own: frozenset[str], random: Random) -> Iterator[str]:
        start = random.randrange(len(self._others)) if self._others else 0
        for other in (*self._others[start:], *self._others[:start]):
            if other.terms and not other.terms & own:
                yield other.text


def _terms(text: str) -> frozenset[str]:
    return frozenset(term for term in terms(simplify(text)) if len(term) > 1)
