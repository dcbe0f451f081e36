"""Citation recall: how much of what must be proved is proved."""

from collections.abc import Sequence

from eval.errors import EvalError
from eval.metrics.metric import Metric, answerable, every_answer


def citation_recall(citations: Sequence[frozenset[int]], *, n_groups: int) -> float:
    """Return evidence groups that some citation is right for / evidence groups; 0 when nothing is cited.

    `citations[i]` holds the groups that citation i is right for. A refusal cites nothing.
    Source: after Gao et al. (2023), Enabling LLMs to Generate Text with Citations, section 3, on spans.

    Raises:
        EvalError: nothing is relevant (`n_groups` 0); such a case is left out.

    Example:
        >>> citation_recall([frozenset({0}), frozenset()], n_groups=2)
        0.5
    """
    if n_groups < 1:
        raise EvalError("citation recall needs at least one evidence group, found 0")
    return len(frozenset[int]().union(*citations)) / n_groups


CITATION_RECALL = Metric(
    name="citation_recall",
    title="Needed proofs cited",
    title_zh="该引的都引了",
    meaning="of the places that must be cited for an answerable question, the share that are cited",
    value=lambda judged: citation_recall(
        [citation.groups for citation in judged.citations], n_groups=len(judged.case.evidence)
    ),
    asks_case=answerable,
    asks_answer=every_answer,
    when_failed=0.0,
)
