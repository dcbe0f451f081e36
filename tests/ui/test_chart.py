import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from ui.chart import Bar, Point, Stack, bar_list, column_chart, line_chart, stacked_chart

POINTS = (
    Point("2019", 100, "100 km"),
    Point("2022", 250, "250 km"),
    Point("2025 <plan>", 400, "400 km", is_open=True),
)
WORDS = {"title": "Paths & ways", "unit": "km", "summary": 'From "100" to 400.'}


def tree(html: str) -> ET.Element:
    return ET.fromstring(html)  # noqa: S314 - our own, and it must be well-formed


def drawn(html: str, name: str) -> list[ET.Element]:
    return [element for element in tree(html).iter() if name in element.get("class", "").split()]


def em(element: ET.Element, name: str) -> float:
    return float(element.attrib[name].removesuffix("em"))


@pytest.mark.parametrize("chart", [line_chart, column_chart])
def test_a_chart_is_an_image_with_title_and_description_escaped(chart: Callable[..., str]) -> None:
    image = next(element for element in tree(chart(POINTS, **WORDS)).iter("svg"))
    assert image.get("role") == "img"
    assert [image[0].tag, image[0].text] == ["title", "Paths & ways"]
    assert [image[1].tag, image[1].text] == ["desc", 'From "100" to 400.']


@pytest.mark.parametrize("chart", [line_chart, column_chart])
def test_the_numbers_stand_in_a_table_too(chart: Callable[..., str]) -> None:
    rows = [["".join(cell.itertext()) for cell in row] for row in tree(chart(POINTS, **WORDS)).iter("tr")]
    assert rows == [["2019", "100 km"], ["2022", "250 km"], ["2025 <plan>", "400 km"]]


def test_the_table_opens_on_words_when_they_are_given() -> None:
    html = line_chart(POINTS, **WORDS, details="Numbers")
    assert next(tree(html).iter("summary")).text == "Numbers"
    assert drawn(html, "chart-unseen") == []
    assert list(tree(line_chart(POINTS, **WORDS)).iter("details")) == []


def test_columns_begin_at_nought_and_are_as_high_as_their_values() -> None:
    columns = drawn(column_chart(POINTS, **WORDS), "chart-column")
    heights = [em(column, "height") for column in columns]
    assert heights[1] / heights[0] == pytest.approx(2.5, abs=0.01)
    bottoms = {round(em(column, "y") + em(column, "height"), 1) for column in columns}
    zero = drawn(column_chart(POINTS, **WORDS), "chart-zero")[0]
    assert bottoms == {round(em(zero, "y1"), 1)}


def test_what_is_planned_is_hollow() -> None:
    assert [("chart-open" in c.attrib["class"]) for c in drawn(column_chart(POINTS, **WORDS), "chart-column")] == [
        False,
        False,
        True,
    ]


def test_the_line_goes_from_point_to_point() -> None:
    html = line_chart(POINTS, **WORDS)
    lines = drawn(html, "chart-line")
    assert [(line.get("x1"), line.get("x2")) for line in lines] == [("16.667%", "50%"), ("50%", "83.333%")]
    assert [line.get("y2") for line in lines] == [dot.get("cy") for dot in drawn(html, "chart-dot")][1:]


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ((100, 250, 400), ["0", "100", "200", "300", "400"]),
        ((0.3, 0.9), ["0", "0.25", "0.5", "0.75", "1"]),
        ((3.2, -1.5, 4.1), ["-2", "0", "2", "4", "6"]),
        ((-3, -8), ["-8", "-6", "-4", "-2", "0"]),
        ((0, 0), ["0", "1"]),
        ((12345, 9000), ["0", "5,000", "10,000", "15,000"]),
    ],
)
def test_the_axis_holds_nought_and_all_values_in_round_steps(values: tuple[float, ...], ticks: list[str]) -> None:
    points = [Point(str(i), value, str(value)) for i, value in enumerate(values)]
    html = column_chart(points, **WORDS)
    assert [tick.text for tick in drawn(html, "chart-tick")] == ticks


def test_columns_below_nought_hang_from_it() -> None:
    html = column_chart([Point("a", 3.0, "3"), Point("b", -1.5, "-1.5")], **WORDS)
    zero = em(drawn(html, "chart-zero")[0], "y1")
    assert em(drawn(html, "chart-column")[1], "y") == zero
    assert em(drawn(html, "chart-value")[1], "y") < zero  # its value stands where no column is


@pytest.mark.parametrize(
    ("n", "shown", "room"), [(3, "163亿元", ""), (6, "10,155个", " chart-wide"), (9, "10,155个学位", " chart-crowded")]
)
def test_values_that_would_run_into_each_other_are_left_to_the_table(n: int, shown: str, room: str) -> None:
    figure = tree(line_chart([Point(str(i), i, shown) for i in range(n)], **WORDS))
    assert figure.get("class") == f"chart{room}"


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


def test_a_list_is_a_table_with_bars_as_long_as_their_values() -> None:
    bars = (Bar("a & b", 44, "44"), Bar("c", 11, "11", href="/x?a=1&b=2"), Bar("d", 0, "0"))
    html = bar_list(bars, title="Kinds", heads=("kind", "times"))
    assert [rect.get("width") for rect in tree(html).iter("rect")] == ["100%", "25%", "0%"]
    assert [cell.text for cell in tree(html).iter("td") if cell.text] == ["44", "11", "0"]
    assert [(link.text, link.get("href")) for link in tree(html).iter("a")] == [("c", "/x?a=1&b=2")]
    assert next(tree(html).iter("th")).text == "kind"


@pytest.mark.parametrize(
    "draw",
    [
        lambda: line_chart((), **WORDS),
        lambda: column_chart((), **WORDS),
        lambda: stacked_chart((), ("n",), **WORDS),
        lambda: bar_list((), title="t", heads=("a", "b")),
    ],
)
def test_nothing_to_draw_is_refused(draw: Callable[[], str]) -> None:
    with pytest.raises(ValueError, match="at least one value"):
        draw()


def test_a_drawing_brings_no_style_script_or_id() -> None:
    html = line_chart(POINTS, **WORDS) + stacked_chart([Stack("Mon", (6,))], ("n",), **WORDS)
    assert not re.search(r'\s(?:style|id|on\w+)="|<script|<style', html)
