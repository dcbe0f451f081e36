"""Verbatim share: how many citations are the source's own characters. Anything below 1 is a defect."""

from collections.abc import Sequence

from eval.errors import EvalError
from eval.metrics.metric import Metric, answered, every_case


def verbatim_share(verbatim: Sequence[bool]) -> float:
    """Return the share of citations whose quote equals the source at its spans.

    White space and footnote markers (¹²³⁰-⁹) aside. Nothing relevant makes no difference: a quote is held against its
    own source, not against the evidence.

    Raises:
        EvalError: nothing is cited; a refusal is left out.

    Example:
        >>> verbatim_share([True, True, False, True])
        0.75
    """
    if not verbatim:
        raise EvalError("a verbatim share needs at least one citation, found 0")
    return sum(verbatim) / len(verbatim)


VERBATIM_SHARE = Metric(
    name="verbatim_share",
    title="Quotes verbatim",
    title_zh="引文逐字一致",
    meaning="share of an answer's citations that equal the source character by character",
    value=lambda judged: verbatim_share([citation.verbatim for citation in judged.citations]),
    asks_case=every_case,
    asks_answer=answered,
    when_failed=None,
)
