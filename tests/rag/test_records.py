"""A question is read on one line, with the breaks that part what is asked."""

import pytest

from rag.typed import as_read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1）凉亭几座\n2）路灯几盏", "1）凉亭几座；2）路灯几盏"),
        ("请教一下\r\n1. 凉亭几座\r\n2. 路灯几盏", "请教一下；1. 凉亭几座；2. 路灯几盏"),
        ("2030年 凉亭\n2030年 路灯", "2030年 凉亭；2030年 路灯"),
        ("某县2030\n年新增\n多少凉亭", "某县2030年新增多少凉亭"),
        ("２０３０年ＡＩ凉亭几座？", "2030年AI凉亭几座？"),
        ("凉亭\n1）几座", "凉亭1）几座"),  # one mark makes no list
    ],
)
def test_lines_of_a_list_are_set_apart_and_others_are_one(typed: str, read: str) -> None:
    assert as_read(typed) == read
