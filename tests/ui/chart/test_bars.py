import pytest

from tests.ui.chart.svg import tree
from ui.chart.bars import Bar, bar_list


def test_a_list_is_a_table_with_bars_as_long_as_their_values() -> None:
    bars = (Bar("a & b", 44, "44"), Bar("c", 11, "11", href="/x?a=1&b=2"), Bar("d", 0, "0"))
    html = bar_list(bars, title="Kinds", heads=("kind", "times"))
    assert [rect.get("width") for rect in tree(html).iter("rect")] == ["100%", "25%", "0%"]
    assert [cell.text for cell in tree(html).iter("td") if cell.text] == ["44", "11", "0"]
    assert [(link.text, link.get("href")) for link in tree(html).iter("a")] == [("c", "/x?a=1&b=2")]
    assert next(tree(html).iter("th")).text == "kind"


def test_a_list_of_no_bars_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one value"):
        bar_list((), title="t", heads=("a", "b"))
