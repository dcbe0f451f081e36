"""Names of which the name of a place is only a part."""

from rag.question.longer_name import Texts, is_in_word, named_behind, zone_behind

HELD = ("加快云顶国际机场二期建设，规上工业稳步增长。",)
TEXTS = Texts(
    lambda: HELD,
    lambda pair: pair in HELD[0],
    lambda folded: {word for word in ("北京烤鸭店", "北京", "北京市") if word in folded},
)


def test_a_place_in_a_longer_word_is_none_but_in_its_full_name_it_is() -> None:
    assert is_in_word("去北京烤鸭店吃饭", 1, 3, TEXTS)
    assert not is_in_word("去北京市吃饭", 1, 3, TEXTS)
    assert not is_in_word("去北京吃饭", 1, 3, TEXTS)


def test_the_zone_behind_a_place_is_that_in_the_name_of_a_document_of_its_part() -> None:
    assert zone_behind("高新区补贴多少", ["甲市乙高新区管理办法"]) == "高新区"
    assert zone_behind("开发区补贴多少", ["甲市乙高新区管理办法"]) == ""
    assert zone_behind("补贴多少", ["甲市乙高新区补贴办法"]) == ""


def test_a_thing_there_is_one_of_stands_for_itself_where_documents_hold_its_name() -> None:
    assert named_behind("云顶国际机场二期建到哪一步", TEXTS) == "云顶国际机场"
    assert named_behind("黑石国际机场二期建到哪一步", TEXTS) == ""
    assert named_behind("国际机场有几个", TEXTS) == ""
    assert named_behind("规上工业增长多少", TEXTS) == ""
