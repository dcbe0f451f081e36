"""The form an answer must have: what is asked as a sum must be answered by a sum, a date by a date.

The forms are data: lang/*/forms.toml says how each is asked for, given.toml what a text that gives it contains.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.figures.stated import rounds_in_digits
from index.words.amounts import in_digits
from index.words.lists import any_of
from index.words.measures import PEOPLE
from rag.question.said import names, said

NAMES, FIGURE = "names", "figure"  # what is asked for by name; a figure of whatever form
DATE, TIME = "date", "time"  # a day or a month; a time, which the period of a text tells as well
# Without these nothing answers: a day of another kind, or what is done, does not tell until when, who or where.
STRICT = frozenset(("validity", "start", "deadline", "age"))
# Nor without these where none of those is asked: 自印发之日起施行 names no day.
PLAIN = frozenset(("day", "hours", "phone", "address"))
_MONEY, _SHARE, _PRICE = "money", "share", "price"
PERSON = "person"  # who holds an office
_COUNTED, _TOTAL, _ANY_NUMBER = said("forms.counted"), said("forms.total"), said("forms.any_number")
_ANY_MEASURE, _ALIKE = said("forms.any_measure"), said("forms.alike")
_HOW = said("parts.how")
_NUMBER, _PERSONS = said("figures.number"), said("names.persons")
_AMOUNT = re.compile("|".join(pattern.pattern for pattern in said("figures.amount").patterns))
_YES_NO, _ASKS_FIGURE = said("verdicts.yes_no"), said("asks.figure")
ANY_MEASURE = "个"  # people say it for any measure word


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
        read = map(_in_digits, texts)
        return [sum(form.search(text) for form in self.forms) / len(self.forms) for text in read]

    def lacks(self, texts: Sequence[str]) -> str:
        """Return the first form without which nothing answers that none of some folded texts has, or ""."""
        forms = [form for form in self.forms if form.name in STRICT]
        forms = forms or [form for form in self.forms if form.name in PLAIN]
        return next((form.name for form in forms if not any(map(form.search, texts))), "")

    def lacks_all(self, texts: Sequence[str]) -> bool:
        """Return whether figures are expected and no folded text has any of a form, nor of things in any measure."""
        if not self.forms or any(form.name in (NAMES, TIME, DATE, *STRICT, *PLAIN) for form in self.forms):
            return False
        names = {form.name for form in self.forms}
        asked = self.forms if names != {_PRICE, _MONEY} else self.forms[:1]  # a sum is no price of one
        things = set(_ANY_MEASURE.words) - PEOPLE - {ANY_MEASURE}
        forms = [_things() if form.name in things else form for form in asked]
        return not any(form.search(text) for text in map(_in_digits, texts) for form in forms)

    def without_time(self) -> "Expected":
        """Return the same without a time, for what is told of a period."""
        return Expected(tuple(form for form in self.forms if form.name != TIME))

    def of_any_measure(self) -> "Expected":
        """Return the same, but any number where things are counted: another thing has its own measure."""
        is_counted = any(form.name in _ANY_MEASURE.words for form in self.forms)
        return any_figure() if is_counted else self

    def or_growth(self) -> "Expected":
        """Return the same, but where a sum is asked a share does as well: through the years, growth tells of it too."""
        share = _form(_SHARE)
        return Expected(tuple(_either(form, share) if form.name == _MONEY else form for form in self.forms))


def expected(asked: str) -> Expected:
    """Return the forms that an answer to a folded question must have."""
    forms = [_form(name) for name in names("given") if name != NAMES and said(f"forms.{name}").found(asked)]
    if _YES_NO.found(asked) and not _ASKS_FIGURE.found(asked):  # 税率加了没有: 不变 answers
        forms = [form for form in forms if form.name not in (_MONEY, _SHARE)]
    if not _ASKS_FIGURE.found(asked) and (said(f"forms.{NAMES}").found(asked) or _HOW.found(asked.strip(" ?？"))):
        forms = [form for form in forms if form.name not in (_MONEY, _SHARE)]  # 万亿规模的产业是哪些 asks no sum
    if not forms and said(f"forms.{NAMES}").found(asked):  # 要建几个产业园，都是哪些: the count is part of the question
        return Expected((_form(NAMES),))
    counted = (next(filter(None, found.groups())) for found in _COUNTED.finditer(asked))
    forms += [_measured(measure) for measure in dict.fromkeys(counted)]
    if not forms and _TOTAL.found(asked):
        forms.append(_measured(ANY_MEASURE))
    if not forms and _ANY_NUMBER.found(asked):
        forms.append(Form(FIGURE, _AMOUNT))
    return Expected(tuple(forms))


def any_figure() -> Expected:
    """Return the form of a figure of whatever measure."""
    return Expected((Form(FIGURE, _AMOUNT),))


@lru_cache(maxsize=64)
def _form(name: str) -> Form:
    return Form(name, _any([pattern.pattern for pattern in said(f"given.{name}").patterns]))


@lru_cache(maxsize=64)
def _measured(measure: str) -> Form:
    """Return the form of a count of things, by the measure word asked with, or one that stands for it."""
    alike = {word for group in _ALIKE.words if measure in group for word in group} | {measure, ANY_MEASURE}
    words = "".join(_ANY_MEASURE.words if measure == ANY_MEASURE else sorted(alike))
    given = [rf"(?:{number.pattern})[{words}]" for number in _NUMBER.patterns]
    if measure in PEOPLE or measure == ANY_MEASURE:  # 惠及3万婴幼儿
        given += [rf"(?:{number.pattern})(?:{any_of(_PERSONS.words)})" for number in _NUMBER.patterns]
    if measure in PEOPLE:  # 人口规模超过3300万 counts people, too
        given += [
            rf"人[口数员][^，,。；;]{{0,10}}(?:{number.pattern})(?=[，,。；;、]|$)" for number in _NUMBER.patterns
        ]
    return Form(measure, _any(given))


@lru_cache(maxsize=1)
def _things() -> Form:
    """Return the form of a count of things, whatever measure word stands there."""
    words = any_of(set(_ANY_MEASURE.words) - PEOPLE)
    return Form(ANY_MEASURE, _any([rf"(?:{number.pattern})(?:{words})" for number in _NUMBER.patterns]))


@lru_cache(maxsize=8)
def _either(form: Form, other: Form) -> Form:
    return Form(form.name, _any([form.given.pattern, other.given.pattern]))


def _any(expressions: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{expression})" for expression in expressions))


def _in_digits(text: str) -> str:
    """Return a text with its amounts in digits: one in characters answers as one in digits."""
    return rounds_in_digits(in_digits(text))
