"""What a part of a text is about, in the asker's words."""

import pytest

from rag.question.part_matter import label
from tests.rag.question.towns import places_in


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("2030年新增了多少凉亭", "新增凉亭"),
        ("2030年步道修了多少公里？", "步道"),
        ("我家门口要修路，凉亭建了几座", "凉亭"),
        ("how many benches in 2030?", "benches"),
        ("2030年有多少", "2030年有多少"),
        ("修一座多少钱", "修一座多少钱"),  # a measure behind how many is no word of the matter
        ("几点关门", "几点关门"),
        ("步道要怎么修，哪个部门管", "步道要修"),  # who is in charge is no matter
        ("路边种树，去哪查", "路边种树"),  # a clause without a matter gives way to one that names it
        ("公園換了幾座涼亭", "公園換涼亭"),  # in both scripts alike
        ("公园换了几座凉亭", "公园换凉亭"),
    ],
)
def test_a_label_is_what_is_asked_about_in_the_askers_words(part: str, expected: str) -> None:
    assert label(part) == expected


def test_a_label_keeps_the_year_and_leaves_out_the_place_on_demand() -> None:
    assert label("白水2030年种树多少棵", places_in) == "种树"
    assert label("鸟儿在白水筑了多少个鸟巢", places_in) == "鸟儿筑了鸟巢"
    assert label("how many nests in Baishui", places_in) == "nests"
    assert label("2030年新增多少凉亭", is_dated=True) == "2030年新增凉亭"
