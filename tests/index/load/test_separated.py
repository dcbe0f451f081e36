"""Separated values are one table, whatever separates them and whatever encodes them."""

import pytest

from tests.index.load.reading import lines, read

ROWS = ["- 海产：2023年7万元，2024年8万元。", "- 盐田：2023年9万元，2024年6万元。"]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_row_is_a_line(separator: str, codec: str) -> None:
    rows = [["渔业收入"], ["单位：万元"], ["项目", "2023年", "2024年"], ["海产", "7", "8"], ["盐田", "9", "6"]]
    content = "\r\n".join(separator.join(row) for row in rows).encode(codec)
    assert lines(content, "income.csv")[-2:] == ROWS


def test_the_encoding_is_told() -> None:
    assert read("项目,数量\n海产,七万元\n".encode("gb18030"), "income.csv").encoding == "GB18030"


def test_a_separator_within_quotes_separates_nothing() -> None:
    assert lines('项目,说明\n"东岸,西岸","可以\n停靠"\n'.encode(), "a.csv")[-1] == "- 东岸,西岸：可以 停靠。"
