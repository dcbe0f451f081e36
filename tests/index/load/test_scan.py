"""A page that is a picture is read by a machine, and every character of it is marked so."""

import io
from pathlib import Path

import pytest

from eval.bench.papers import Put, lines, pdf
from index.errors import Fault, ReadError
from index.load.apart import read_apart
from index.load.limits import Limits
from index.load.read import Notices, OnPage, Read
from index.load.scan import Seen, chars_seen, unsure
from tests.index.load import scans
from tests.index.load.reading import read, stands

TITLE, HEAD = "盐田区政府工作报告", "一、港口"
FIRST, REST = "全年完成港口吞吐量1300万吨，比上年增长5.8%，新建码头", "三座，投资二亿元。"
WRITTEN = "机场建成，渔船八十艘，全年新增长投资。"


def kept(content: bytes, folder: Path) -> Path:
    file = folder / "scan.pdf"
    file.write_bytes(content)
    return file


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """A scanned page, and a written one behind it, read as an upload is: in a process that is confined."""
    content = scans.bound(scans.scan([TITLE, HEAD, FIRST, REST]), pdf(lines([WRITTEN])))
    return read_apart(kept(content, tmp_path_factory.mktemp("scans")), Limits())


def test_a_scanned_page_is_read_by_machine(found: Read) -> None:
    assert found.text.splitlines() == [TITLE, HEAD, FIRST + REST, WRITTEN]


def test_its_places_are_marked_as_read_by_machine_and_those_of_a_written_page_are_not(found: Read) -> None:
    marked = [stands(found, words) for words in (TITLE, "1300万吨", "投资二亿元", WRITTEN)]
    assert [[place.by_machine for place in places if isinstance(place, OnPage)] for places in marked] == [
        [True],
        [True],
        [True],
        [False],
    ]
    assert found.unread == ()


def test_its_boxes_are_where_the_words_are_in_the_picture(found: Read) -> None:
    (box,) = stands(found, "港口\n")
    assert isinstance(box, OnPage)
    left = scans.LEFT + 2 * scans.SIZE
    middle = scans.HEIGHT - scans.TOP - scans.STEP - 0.75 * scans.SIZE  # Noto's line is 1.45 of its size
    assert abs(box.left - left) < 3
    assert abs(box.right - left - 2 * scans.SIZE) < 3
    assert abs((box.bottom + box.top) / 2 - middle) < 3


def test_who_adds_it_is_told_and_the_catalogue_has_the_library_with_its_version(found: Read) -> None:
    (notice,) = (each for each in found.notices if each.kind is Notices.READ_BY_MACHINE)
    assert notice.named == {"pages": "1"}
    assert found.reader.startswith("pdf 5, rapidocr ")


def test_a_page_that_is_turned_is_read_as_it_is_seen() -> None:
    found = read(sideways(), "a.pdf", recognises=True)
    assert found.text.splitlines() == [TITLE, HEAD]
    (box,) = stands(found, TITLE)
    assert isinstance(box, OnPage)
    left, top, _, _ = found.pages[0].seen(box)
    assert abs(left * scans.WIDTH - scans.LEFT) < 3
    assert abs(top * scans.HEIGHT - scans.TOP) < 10


def sideways() -> bytes:
    """A page that lies on its side in the file, and is turned to be read."""
    file = io.BytesIO()
    scans.picture([TITLE, HEAD]).rotate(90, expand=True).save(file, "PDF", resolution=scans.DOTS)
    return scans.bound(file.getvalue(), turned=90)


def test_what_a_scanner_prints_at_the_edge_makes_no_page_of_text(tmp_path: Path) -> None:
    stamp, inside = [Put(60, 20, "扫描仪扫描第1页扫描仪扫描")], [Put(60, 400, "扫描仪扫描第1页扫描仪扫描")]
    for put, unread in ((stamp, (1,)), (inside, ())):
        assert read(pdf(put, lines([WRITTEN]), picture=True), "a.pdf").unread == unread
    assert read(pdf(stamp), "a.pdf").unread == ()


def test_where_nothing_reads_pictures_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.load.scan._LIBRARY", "no_such_library")
    with pytest.raises(ReadError, match=r"is a scan: its 1 pages.*pip install 'luohu-qa\[ocr\]'") as raised:
        read_apart(kept(scans.scan([TITLE]), tmp_path), Limits())
    assert raised.value.fault is Fault.SCAN
    mixed = read_apart(kept(scans.bound(scans.scan([TITLE]), pdf(lines([WRITTEN]))), tmp_path), Limits())
    assert (mixed.text, mixed.unread) == (f"{WRITTEN}\n", (1,))
    assert [(each.kind, each.named["pages"]) for each in mixed.notices] == [(Notices.SCANNED_PAGES, "1")]


def test_a_scan_is_read_once_and_kept_by_its_checksum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, limits = kept(scans.scan([TITLE]), tmp_path), Limits(kept_dir=str(tmp_path / "kept"))
    first = read_apart(file, limits)
    assert first.text == f"{TITLE}\n"
    monkeypatch.setattr("sys.executable", "/nowhere/python")  # where no process can be begun no file is read
    assert read_apart(file, limits) == first


def test_a_scan_may_take_longer_than_a_text(tmp_path: Path) -> None:
    assert Limits(seconds=9, ocr_seconds=70).of_pictures == Limits(seconds=70, ocr_seconds=70, recognises=True)


def test_lines_of_nearly_one_size_are_of_one_and_a_title_is_larger() -> None:
    seen = [
        Seen("港口吞吐", 0.99, 10, 100, 50, 117),  # ten points a character, in a box of 17
        Seen("港口吞吐", 0.99, 10, 70, 50, 82),
        Seen("渔船八十", 0.99, 10, 80, 52, 92),
        Seen("报告报告", 0.99, 10, 130, 90, 155),
        Seen("。", 0.6, 10, 60, 14, 64),
    ]
    sizes = [round(char.size, 6) for char in chars_seen(seen)]
    assert sizes == [10.25] * 12 + [20] * 4 + [10.25]
    assert unsure(seen) == 1


def test_a_narrow_character_is_half_as_wide_as_a_wide_one_and_a_blank_is_none() -> None:
    assert [(char.text, char.left, char.right) for char in chars_seen([Seen("港 80", 1, 0, 0, 25, 10)])] == [
        ("港", 0, 10),
        ("8", 15, 20),
        ("0", 20, 25),
    ]
