"""The short form of what one greedy visitor does to the others."""

import pytest

from tests.torture.visitors import rows


@pytest.mark.model
def test_no_visitor_stops_the_others() -> None:
    found = rows(short=True)
    assert len(found) > 5
    assert [row for row in found if row.lost] == []
