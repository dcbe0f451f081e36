"""Unanswered topics for the managers' report: grouped by meaning, with the documents that would answer them."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.journal.topics import Topic, topics_of
from ui.journal.unanswered import unanswered, vectors_of
from ui.staff.frame import Staff
from ui.staff.period import Days
from ui.text.report_words import ReportWords

_MOST = 1000  # questions compared: the pairs of more take seconds
_MOST_NEW = 200  # whose vectors are made while a page waits: a second
_SHOWN = 50  # topics on the page; the file has all


@dataclass(frozen=True)
class Grouped:
    """The topics, and how many questions wait for their vectors."""

    topics: tuple[Topic, ...]
    n_left: int

    @property
    def shown(self) -> tuple[Topic, ...]:
        """The topics that have room on the page."""
        return self.topics[:_SHOWN]


def grouped(staff: Staff, period: Days) -> Grouped:
    """Return the unanswered topics of some days; none where no model is loaded.

    Raises:
        JournalError: the journal cannot be read or written.
    """
    meaning = staff.meaning
    if meaning is None:
        return Grouped((), 0)
    asked = unanswered(staff.database, period.first, period.last, most=_MOST)
    held, vectors = vectors_of(staff.database, asked, meaning.vectors, model=meaning.model, most_new=_MOST_NEW)
    topics = topics_of(held, vectors, meaning.common()) if held else ()
    return Grouped(topics, len(asked) - len(held))


def would_answer(staff: Staff, topic: Topic, words: ReportWords) -> Sequence[str]:
    """Return what documents would answer a topic: by what is nearest to it, and of the years that are lacking."""
    titles = [staff.title(doc_id) for doc_id in topic.documents]
    if not titles:
        return (words.nothing_near,)
    years = words.year_separator.join(map(str, topic.years))
    form = words.edition if years else words.years_of
    return [form.format(title=title, years=years) for title in titles]
