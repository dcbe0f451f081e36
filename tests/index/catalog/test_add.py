"""Taking a document in: file and entry, both or neither."""

from pathlib import Path

import pytest

from index.catalog.add import add_document
from index.catalog.catalog import load_documents
from index.errors import CatalogError, ReadError
from index.records import Status
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
    )
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
    entry = add_document(file, seeds, kind="计划报告")
    assert (entry.title, entry.kind, entry.issuer) == ("report", "计划报告", "盐田区人民政府")
    assert [document.doc_id for document in load_documents(seeds)] == ["report", "notice"]


def test_a_document_of_the_same_name_from_elsewhere_takes_the_place_of_the_old(seeds: Path, tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_text("一、回顾\n港口繁忙。", encoding="utf-8")
    add_document(file, seeds)
    assert load_documents(seeds)[0].text == "一、回顾\n港口繁忙。"


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"issuer": ""}, "a new document needs --issuer"),
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


def test_a_document_that_tells_no_kind_needs_one(seeds: Path, new: Path) -> None:
    new.write_text("港口繁忙。", encoding="utf-8")
    with pytest.raises(CatalogError, match="a new document needs --kind"):
        add_document(new, seeds, issuer="盐田区")


def test_a_second_document_of_one_id_is_refused_and_changes_nothing(seeds: Path, tmp_path: Path) -> None:
    before = state(seeds)
    (tmp_path / "report.md").write_text("另一份报告。", encoding="utf-8")
    with pytest.raises(CatalogError, match="two documents are named report"):
        add_document(tmp_path / "report.md", seeds, issuer="盐田区", kind="报告")
    assert state(seeds) == before


def test_a_full_disk_changes_nothing(seeds: Path, new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, write_text = state(seeds), Path.write_text

    def full(path: Path, *args: object, **kwargs: object) -> int:
        if path.parent == seeds:
            raise OSError(28, "No space left on device")
        return write_text(path, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OSError, match="No space left"):
        add_document(new, seeds, issuer="盐田区", kind="报告")
    assert state(seeds) == before


def test_a_file_that_cannot_be_read_changes_nothing(seeds: Path, tmp_path: Path) -> None:
    before = state(seeds)
    (tmp_path / "a.txt").write_bytes("深圳".encode("gb18030"))
    with pytest.raises(ReadError, match="is not UTF-8"):
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
