"""One stated figure as a record: of what it is, how much, and how it is meant."""

from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from index.records import Frozen, Status


class Direction(StrEnum):
    """What a figure tells of its subject."""

    LEVEL = "level"  # how much it is
    BEFORE = "before"  # how much it was before a change that is told beside it: 由A提高到B
    RISE = "rise"  # by how much it grew
    FALL = "fall"


class Qualifier(StrEnum):
    """How exactly a figure is meant."""

    EXACT = "exact"
    ABOUT = "about"  # 约, 左右
    NEARLY = "nearly"  # 近
    MORE_THAN = "more_than"  # 超, 突破, 余
    AT_LEAST = "at_least"  # 以上, 不少于
    AT_MOST = "at_most"  # 以内, 不超过


class Mean(StrEnum):
    """Of what a figure is the mean."""

    NONE = ""
    YEARS = "years"  # 年均
    DAYS = "days"  # 日均


class FigureRecord(Frozen):
    """A figure that a unit states.

    `value` is in ones of `unit`, exact: 163亿元 is 16300000000 元. Of a range `value` is the lower end and `high` the
    upper one, else both are the same. A share in words is in per cent (近八成: 80, nearly). `years` and `status` are
    of the figure: of those of its unit the ones that its clause names, and none for the state before a change.
    """

    unit_id: str
    start: int = Field(ge=0, description="in the text of the unit")
    end: int
    text: str = Field(min_length=1, description="as it stands, with the words that belong to it")
    subject: str = Field(description="what it is of, in the words of the sentence; what is left out is put in")
    key: str = Field(description="the subject as it is compared: folded, in its own order, without marks")
    value: Decimal
    high: Decimal
    unit: str = Field(description="what it is counted or measured in; empty where nothing says so")
    scale: int = Field(description="the power of ten it is written in: 8 for 亿")
    direction: Direction
    qualifier: Qualifier
    mean: Mean = Mean.NONE
    years: tuple[int, ...]
    status: Status

    @property
    def doc_id(self) -> str:
        """The document that states it."""
        return self.unit_id.rpartition("#")[0]

    @property
    def is_range(self) -> bool:
        """Whether it has two ends."""
        return self.value != self.high

    @property
    def is_change(self) -> bool:
        """Whether it says by how much something grew or fell."""
        return self.direction in (Direction.RISE, Direction.FALL)
