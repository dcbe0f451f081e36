"""The list's filters as they stand in an address, and back."""

from collections.abc import Mapping
from urllib.parse import urlencode

from pydantic import ValidationError

from ui.journal.listing import Filters
from ui.text.staff_words import StaffWords

FIELDS = tuple(Filters.model_fields)


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
    given = {name: query[name].strip() for name in FIELDS if query.get(name, "").strip()}
    try:
        return Filters.model_validate(given)
    except ValidationError as error:
        raise BadFilterError(str(error.errors()[0]["loc"][0])) from error


def write_filters(filters: Filters, **more: str) -> str:
    """Return what follows the ? of an address with these filters, in their order, and more; empty for none."""
    data = filters.model_dump(mode="json", exclude_defaults=True)
    return urlencode({name: data[name] for name in FIELDS if name in data} | more)


def sentence_of(words: StaffWords, error: BadFilterError) -> str:
    """Return what the reader is told of a filter that cannot be."""
    labels = {
        "first_day": words.first_day,
        "last_day": words.last_day,
        "language": words.language_filter,
        "outcome": words.outcome_filter,
        "reason": words.reason_filter,
        "feedback": words.feedback_filter,
        "review": words.review_filter,
        "words": words.words_filter,
    }
    return words.bad_filter.format(field=labels[error.field]) if error.field in labels else words.bad_cursor
