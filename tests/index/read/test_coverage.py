"""What a document was read as, in shares."""

from index.read.coverage import read_shares
from tests.index.documents import read


def test_shares_of_a_section_of_dated_units_and_of_furniture() -> None:
    found = read("下载\n\n区报告\n\n一、2023年工作回顾\n\n建成。\n")  # 2 characters, 3, 11, 3
    shares = read_shares(found.units, found.sections, found.dropped)
    assert (shares.in_section, shares.dated, shares.furniture) == (14 / 17, 2 / 3, 2 / 19)


def test_of_nothing_all_shares_are_none() -> None:
    shares = read_shares((), (), ())
    assert (shares.in_section, shares.dated, shares.furniture) == (0, 0, 0)
