import re

import pytest

from tests.ui.chart.svg import WORDS, drawn, em, tree
from ui.chart.stacks import Stack, stacked_chart


def test_stacks_stand_on_one_another() -> None:
    html = stacked_chart([Stack("Mon", (6, 3, 1)), Stack("Tue", (0, 2, 0))], ("yes", "no", "held"), **WORDS)
    yes, no, held = (drawn(html, f"chart-series-{number}")[1:] for number in range(3))  # the first is the legend's
    assert (len(yes), len(no), len(held)) == (1, 2, 1)
    assert em(no[0], "y") + em(no[0], "height") == pytest.approx(em(yes[0], "y"))
    assert em(held[0], "y") + em(held[0], "height") == pytest.approx(em(no[0], "y"))
    assert em(yes[0], "height") == pytest.approx(2 * em(no[0], "height"), abs=0.02)


def test_stacks_say_their_numbers_in_legend_tip_and_table() -> None:
    html = stacked_chart([Stack("Mon", (6, 3))], ("yes", "no"), **WORDS)
    assert [element.text for element in tree(html).iter("title")] == ["Paths & ways", "Mon: yes 6, no 3"]
    rows = [["".join(cell.itertext()) for cell in row] for row in tree(html).iter("tr")]
    assert rows == [["", "yes", "no"], ["Mon", "6", "3"]]
    assert ["".join(item.itertext()) for item in tree(html).iter("li")] == ["yes", "no"]


def test_many_days_have_as_many_dates_as_a_phone_has_room_for() -> None:
    stacks = [Stack(f"{day}月28日", (day,)) for day in range(1, 61)]
    dates = drawn(stacked_chart(stacks, ("n",), **WORDS), "chart-date")
    assert dates[0].text == "1月28日"
    assert 3 <= len(dates) <= 5


def test_whole_things_are_counted_in_whole_steps() -> None:
    html = stacked_chart([Stack("Mon", (2,))], ("n",), **WORDS)
    assert [tick.text for tick in drawn(html, "chart-tick")] == ["0", "1", "2"]


def test_a_chart_of_no_stacks_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one value"):
        stacked_chart((), ("n",), **WORDS)


def test_a_drawing_brings_no_style_script_or_id() -> None:
    html = stacked_chart([Stack("Mon", (6,))], ("n",), **WORDS)
    assert not re.search(r'\s(?:style|id|on\w+)="|<script|<style', html)
