"""What a reader asks for of the figures."""

from urllib.parse import parse_qsl

import pytest

from tests.ui.figures.stated import stated
from ui.figures.chosen import MOST_CHARS, Chosen, choose, read_chosen
from ui.figures.matters import held

MEANS = {"berths": ("码头泊位",), "new berths": ("新增码头泊位",), "new": ("新",)}


def _found(query: dict[str, str]) -> list[tuple[str, str]]:
    every = held(stated())
    found = choose(every, read_chosen(query, every), lambda text: [(text, MEANS.get(text, ()))])
    return [(matter.place, matter.unit) for matter in found.matters]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "泊位"}, [("杭州市", "个"), ("苏州市", "个")]),
        ({"q": "泊位 苏州"}, [("苏州市", "个")]),
        ({"q": "碼頭"}, [("杭州市", "个"), ("苏州市", "个")]),
        ({"q": "2032年"}, [("杭州市", "个"), ("杭州市", "%")]),
        ({"q": "渔获 2031"}, [("杭州市", "斤")]),
        ({"q": "berths"}, [("杭州市", "个"), ("苏州市", "个")]),
        ({"q": "渔获增长"}, [("杭州市", "%")]),
        ({"q": "渔获 增长"}, [("杭州市", "%")]),
        ({"q": "没有的事"}, []),
        ({"place": "苏州市"}, [("苏州市", "个")]),
        ({"doc": "far"}, [("苏州市", "个")]),
        ({"doc": "two"}, [("杭州市", "个"), ("杭州市", "%")]),
    ],
)
def test_words_years_place_and_document_narrow_the_list(query: dict[str, str], found: list[tuple[str, str]]) -> None:
    assert _found(query) == found


def test_of_an_english_phrase_its_single_words_need_not_stand_there() -> None:
    every = held(stated())
    groups = [("new berths", ("新增码头泊位",)), ("new", ("无",)), ("berths", ("无",))]
    assert len(choose(every, Chosen(q="new berths"), lambda _: groups).matters) == 2


def test_what_is_not_held_is_left_out_of_what_is_asked_for() -> None:
    every = held(stated())
    assert read_chosen({"place": "x", "doc": "x", "matter": "x", "page": "-1"}, every) == Chosen()
    assert read_chosen({"page": "9" * 400}, every).page == 1
    assert read_chosen({"q": "字" * 4000}, every).q == "字" * MOST_CHARS
    assert read_chosen({"q": " 泊\u200b位\n a "}, every).q == "泊位 a"


def test_an_address_leads_back_to_what_is_asked_for() -> None:
    every = held(stated())
    wanted = Chosen(q="泊位 & 2031", place="苏州市", doc="far", page=3)
    address = wanted.address("en")
    named = dict(parse_qsl(address.partition("?")[2]))
    assert named.pop("lang") == "en"
    assert read_chosen(named, every) == wanted


def test_where_none_has_all_that_was_typed_the_likest_are_near() -> None:
    every = held(stated())
    near = choose(every, Chosen(q="全区新增码头泊位数"), lambda _: ())
    assert (near.are_near, [matter.place for matter in near.matters]) == (True, ["杭州市", "苏州市"])
    assert not choose(every, Chosen(q="码头泊位"), lambda _: ()).are_near
