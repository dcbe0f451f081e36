"""Taking a document in: file and entry, both or neither."""

from datetime import date
from pathlib import Path

import pytest

from index.catalog.add import add_document
from index.catalog.catalog import load_documents, read_catalog
from index.catalog.kept import edition_text
from index.catalog.life import set_life
from index.errors import CatalogError, ReadError
from index.records import IN_FORCE, Life, State, Status
from tests.index.documents import write_seeds


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return write_seeds(tmp_path / "seeds")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    file = tmp_path / "budget.txt"
    file.write_text("\n 盐田区2024年预算报告 \n一、收支情况\n收入38.6亿元。\n", encoding="utf-8")
    return file


def state(seeds: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in seeds.iterdir() if file.name != ".lock"}


def test_a_new_document_is_copied_and_catalogued(seeds: Path, new: Path) -> None:
    entry = add_document(
        new,
        seeds,
        issuer="盐田区财政局",
        kind="预算报告",
        issued="2024-01-16",
        source="区政府门户网站",
        covers=("2021-2023:result", "2024:plan"),
    ).entry
    assert entry.title == "盐田区2024年预算报告"
    document = load_documents(seeds)[-1]
    assert (document.doc_id, document.text) == ("budget", new.read_text(encoding="utf-8"))
    assert document.issued is not None
    assert document.issued.isoformat() == "2024-01-16"
    assert [(cover.years, cover.status) for cover in document.covers] == [
        ((2021, 2022, 2023), Status.RESULT),
        ((2024,), Status.PLAN),
    ]


def test_the_rest_of_the_catalog_stays_as_a_person_wrote_it(seeds: Path, new: Path) -> None:
    before = (seeds / "catalog.toml").read_text(encoding="utf-8")
    add_document(new, seeds, title="预算", issuer="盐田区", kind="报告")
    assert (seeds / "catalog.toml").read_text(encoding="utf-8").startswith(before)


def test_a_changed_document_keeps_what_is_not_given_again(seeds: Path) -> None:
    file = seeds / "report.txt"
    file.write_text("一、回顾\n港口繁忙。", encoding="utf-8")
    entry = add_document(file, seeds, kind="计划报告").entry
    assert (entry.title, entry.kind, entry.issuer) == ("report", "计划报告", "盐田区人民政府")
    assert [document.doc_id for document in load_documents(seeds)] == ["report", "notice"]


def test_a_document_of_the_same_name_from_elsewhere_takes_the_place_of_the_old_if_it_is_a_new_edition(
    seeds: Path, tmp_path: Path
) -> None:
    file = tmp_path / "report.txt"
    file.write_text("一、回顾\n港口繁忙。", encoding="utf-8")
    add_document(file, seeds, replaced_to=tmp_path / "removed")
    assert load_documents(seeds)[0].text == "一、回顾\n港口繁忙。"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"issued": "16.1.2024", "covers": ("2024",)},
            "found '16.1.2024'; --covers must be",
        ),
        ({"issued": "16.1.2024"}, "--issued must be a date as 2025-02-21, found '16.1.2024'"),
        ({"covers": ("2024",)}, "--covers must be as 2025:plan or 2021-2025:result, found '2024'"),
        ({"covers": ("2025-2021:plan",)}, "last_year 2021 is before first_year 2025"),
        ({"covers": ("1900:plan",)}, "document 3: covers.0.first_year: "),
    ],
)
def test_a_refused_document_changes_nothing(seeds: Path, new: Path, given: dict[str, str], message: str) -> None:
    before = state(seeds)
    fields = {"issuer": "盐田区", "kind": "报告", **given}
    with pytest.raises(CatalogError) as caught:
        add_document(new, seeds, **fields)  # type: ignore[arg-type]
    assert message in str(caught.value)
    assert state(seeds) == before


def test_what_a_document_does_not_tell_is_unknown_and_told_all_at_once(seeds: Path, new: Path) -> None:
    new.write_text("港口繁忙。", encoding="utf-8")
    added = add_document(new, seeds)
    assert added.unknown == ("issuer", "kind", "issued", "covers", "place")
    assert (added.entry.title, added.entry.issuer, load_documents(seeds)[-1].kind) == ("港口繁忙。", "", "")


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8-sig", "UTF-8 with a byte order mark"),
        ("gb18030", "GB18030"),
        ("utf-16", "UTF-16"),
        ("utf-16-be", "UTF-16"),
    ],
)
def test_another_encoding_is_converted_and_the_file_kept_as_it_came(
    seeds: Path, new: Path, codec: str, encoding: str
) -> None:
    text = new.read_text(encoding="utf-8")
    new.write_bytes(text.encode(codec))
    added = add_document(new, seeds)
    assert added.encoding == encoding
    assert load_documents(seeds)[-1].text == text
    assert (seeds / "originals" / "budget.txt").read_bytes() == text.encode(codec)


@pytest.mark.parametrize(("codec", "encoding"), [("big5", "Big5"), ("gb18030", "GB18030")])
def test_a_traditional_text_is_read_in_its_own_encoding(seeds: Path, new: Path, codec: str, encoding: str) -> None:
    text = "二零二三年施政報告\n一、提升土地房屋供應\n政府會加快建造公營房屋，並優化安老服務。\n"
    new.write_bytes(text.encode(codec))
    assert add_document(new, seeds).encoding == encoding
    assert load_documents(seeds)[-1].text == text


