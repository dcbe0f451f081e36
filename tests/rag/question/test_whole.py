"""Whether a question asks of a whole of which documents tell of a part only."""

import pytest

from rag.question.place import Places
from rag.records import Language
from tests.rag.question.places import document

HOME, SECOND = document("home", "盐田区若干措施"), document("second", "盐田区行动计划")
APART = document("apart", "苏州市相城区若干措施")
SEVERAL = Places([HOME, SECOND, APART])


@pytest.mark.parametrize(
    ("asked", "whole"),
    [
        ("苏州给小店的补贴多少", "苏州"),
        ("江苏省给小店的补贴多少", "江苏"),
        ("how much does suzhou pay", "苏州"),
        ("苏州相城给小店的补贴多少", ""),
        ("苏州和盐田的补贴各多少", ""),
        ("深圳给小店的补贴多少", ""),  # home is of it: its people say the town
        ("中国给小店的补贴多少", ""),
    ],
)
def test_a_town_or_a_province_of_which_a_part_is_held_is_asked_about_where_it_alone_is_named(
    asked: str, whole: str
) -> None:
    assert SEVERAL.asks_whole(asked) == whole


def test_of_such_a_whole_only_the_documents_of_its_parts_tell_whatever_others_name_it() -> None:
    named = SEVERAL.named("苏州给小店的补贴多少")
    assert SEVERAL.is_about("apart", "补贴500元", named)
    assert not SEVERAL.is_about("home", "与苏州的小店交流", named)
    assert SEVERAL.area(Language.SIMPLIFIED, named, "苏州") == "相城区"
