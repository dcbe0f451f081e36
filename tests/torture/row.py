"""One line of the table that `make torture` writes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """What was done, how often, and what was lost.

    `lost` counts what must not be: an answer from a damaged file, an answer that the journal lost, a crash, a question
    that another visitor held up. A row with `lost` above 0 makes the run fail.
    """

    done: str
    times: int
    lost: int
    remark: str
