"""Which answers a model is asked to word: as was measured of it with `python -m eval route`, else kinds.toml."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field

from index.records import Frozen
from rag.config import LlmSettings
from rag.considered import Explained
from rag.fitted import Origin, read_fitted
from rag.records import Answered

_FILE = Path(__file__).parent / "kinds.toml"
_MEND = "Mend it, or move it away: python -m eval route --write"
PARTS, TABLE, VERDICT = "parts", "table", "verdict"


def kind_of(explained: Explained) -> str:
    """Return the kind of an answer: `parts`, `table` or `verdict`, the first that it has, else how it was picked."""
    answer = explained.answer
    if not isinstance(answer, Answered):
        return ""
    if explained.parts:
        return PARTS
    if answer.table:
        return TABLE
    if answer.n_own_lines > 0:
        return VERDICT
    return explained.considered.picked.strategy if explained.considered else ""


class Kinds(Frozen):
    """The kinds that are written; what each means stands in the file."""

    strategies: tuple[str, ...]
    parts: bool
    verdict: bool
    table: bool
    fewest: int = Field(ge=1)

    def wants(self, explained: Explained) -> bool:
        """Return whether an answer is of a kind that is written."""
        answer = explained.answer
        if not isinstance(answer, Answered) or len(answer.citations) < self.fewest:
            return False
        return self.names(kind_of(explained))

    def names(self, kind: str) -> bool:
        """Return whether a kind is written."""
        match kind:
            case "parts":
                return self.parts
            case "table":
                return self.table
            case "verdict":
                return self.verdict
            case strategy:
                return strategy in self.strategies


class KindMeasured(Frozen):
    """What came of answers of a kind, as the documents say them and as a model words them; paired by case.

    `right` are shares of what each case asks for, `dangerous` shares of the answers, `unsupported` figures in an answer
    that stand in nothing it cites, `seconds` medians. `right_low` is the lower end of the 95 % interval of the change.
    """

    n_cases: int = Field(ge=1)
    n_written: int = Field(ge=0, description="drafts that were shown")
    right: float = Field(ge=0, le=1)
    right_written: float = Field(ge=0, le=1)
    right_low: float = Field(ge=-1, le=1)
    dangerous: float = Field(ge=0, le=1)
    dangerous_written: float = Field(ge=0, le=1)
    unsupported: float = Field(ge=0)
    unsupported_written: float = Field(ge=0)
    seconds: float = Field(ge=0)
    seconds_written: float = Field(ge=0)


class Routed(Kinds):
    """The kinds that one model words, and what decided it."""

    fitted: Origin
    measured: dict[str, KindMeasured]


class Routing(Frozen):
    """The kinds that models word, by their names."""

    models: dict[str, Routed] = Field(default_factory=dict)


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """Return what comes with the program.

    Raises:
        WeightsError: the file is damaged.
    """
    return read_fitted(_FILE, Kinds, mend=_MEND)


def kinds_for(settings: LlmSettings) -> Kinds:
    """Return what was measured of the model, else what comes with the program.

    Raises:
        WeightsError: the file of the settings is damaged.
    """
    return read_routing(settings.kinds_file).models.get(settings.model) or kinds()


def read_routing(path: Path) -> Routing:
    """Return what a file says of models; nothing where there is no file.

    Raises:
        WeightsError: it cannot be read, a name is missing or unknown, a number is out of range.
    """
    return read_fitted(path, Routing, mend=_MEND, missing=Routing())
