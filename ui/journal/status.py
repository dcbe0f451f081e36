"""How the journal is: what the health page and the metrics say of it."""

from pydantic import Field, NonNegativeInt

from index.records import Frozen
from ui.errors import Trouble
from ui.journal.records import Moment


class JournalStatus(Frozen):
    """The journal as this process sees it. Nothing of it stands in the way of an answer."""

    is_open: bool = Field(description="its tables were found or made")
    trouble: Trouble | None = Field(description="what keeps records from being written; None when nothing does")
    waiting: NonNegativeInt = Field(description="records that are not written yet")
    capacity: NonNegativeInt = Field(description="the most that may wait")
    written: NonNegativeInt = Field(description="since this process began")
    lost: tuple[tuple[Trouble, NonNegativeInt], ...] = Field(description="records that were never written, by why")
    begun_anew: Moment | None = Field(description="when this process last found its file removed, replaced or damaged")
    set_aside: tuple[str, ...] = Field(description="files of damaged journals beside it, the earliest first")

    @property
    def missed(self) -> tuple[tuple[Trouble, int], ...]:
        """What was lost by the journal; a word on an answer that it does not hold anyone can send."""
        return tuple((trouble, n) for trouble, n in self.lost if trouble is not Trouble.NO_ENTRY)

    @property
    def is_well(self) -> bool:
        """Whether records are written, none was missed, and no file stands aside for somebody to look at."""
        return self.is_open and not (self.trouble or self.missed or self.set_aside)
