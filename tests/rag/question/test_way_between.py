"""Ways by the two places they join, and the short names that documents give them."""

import pytest

from rag.question.way_between import with_short_ways


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("广州到湛江的高铁通了吗", "广湛高铁通了吗"),
        ("广州至湛江那段修得怎样", "广湛段修得怎样"),
        ("广州和湛江的高铁", "广州和湛江的高铁"),  # two places, no way
        ("广州到湛江有多远", "广州到湛江有多远"),
        ("北京到上海的高铁", "北京到上海的高铁"),  # held in other words: 北上广高端产业
        ("how far is guangzhou", "how far is guangzhou"),
    ],
)
def test_a_way_is_named_as_the_documents_name_it(asked: str, expected: str) -> None:
    held = "广湛高铁全线通车，广湛段提速，北上就业"
    assert with_short_ways(asked, lambda term: term in held) == expected
