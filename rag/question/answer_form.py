"""The form an answer must have: what is asked as a sum must be answered by a sum, a date by a date.

The forms are data: lang/*/forms.toml says how each is asked for, given.toml what a text that gives it contains.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.question.said import names, said

NAMES, FIGURE = "names", "figure"  # what is asked for by name; a figure of whatever form
_MONEY, _SHARE = "money", "share"
_COUNTED, _ANY_NUMBER = said("forms.counted"), said("forms.any_number")
_ANY_MEASURE, _ALIKE = said("forms.any_measure"), said("forms.alike")
_NUMBER = said("figures.number")
_ANY = "个"  # stands for any measure word


@dataclass(frozen=True)
class Form:
    """A form by name, with what finds it in a folded text: one expression, as it is looked for in every unit ranked."""

    name: str
    given: re.Pattern[str]

    def search(self, folded: str) -> bool:
        """Return whether a folded text has the form."""
        return bool(self.given.search(folded))


@dataclass(frozen=True)
class Expected:
    """The forms a question asks for (empty when any text may answer)."""

    forms: tuple[Form, ...]

    def fit(self, text: str) -> float:
        """Return the share of the expected forms that a folded text has; 1 when nothing is expected."""
        return self.fit_each([text])[0]

    def fit_each(self, texts: Sequence[str]) -> list[float]:
        """Return for each folded text the share of the expected forms that it has; 1 when nothing is expected."""
        if not self.forms:
            return [1.0] * len(texts)
        return [sum(form.search(text) for form in self.forms) / len(self.forms) for text in texts]

    def or_growth(self) -> "Expected":
        """Return the same, but where a sum is asked a share does as well: through the years, growth tells of it too."""
        share = _form(_SHARE)
        return Expected(tuple(_either(form, share) if form.name == _MONEY else form for form in self.forms))


def expected(asked: str) -> Expected:
    """Return the forms that an answer to a folded question must have."""
    forms = [_form(name) for name in names("given") if name != NAMES and said(f"forms.{name}").found(asked)]
    if not forms and said(f"forms.{NAMES}").found(asked):  # 要建几个产业园，都是哪些: the count is part of the question
        return Expected((_form(NAMES),))
    forms += [_measured(measure) for measure in dict.fromkeys(found[1] for found in _COUNTED.finditer(asked))]
    if not forms and _ANY_NUMBER.found(asked):
        forms.append(Form(FIGURE, re.compile(r"\d")))
    return Expected(tuple(forms))


@lru_cache(maxsize=64)
def _form(name: str) -> Form:
    return Form(name, _any([pattern.pattern for pattern in said(f"given.{name}").patterns]))


@lru_cache(maxsize=64)
def _measured(measure: str) -> Form:
    """Return the form of a count of things, by the measure word asked with, or one that stands for it."""
    alike = {word for group in _ALIKE.words if measure in group for word in group} | {measure, _ANY}
    words = "".join(_ANY_MEASURE.words if measure == _ANY else sorted(alike))
    return Form(measure, _any([rf"(?:{number.pattern})[{words}]" for number in _NUMBER.patterns]))


@lru_cache(maxsize=8)
def _either(form: Form, other: Form) -> Form:
    return Form(form.name, _any([form.given.pattern, other.given.pattern]))


def _any(expressions: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{expression})" for expression in expressions))
