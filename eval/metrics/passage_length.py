"""Passage length: recall is cheap when passages are long, so both are read together."""

from collections.abc import Sequence

from eval.errors import EvalError
from eval.judge import Judged
from eval.metrics.metric import Better, Measure, Metric, every_case


def passage_length(n_chars: Sequence[int]) -> float:
    """Return the mean length of the retrieved passages in source characters.

    Raises:
        EvalError: nothing was retrieved; such a case is left out.

    Example:
        >>> passage_length([100, 300])
        200.0
    """
    if not n_chars:
        raise EvalError("a passage length needs at least one passage, found 0")
    return sum(n_chars) / len(n_chars)


def retrieved(judged: Judged) -> bool:
    """Return whether any passage was retrieved."""
    return bool(judged.passages)


PASSAGE_LENGTH = Metric(
    name="passage_length",
    title="Length of a passage",
    title_zh="材料长度",
    meaning="mean characters of the retrieved passages",
    value=lambda judged: passage_length([passage.n_chars for passage in judged.passages]),
    asks_case=every_case,
    asks_answer=retrieved,
    when_failed=None,
    better=Better.NEITHER,
    measure=Measure.CHARACTERS,
)
