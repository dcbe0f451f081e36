"""A suite's cases are asked of its documents, which are put together outside the project; none is left out silently."""

import hashlib
import json
from pathlib import Path

import pytest

from eval.cases import WrittenCase
from eval.errors import SuiteError
from eval.suites import Suite, find_suite, held_suites, named_suites, settings_of, why_left_out
from index.catalog.catalog import load_documents, read_catalog
from index.catalog.change import CATALOG
from index.config import IndexSettings
from tests.eval.world import REPORT_2019, REPORT_2022, make_line, write_lines
from tests.index.documents import entry, write_seeds

DOCUMENTS = {"r2022.txt": REPORT_2022, "r2019_gb18030.txt": REPORT_2019}


@pytest.fixture
def documents_dir(tmp_path: Path) -> Path:
    """A folder with two reports, one of them in GB18030, and a file that no catalogue names."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in DOCUMENTS.items():
        (folder / name).write_bytes(text.encode("gb18030" if "gb18030" in name else "utf-8"))
    (folder / "other.txt").write_text("别的。", encoding="utf-8")
    return folder


@pytest.fixture
def cases_dir(tmp_path: Path) -> Path:
    """A folder of three suites: `luohu`, `others` with a catalogue, `people` without."""
    folder = tmp_path / "cases"
    for home in (folder, folder / "others", folder / "people"):
        home.mkdir()
        write_lines(home / "dev.jsonl", [make_line()])
    (folder / "pictures").mkdir()
    catalog = "".join(entry(name, text.encode()) for name, text in DOCUMENTS.items())
    (folder / "others" / CATALOG).write_text(catalog, encoding="utf-8")
    return folder


@pytest.fixture
def others(cases_dir: Path) -> Suite:
    return find_suite("others", cases_dir)


def test_a_folder_with_cases_is_a_suite(cases_dir: Path) -> None:
    assert [suite.name for suite in held_suites(cases_dir)] == ["luohu", "others", "people"]
    assert [suite.brings_documents for suite in held_suites(cases_dir)] == [False, True, False]


def test_an_unknown_suite_is_told_which_there_are(cases_dir: Path) -> None:
    with pytest.raises(SuiteError, match=r"no suite 'pictures'; there are luohu, others, people, beside"):
        find_suite("pictures", cases_dir)


def test_only_other_suites_stand_in_the_name_of_a_part(cases_dir: Path) -> None:
    assert [suite.part_name("dev") for suite in held_suites(cases_dir)] == ["dev", "others-dev", "people-dev"]


def test_a_suite_without_a_catalogue_is_asked_of_the_seeds(cases_dir: Path, tmp_path: Path) -> None:
    settings = IndexSettings()
    assert settings_of(find_suite("people", cases_dir), settings, tmp_path / "none") is settings
    assert not why_left_out(find_suite("people", cases_dir), "dev", tmp_path / "none")


def test_the_documents_of_a_suite_become_seeds_in_utf8(others: Suite, documents_dir: Path, tmp_path: Path) -> None:
    settings = settings_of(others, IndexSettings(model="a/b"), documents_dir, tmp_path / "suites")
    read = {document.doc_id: document.text for document in load_documents(settings.seeds_dir)}
    assert read == {"r2022": REPORT_2022, "r2019_gb18030": REPORT_2019}
    assert settings.seeds_dir == tmp_path / "suites" / "others" / "seeds"
    assert settings.artifacts_dir == tmp_path / "suites" / "others" / "artifacts"
    assert settings.model == "a/b"
    assert settings.milvus_collection != IndexSettings().milvus_collection


def test_a_page_of_the_web_is_read_once_and_again_when_it_changes(
    others: Suite, documents_dir: Path, tmp_path: Path
) -> None:
    page = documents_dir / "notice.html"
    said = "<html><body><article><h1>关于修桥的通知</h1><p>{}</p></article></body></html>"
    page.write_text(said.format("东桥今年修好。"), encoding="utf-8")
    wrong = hashlib.sha256(b"").hexdigest()
    original = f'original = {{ file = "notice.html", sha256 = "{wrong}", reader = "web 0" }}\n'
    (others.folder / CATALOG).write_text(entry("notice.txt", b"") + original, encoding="utf-8")

    def read() -> tuple[Path, str]:
        seeds = settings_of(others, IndexSettings(), documents_dir, tmp_path / "suites").seeds_dir
        return seeds, next(iter(load_documents(seeds))).text

    seeds, text = read()
    assert "东桥今年修好。" in text
    assert (seeds / "originals" / "notice.html").read_bytes() == page.read_bytes()
    kept = seeds / "notice.txt"
    before = kept.stat().st_mtime_ns
    read()
    assert kept.stat().st_mtime_ns == before
    page.write_text(said.format("西桥今年修好。"), encoding="utf-8")
    assert "西桥今年修好。" in read()[1]
    page.unlink()
    assert why_left_out(others, "dev", documents_dir).endswith("notice.html the first")


def test_a_document_that_is_no_longer_of_the_suite_leaves_its_seeds(
    others: Suite, documents_dir: Path, tmp_path: Path
) -> None:
    seeds = settings_of(others, IndexSettings(), documents_dir, tmp_path / "suites").seeds_dir
    kept = (seeds / "r2022.txt").stat().st_mtime_ns
    (others.folder / CATALOG).write_text(entry("r2022.txt", REPORT_2022.encode()), encoding="utf-8")
    settings_of(others, IndexSettings(), documents_dir, tmp_path / "suites")
    assert [document.doc_id for document in load_documents(seeds)] == ["r2022"]
    assert (seeds / "r2022.txt").stat().st_mtime_ns == kept


def test_a_suite_whose_documents_are_elsewhere_says_so(others: Suite, documents_dir: Path, tmp_path: Path) -> None:
    assert not why_left_out(others, "dev", documents_dir)
    assert why_left_out(others, "test", documents_dir) == "it has no part test"
    (documents_dir / "r2022.txt").unlink()
    reason = f"1 of its 2 documents are not in {documents_dir}, r2022.txt the first"
    assert why_left_out(others, "dev", documents_dir) == reason
    with pytest.raises(SuiteError, match=r"suite others needs r2022\.txt in .*LUOHU_EVAL_DOCUMENTS_DIR"):
        settings_of(others, IndexSettings(), documents_dir, tmp_path / "suites")


def test_the_seeds_are_asked_with_the_documents_of_others_beside_them(
    cases_dir: Path, documents_dir: Path, tmp_path: Path
) -> None:
    seeds = write_seeds(tmp_path / "own")
    suite = find_suite("beside", cases_dir)
    assert suite.case_file("dev") == find_suite("luohu", cases_dir).case_file("dev")
    assert suite.part_name("dev") == "beside-dev"
    settings = settings_of(suite, IndexSettings(seeds_dir=seeds), documents_dir, tmp_path / "suites")
    held = [document.doc_id for document in load_documents(settings.seeds_dir)]
    assert held == [*(document.doc_id for document in load_documents(seeds)), "r2022", "r2019_gb18030"]
    assert settings.artifacts_dir == tmp_path / "suites" / "beside" / "artifacts"


def test_a_suite_that_borrows_its_cases_is_only_asked_by_name(cases_dir: Path, documents_dir: Path) -> None:
    assert [suite.name for suite in named_suites(cases_dir)] == ["luohu", "others", "people", "beside"]
    assert "beside" not in [suite.name for suite in held_suites(cases_dir)]
    (documents_dir / "r2022.txt").unlink()
    reason = f"1 of its 2 documents are not in {documents_dir}, r2022.txt the first"
    assert why_left_out(find_suite("beside", cases_dir), "dev", documents_dir) == reason
    (cases_dir / "others" / CATALOG).unlink()
    assert [suite.name for suite in named_suites(cases_dir)] == ["luohu", "others", "people"]


@pytest.mark.parametrize("suite", [one for one in held_suites() if one.brings_documents], ids=lambda one: one.name)
def test_shipped_cases_quote_documents_of_their_catalogue(suite: Suite) -> None:
    held = {one.doc_id for one in read_catalog(suite.folder)}
    for path in suite.folder.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = WrittenCase.model_validate(json.loads(line))
            assert {place.doc_id for group in case.evidence for place in group} <= held, case.id


def test_an_id_is_given_once_in_all_suites() -> None:
    lines = [
        json.loads(line)
        for suite in held_suites()
        for path in suite.folder.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert len({line["id"] for line in lines}) == len(lines)
