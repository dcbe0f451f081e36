"""What is found on a question that wants a yes or a no, or takes something for true."""

from dataclasses import dataclass
from enum import StrEnum


class Finding(StrEnum):
    """What the documents say to it."""

    YES = "yes"  # they say the very thing
    THERE_IS = "there_is"  # the thing that is asked for
    SAME_FIGURE = "same_figure"
    NOT_SO = "not_so"  # the figure is another one than is asked
    OTHER_FIGURE = "other_figure"  # than the question takes for true, which asks more
    PLANNED_FIGURE = "planned_figure"  # the figure is a plan's, where the outcome is asked
    NO_FALL = "no_fall"  # a rise, or a smaller one that is told
    NO_RISE = "no_rise"
    TOLD = "told"  # the nearest figure, of something narrower
    DONE = "done"
    BEGUN = "begun"
    REACHED = "reached"
    PLANNED = "planned"  # still, as far as they tell
    TOLD_OF = "told_of"  # as done, in whatever words: the quote says what
    UNSAID = "unsaid"
    NONE = "none"  # of what is asked for, in so many words
    UNFINISHED = "unfinished"  # as far as they tell
    NO_CAUSE = "no_cause"


@dataclass(frozen=True)
class Verdict:
    """A finding with the unit and the figure it rests on; both are empty where it rests on all that is quoted.

    A finding on no figure and no unit introduces the quotes; any other stands as a sentence of its own. `beside` has
    the unit and the text of the figure that it is held against; `told` is the word the unit has for what was done, or
    the clause that tells of it.
    """

    finding: Finding
    unit_id: str = ""
    figure: str = ""
    beside: tuple[str, str] | None = None
    told: str = ""
