"""What is computed of the figures that lead for several places, one for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.figures.record import Direction, FigureRecord
from index.search.figures import manner
from rag.figures.compute.asked import Asked, asked_to_compute
from rag.figures.compute.operands import Computation
from rag.figures.matter import acts_in
from rag.question.named_place import Place
from rag.question.said import said
from rag.question.understand import Understood
from rag.records import Operation

_WHICH, _AHEAD = said("against.which"), said("against.ahead")
_OF_TWO = (Operation.DIFFERENCE, Operation.RATIO, Operation.SHARE, Operation.RANK)
_PAIR = 2


@dataclass(frozen=True)
class Side:
    """A place with the figure in front that answers for it, and those that the statement has where it stands."""

    place: Place
    key: str
    records: tuple[FigureRecord, ...]

    @property
    def record(self) -> FigureRecord | None:
        """The one figure that is in front; None where it cannot be told."""
        found = [one for one in self.records if one.text in self.key and one.direction is not Direction.BEFORE]
        return found[0] if found and all(one.value == found[0].value for one in found) else None


def of_sides(question: Understood, sides: Sequence[Side]) -> Computation | None:
    """Return what is computed of two places' figures, of like measure, time and status; None where it is not asked.

    Which of two has more is told by their order; how far they are apart, where that is asked.

    Args:
        question: of both places.
        sides: in the order asked.
    """
    asked = asked_to_compute(question)
    if asked is None and any(words.found(question.asked) for words in (_WHICH, _AHEAD)):
        asked = Asked(Operation.RANK, ("",))
    records = _alike(side.record for side in sides)
    if asked and asked.operation is Operation.RANK and len({record.value for record in records}) == 1:
        asked = Asked(Operation.DIFFERENCE, ("",))  # neither has more
    if any(acts_in(record.key) - acts_in(question.text) for record in records):  # what was added is not all there is
        return None
    if asked is None or asked.operation not in _OF_TWO or len(sides) != _PAIR or not records:
        return None
    return Computation(asked, records, places=tuple(side.place for side in sides))


def _alike(found: Iterable[FigureRecord | None]) -> tuple[FigureRecord, ...]:
    records = tuple(found)
    told = tuple(record for record in records if record)
    are_alike = len({(manner(one), one.years[-1:], one.status) for one in told}) == 1
    return told if len(told) == len(records) and are_alike else ()
