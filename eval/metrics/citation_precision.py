"""Citation precision: how many of the citations prove what was asked."""

from collections.abc import Sequence

from eval.errors import EvalError
from eval.metrics.metric import Metric, answerable, answered


def citation_precision(citations: Sequence[frozenset[int]]) -> float:
    """Return right citations / citations; `citations[i]` holds the evidence groups that citation i is right for.

    A citation is right when it shares with an evidence alternative at least half of the shorter of the two, is no
    longer than four times it or than its sentence, and the right ones together hold half of the alternative. Nothing
    relevant: every citation is wrong, 0 (unanswerable cases are left out all the same: refusal recall speaks of them).
    Source: after Gao et al. (2023), Enabling LLMs to Generate Text with Citations, section 3, on spans.

    Raises:
        EvalError: nothing is cited; a refusal is left out.

    Example:
        >>> citation_precision([frozenset({0}), frozenset()])
        0.5
    """
    if not citations:
        raise EvalError("citation precision needs at least one citation, found 0")
    return sum(bool(groups) for groups in citations) / len(citations)


CITATION_PRECISION = Metric(
    name="citation_precision",
    title="Citations that prove",
    title_zh="引文切题",
    meaning="of the citations given to an answerable question, the share that prove what was asked",
    value=lambda judged: citation_precision([citation.groups for citation in judged.citations]),
    asks_case=answerable,
    asks_answer=answered,
    when_failed=0.0,
)
