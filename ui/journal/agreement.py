"""How far reviewers agree beyond chance."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from pydantic import Field, PositiveInt

from index.records import Frozen
from ui.journal.records import Review
from ui.journal.reviews import latest


class Agreement(Frozen):
    """Two reviewers over the entries that both judged."""

    first: str
    second: str
    n_entries: PositiveInt
    observed: float = Field(ge=0, le=1, description="share judged alike")
    kappa: float | None = Field(description="None where both gave the same single judgement to all")


def agreements(reviews: Iterable[Review]) -> tuple[Agreement, ...]:
    """Return the agreement of every two reviewers who judged an entry in common, by name.

    Args:
        reviews: of any entries, the earliest first; of each reviewer the last on an entry counts.
    """
    by_entry: dict[str, list[Review]] = {}
    for review in reviews:
        by_entry.setdefault(review.entry_id, []).append(review)
    pairs: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for held in by_entry.values():
        ordered = sorted(latest(held), key=lambda review: review.reviewer)
        for one, other in combinations(ordered, 2):
            pairs.setdefault((one.reviewer, other.reviewer), []).append((one.judgement, other.judgement))
    return tuple(
        Agreement(
            first=first,
            second=second,
            n_entries=len(judged),
            observed=sum(one == other for one, other in judged) / len(judged),
            kappa=cohens_kappa(judged),
        )
        for (first, second), judged in sorted(pairs.items())
    )


def cohens_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return how far two raters agree beyond chance: 1 always, 0 as by chance, below 0 less than that.

    (observed - expected) / (1 - expected), expected from each rater's own shares. None for no pairs, and where both
    raters used a single category throughout, which makes the denominator 0.

    Source: Cohen 1960, A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20, 37.

    Example:
        >>> cohens_kappa([("right", "right"), ("right", "wrong"), ("wrong", "wrong"), ("wrong", "wrong")])
        0.5
    """
    n = len(pairs)
    first, second = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    agreeing = n * sum(one == other for one, other in pairs)  # times n, as the next: exact in whole numbers
    by_chance = sum(first[name] * second[name] for name in first)
    if n * n == by_chance:
        return None
    return (agreeing - by_chance) / (n * n - by_chance)
