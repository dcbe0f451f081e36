"""Why: what stands next to the best unit and gives its reason."""

from dataclasses import replace

from index.records import Unit
from rag.evidence.reasons import reasons
from rag.question.understand import Wants
from tests.rag.asked import understood
from tests.rag.made_up import ranked, ranking, world_of

TEXT = """青岭区2024年政府工作报告

一、2023年工作回顾

全区仍有短板。一是园区空间不足。地块零散，权属不清。整备的时间长。二是道路拥堵。

全区防汛有力。受暴雨影响，山塘水库水位上涨。水库开闸泄洪。

建成老桥1座。
"""


def _reasons(text: str, words: str) -> list[str]:
    of = world_of(TEXT)
    question = replace(understood(text), wants=Wants.OTHER)
    found: tuple[Unit, ...] = reasons(of.held, ranking(question, [ranked(of.unit(words))]))
    return [one.text for one in found]


def test_a_point_is_explained_by_what_stands_behind_it_up_to_the_next() -> None:
    found = _reasons("为什么园区空间不足", "一是园区")
    assert found == ["一是园区空间不足。", "地块零散，权属不清。", "整备的时间长。"]
    assert _reasons("为什么道路拥堵", "二是道路") == []


def test_a_reason_next_to_a_statement_is_known_by_its_words() -> None:
    assert _reasons("为什么水库泄洪", "开闸泄洪") == ["水库开闸泄洪。", "受暴雨影响，山塘水库水位上涨。"]


def test_a_statement_that_gives_its_reason_itself_needs_no_other() -> None:
    assert _reasons("为什么水位上涨", "受暴雨影响") == []


def test_no_reason_is_looked_for_where_none_is_asked() -> None:
    assert _reasons("园区空间足吗", "一是园区") == []
