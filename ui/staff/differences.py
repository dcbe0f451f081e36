"""On what exactly reviewers differ. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.journal.records import Judgement, Review, Support
from ui.journal.reviews import latest


@dataclass(frozen=True)
class Row:
    """What each reviewer says of one thing: of the answer when `number` is 0, else of that citation.

    `said` is in the order of the reviewers, None where one said nothing.
    """

    number: int
    said: tuple[Judgement | Support | None, ...]

    @property
    def differs(self) -> bool:
        """Whether those who said anything did not say the same."""
        return len({value for value in self.said if value is not None}) > 1


@dataclass(frozen=True)
class Comparison:
    """The verdicts that count, side by side; rows of citations that nobody judged are left out."""

    reviewers: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def differing(self) -> tuple[int, ...]:
        """The numbers of the rows whose reviewers differ."""
        return tuple(row.number for row in self.rows if row.differs)


def compared(reviews: Sequence[Review]) -> Comparison:
    """Return the latest verdict of each reviewer, side by side; `reviews` are the earliest first."""
    counting = latest(reviews)
    numbers = sorted({verdict.number for review in counting for verdict in review.citations})
    supports = [{verdict.number: verdict.support for verdict in review.citations} for review in counting]
    judged = (Row(0, tuple(review.judgement for review in counting)),) if counting else ()
    return Comparison(
        reviewers=tuple(review.reviewer for review in counting),
        rows=(*judged, *(Row(number, tuple(said.get(number) for said in supports)) for number in numbers)),
    )
