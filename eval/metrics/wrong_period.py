"""Wrong period: an answer taken from documents about other years."""

from collections.abc import Sequence

from eval.cases import Case, NearMiss
from eval.metrics.metric import Better, Metric, answered, every_answer


def wrong_period(
    facts_found: Sequence[bool], *, year_not_held: bool, answered: bool, cites_other_period: bool
) -> float:
    """Return 1 when the answer speaks of a period that was not asked for, else 0; lower is better.

    It does so when it answers a question whose year no document holds (near_miss `wrong_year`), or when it states none
    of the facts and the documents it cites cover no year that the documents with the evidence cover (`covers` in
    catalog.toml). A mix-up of plan and result inside one document is seen by right_answer, not here. A refusal is 0,
    and so is one where nothing was retrieved.

    Example:
        Asked for 2022, answered from the 2019 report, no fact right:

        >>> wrong_period([False], year_not_held=False, answered=True, cites_other_period=True)
        1.0
        >>> wrong_period([], year_not_held=True, answered=False, cites_other_period=False)
        0.0
    """
    if not answered:
        return 0.0
    return float(year_not_held or (cites_other_period and not any(facts_found)))


def hangs_on_a_period(case: Case) -> bool:
    """Return whether the case can be answered from another period: it is answerable, or of a year not held."""
    return case.answerable or case.near_miss is NearMiss.WRONG_YEAR


WRONG_PERIOD = Metric(
    name="wrong_period",
    title="Wrong period",
    title_zh="答错年份",
    meaning="share of questions answered from documents about other years than the one asked for",
    value=lambda judged: wrong_period(
        judged.facts_found,
        year_not_held=judged.case.near_miss is NearMiss.WRONG_YEAR,
        answered=answered(judged),
        cites_other_period=judged.cites_other_period,
    ),
    asks_case=hangs_on_a_period,
    asks_answer=every_answer,
    when_failed=None,
    better=Better.LOWER,
)