def test_a_file_of_a_name_that_is_held_asks_whether_it_is_a_new_edition(seeds: Path, tmp_path: Path) -> None:
    before, file = state(seeds), tmp_path / "report.txt"
    file.write_text("一、回顾\n港口繁忙。", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"Is .*report.txt a new edition of it\? .*--replace .*--as NAME"):
        add_document(file, seeds)
    assert state(seeds) == before


def test_an_edition_that_is_replaced_can_be_read_by_its_checksum(seeds: Path, tmp_path: Path) -> None:
    old = load_documents(seeds)[0]
    file = tmp_path / "report.txt"
    file.write_text("一、回顾\n港口繁忙。", encoding="utf-8")
    add_document(file, seeds, replaced_to=tmp_path / "removed")
    assert edition_text(seeds, tmp_path / "removed", "report", old.sha256) == old.text
    assert edition_text(seeds, tmp_path / "removed", "report", "0" * 64) == ""


def test_under_another_name_it_stands_beside_the_one_that_is_held(seeds: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("一、回顾\n港口繁忙。", encoding="utf-8")
    add_document(file, seeds, name="report_2")
    assert [document.doc_id for document in load_documents(seeds)] == ["report", "notice", "report_2"]


def test_a_second_document_of_one_id_is_refused_and_changes_nothing(seeds: Path, tmp_path: Path) -> None:
    before = state(seeds)
    (tmp_path / "report.md").write_text("另一份报告。", encoding="utf-8")
    with pytest.raises(CatalogError, match="two documents are named report"):
        add_document(tmp_path / "report.md", seeds, issuer="盐田区", kind="报告")
    assert state(seeds) == before


def test_a_full_disk_changes_nothing(seeds: Path, new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, write_text = state(seeds), Path.write_text

    def full(path: Path, *args: object, **kwargs: object) -> int:
        if seeds in path.parents:
            raise OSError(28, "No space left on device")
        return write_text(path, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        add_document(new, seeds, issuer="盐田区", kind="报告")
    assert state(seeds) == before


def test_a_file_that_cannot_be_read_changes_nothing(seeds: Path, tmp_path: Path) -> None:
    before = state(seeds)
    (tmp_path / "a.txt").write_bytes(bytes(range(128, 256)) * 3)
    with pytest.raises(ReadError, match="is no text in UTF-8, UTF-16, GB18030 or Big5"):
        add_document(tmp_path / "a.txt", seeds, issuer="盐田区", kind="报告")
    with pytest.raises(CatalogError, match=r"cannot read .*none\.txt: No such file"):
        add_document(tmp_path / "none.txt", seeds, issuer="盐田区", kind="报告")
    assert state(seeds) == before


def test_the_first_document_starts_an_empty_catalog(tmp_path: Path, new: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "catalog.toml").touch()
    add_document(new, tmp_path / "empty", issuer="盐田区", kind="报告")
    assert len(load_documents(tmp_path / "empty")) == 1


@pytest.mark.parametrize("content", [None, b"[[document", b"\xff"])
def test_a_catalog_that_cannot_be_read_is_named(seeds: Path, new: Path, content: bytes | None) -> None:
    (seeds / "catalog.toml").unlink()
    if content is not None:
        (seeds / "catalog.toml").write_bytes(content)
    with pytest.raises(CatalogError, match=r"catalog\.toml"):
        add_document(new, seeds, issuer="盐田区", kind="报告")
    assert not (seeds / "budget.txt").exists()


def test_a_new_edition_of_a_withdrawn_document_is_in_force_and_a_correction_says_so(
    seeds: Path, tmp_path: Path
) -> None:
    set_life("report", Life(state=State.WITHDRAWN, since=date(2025, 3, 1), why="数字有误"), seeds)
    corrected = Life(state=State.CORRECTED, since=date(2025, 4, 1), why="更正一处数字")
    file, lives = tmp_path / "report.txt", []
    for text, life in (("改过的报告。", None), ("又改过的报告。", corrected), ("再改过的报告。", None)):
        file.write_text(text, encoding="utf-8")
        lives.append(add_document(file, seeds, replaced_to=tmp_path / "removed", life=life).entry.life)
    assert lives == [IN_FORCE, corrected, corrected]


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("港口统计.csv", "指标,2024年,2025年\n货船（艘）,12,13\n", "港口统计"),
        ("港口.md", "| 指标 | 2025年 |\n|---|---|\n| 货船 | 13 |\n", "港口"),
        ("b.txt", "港口运行得怎么样\n货船13艘。\n", "港口运行得怎么样"),
        (
            "c.html",
            "<html><title>港口运行</title><body><p>货船13艘，靠泊有序。</p></body></html>",
            "港口运行",
        ),
    ],
)
def test_a_table_is_called_as_its_file_and_a_text_by_what_it_says(
    tmp_path: Path, seeds: Path, name: str, text: str, title: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert add_document(tmp_path / name, seeds).entry.title == title


def test_the_address_of_the_official_page_is_kept_and_no_other_is_taken(tmp_path: Path) -> None:
    seeds, file = tmp_path / "seeds", tmp_path / "a.txt"
    seeds.mkdir()
    file.write_text("甲区报告\n一。", encoding="utf-8")
    with pytest.raises(CatalogError, match="source_url"):
        add_document(file, seeds, source_url="gov.example")
    added = add_document(file, seeds, source_url="https://gov.example/1")
    assert added.entry.told.source_url == "https://gov.example/1"
    assert read_catalog(seeds)[0].source_url == "https://gov.example/1"
