"""Whether units are of the years that are asked about together."""

import pytest

from rag.question.agreement import span_agreements
from tests.rag.asked import unit

PLAN = (2021, 2022, 2023, 2024, 2025)


@pytest.mark.parametrize(
    ("years", "agreement"),
    [
        (PLAN, 1.0),
        ((2021, 2022, 2023), 1.0),
        ((2024, 2025), 0.0),
        ((2019, 2020, 2021, 2022, 2023), 0.0),
        ((2020, *PLAN), 1.0),
        ((2025,), 0.0),
        ((2026,), -1.0),
        ((), 0.0),
    ],
)
def test_what_tells_of_most_of_the_years_asked_together_is_of_them(years: tuple[int, ...], agreement: float) -> None:
    assert span_agreements([unit("新增学位。", years=years)], PLAN) == [agreement]
