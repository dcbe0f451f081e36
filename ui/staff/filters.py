"""The list's filters as they stand in an address, and back."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from pydantic import ValidationError

from ui.journal.listing import Filters
from ui.text.languages import LanguageWords

_FIELDS = tuple(Filters.model_fields)
_DAYS = ("first_day", "last_day")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST, _LAST = date(2000, 1, 1), date(2199, 12, 31)  # ids, which count from 1970, end in 2262
_LAST_CURSOR = 2**63 - 1


class BadFilterError(ValueError):
    """A filter has a value it cannot have; `field` names it."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


def read_filters(query: Mapping[str, str]) -> Filters:
    """Return the filters of an address; what is empty or missing filters nothing.

    Raises:
        BadFilterError: a value that its filter cannot have.
    """
    given = {name: query[name].strip() for name in _FIELDS if query.get(name, "").strip()}
    for name in _DAYS:
        # A number is a day to pydantic, too: so many seconds after 1970.
        if name in given and not _DAY.fullmatch(given[name]):
            raise BadFilterError(name)
    try:
        filters = Filters.model_validate(given)
    except ValidationError as error:
        raise BadFilterError(str(error.errors()[0]["loc"][0])) from error
    for name in _DAYS:
        if not _FIRST <= (getattr(filters, name) or _FIRST) <= _LAST:
            raise BadFilterError(name)
    if filters.first_day and filters.last_day and filters.last_day < filters.first_day:
        raise BadFilterError("last_day")
    return filters


def read_cursor(query: Mapping[str, str]) -> int | None:
    """Return where the page that an address names begins; None for the first page.

    Raises:
        BadFilterError: no page begins there.
    """
    text = query.get("before", "")
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(_LAST_CURSOR)) and int(text) <= _LAST_CURSOR):
        raise BadFilterError("before")
    return int(text)


def write_filters(filters: Filters, **more: str) -> str:
    """Return what follows the ? of an address with these filters, in their order, and more; empty for none."""
    data = filters.model_dump(mode="json", exclude_defaults=True)
    return urlencode({name: data[name] for name in _FIELDS if name in data} | more)


def labels(language: LanguageWords) -> Mapping[str, str]:
    """Return what each filter is called."""
    words = language.staff
    return {
        "first_day": words.first_day,
        "last_day": words.last_day,
        "language": words.language_filter,
        "outcome": words.outcome_filter,
        "reason": words.reason_filter,
        "feedback": words.feedback_filter,
        "review": words.review_filter,
        "withholding": language.withholding.filter,
        "reviewer": words.reviewer_filter,
        "document": words.document_filter,
        "assigned": words.assigned_filter,
        "below": words.below_filter,
        "words": words.words_filter,
        "order": words.order_filter,
    }


def value_told(language: LanguageWords, name: str, value: str, title: Callable[[str], str]) -> str:
    """Return what a filter's value is called; `title` returns a document's."""
    words = language.staff
    kinds: Mapping[str, Mapping[Any, str]] = {
        "language": words.languages,
        "outcome": words.outcomes,
        "reason": words.reasons,
        "feedback": words.feedback,
        "review": words.reviews,
        "withholding": language.withholding.states,
        "order": words.orders,
    }
    return title(value) if name == "document" else kinds.get(name, {}).get(value, value)


def sentence_of(language: LanguageWords, error: BadFilterError) -> str:
    """Return what the reader is told of a filter that cannot be."""
    words, named = language.staff, labels(language)
    return words.bad_filter.format(field=named[error.field]) if error.field in named else words.bad_cursor
