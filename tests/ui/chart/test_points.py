import re

import pytest

from tests.ui.chart.svg import WORDS, drawn, em, tree
from ui.chart.points import Point, column_chart

POINTS = (
    Point("2019", 100, "100 km"),
    Point("2022", 250, "250 km"),
    Point("2025 <plan>", 400, "400 km", is_open=True),
)


def test_a_chart_is_an_image_with_title_and_description_escaped() -> None:
    image = next(element for element in tree(column_chart(POINTS, **WORDS)).iter("svg"))
    assert image.get("role") == "img"
    assert [image[0].tag, image[0].text] == ["title", "Paths & ways"]
    assert [image[1].tag, image[1].text] == ["desc", 'From "100" to 400.']


def test_the_numbers_stand_in_a_table_too() -> None:
    rows = [["".join(cell.itertext()) for cell in row] for row in tree(column_chart(POINTS, **WORDS)).iter("tr")]
    assert rows == [["2019", "100 km"], ["2022", "250 km"], ["2025 <plan>", "400 km"]]


def test_the_table_opens_on_words_when_they_are_given() -> None:
    html = column_chart(POINTS, **WORDS, details="Numbers")
    assert next(tree(html).iter("summary")).text == "Numbers"
    assert drawn(html, "chart-unseen") == []
    assert list(tree(column_chart(POINTS, **WORDS)).iter("details")) == []


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
    figure = tree(column_chart([Point(str(i), i, shown) for i in range(n)], **WORDS))
    assert figure.get("class") == f"chart{room}"


def test_a_chart_of_no_points_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one value"):
        column_chart((), **WORDS)


def test_a_drawing_brings_no_style_script_or_id() -> None:
    html = column_chart(POINTS, **WORDS)
    assert not re.search(r'\s(?:style|id|on\w+)="|<script|<style', html)


def test_columns_that_lead_somewhere_are_links_in_a_group() -> None:
    linked = (Point("2019 <a>", 100, "100 km", href="/a?b=1&c=2"), Point("2022", 250, "250 km"))
    html = column_chart(linked, **WORDS)
    image = next(tree(html).iter("svg"))
    assert image.get("role") == "group"
    (link,) = image.iter("a")
    assert (link.get("href"), link.get("aria-label")) == ("/a?b=1&c=2", "2019 <a>: 100 km")
    assert len(drawn(html, "chart-column")) == 2


def test_a_page_with_the_numbers_beside_the_drawing_gets_no_table() -> None:
    assert list(tree(column_chart(POINTS, **WORDS, has_numbers=False)).iter("table")) == []
