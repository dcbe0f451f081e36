"""The gazetteer: names of places in a text, and what they are part of."""

import pytest

from index.places import make
from index.places.gazetteer import PLACES, Region, gazetteer
from index.words.terms import fold
from tests.growth import MOST_TIMES_THE_WORK, times_the_work

PLACE_OF_CODE = gazetteer().regions


def named(text: str, *near: str) -> list[str]:
    folded = fold(text)
    regions = [PLACE_OF_CODE[code] for code in near]
    return [mention.regions[0].name for mention in gazetteer().named_in(folded, regions)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("满洲里2016年的旅游收入", ["满洲里市"]),
        ("內蒙古自治區呼倫貝爾市", ["内蒙古自治区", "呼伦贝尔市"]),
        ("Xi'an and Hohhot", ["西安区", "呼和浩特市"]),
        ("How is the GDP of Hong Kong?", ["香港特别行政区"]),
        ("沙田区有多少人", ["沙田区"]),
        ("日本的关税", ["日本"]),
        ("chinatown", []),
        ("今天水价多少", []),  # 今天, not 天水
        ("在天水看病", ["天水市"]),
        ("城区有多少公园", []),
        ("安康市的财政收入", ["安康市"]),
    ],
)
def test_a_text_names_places_by_their_full_and_short_and_english_names(text: str, found: list[str]) -> None:
    assert named(text) == found


def test_a_name_that_is_a_word_names_a_place_only_near_others_of_its_city() -> None:
    assert named("福田有多少学位") == []
    assert named("福田有多少学位", "440303") == ["福田区"]
    assert named("平安是福", "440303") == []
    assert named("临港的企业") == []
    assert named("临港的企业", "310115") == ["临港新片区"]


def test_a_place_is_part_of_what_it_lies_in() -> None:
    names = [whole.name for whole in gazetteer().wholes(PLACE_OF_CODE["150702"])]
    assert names == ["呼伦贝尔市", "内蒙古自治区", "中国"]
    assert gazetteer().is_within(PLACE_OF_CODE["440303"], PLACE_OF_CODE["440000"])
    assert not gazetteer().is_within(PLACE_OF_CODE["440000"], PLACE_OF_CODE["440303"])


def test_levels_are_told_by_the_code() -> None:
    def levels(region: Region) -> tuple[bool, ...]:
        return region.is_country, region.is_province, region.is_town, region.is_county

    assert levels(PLACE_OF_CODE["CN"]) == (True, False, False, False)
    assert levels(PLACE_OF_CODE["440000"]) == (False, True, False, False)
    assert levels(PLACE_OF_CODE["440300"]) == (False, False, True, False)
    assert levels(PLACE_OF_CODE["440303"]) == (False, False, False, True)


def test_the_file_is_what_the_packages_give(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(make, "PLACES", tmp_path / "places.tsv")
    make.main()
    assert (tmp_path / "places.tsv").read_bytes() == PLACES.read_bytes()


@pytest.mark.parametrize("piece", ["中", "海拉", "a", "深圳市"])
def test_a_long_text_takes_no_more_than_its_length_to_read(piece: str) -> None:
    assert times_the_work(gazetteer().named_in, piece, chars=2000) < MOST_TIMES_THE_WORK


def test_english_names_joined_by_a_hyphen_name_none_of_them() -> None:
    assert gazetteer().named_in("the guangdong-hong kong-macao hall") == ()
    assert [named.regions[0].name for named in gazetteer().named_in("schools in guangdong")] == ["广东省"]
