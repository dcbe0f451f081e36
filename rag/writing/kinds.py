"""Which answers a model is asked to word: kinds.toml."""

import tomllib
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from index.records import Frozen
from rag.considered import Explained
from rag.records import Answered

_FILE = Path(__file__).parent / "kinds.toml"


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
        by_strategy = explained.considered is not None and explained.considered.picked.strategy in self.strategies
        return (
            by_strategy
            or (self.parts and bool(explained.parts))
            or (self.verdict and answer.n_own_lines > 0)
            or (self.table and bool(answer.table))
        )


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """Return what the file says."""
    return Kinds.model_validate(tomllib.loads(_FILE.read_text(encoding="utf-8")))
