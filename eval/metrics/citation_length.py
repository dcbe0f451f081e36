"""Citation length: how much a clerk has to check for one statement."""

from collections.abc import Sequence

from eval.errors import EvalError
from eval.metrics.metric import Better, Measure, Metric, answered, every_case


def citation_length(n_chars: Sequence[int]) -> float:
    """Return the mean length of an answer's quotes in characters, white space aside.

    Raises:
        EvalError: nothing is cited; a refusal is left out.

    Example:
        >>> citation_length([20, 40])
        30.0
    """
    if not n_chars:
        raise EvalError("a citation length needs at least one citation, found 0")
    return sum(n_chars) / len(n_chars)


CITATION_LENGTH = Metric(
    name="citation_length",
    title="Length of a citation",
    title_zh="引文长度",
    meaning="mean characters of an answer's quotes, white space aside",
    value=lambda judged: citation_length([citation.n_chars for citation in judged.citations]),
    asks_case=every_case,
    asks_answer=answered,
    when_failed=None,
    better=Better.LOWER,
    measure=Measure.CHARACTERS,
)
