"""Word lists."""

from pathlib import Path

from index.words.lists import any_of, rows, words

LIST = "# what this is for\n\n公屋\t公共住房 公租房\n  \n居屋\t保障性住房\n"


def test_a_list_is_read_line_by_line_without_its_comments(tmp_path: Path) -> None:
    path = tmp_path / "list.tsv"
    path.write_text(LIST, encoding="utf-8")
    assert rows(path) == (("公屋", "公共住房 公租房"), ("居屋", "保障性住房"))
    assert words(path) == ("公屋", "公共住房", "公租房", "居屋", "保障性住房")


def test_the_longest_alternative_stands_first_and_stands_for_itself() -> None:
    assert any_of(("年", "全年", "a.b")) == r"a\.b|全年|年"
