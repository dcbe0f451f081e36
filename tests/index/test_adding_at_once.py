"""Several processes that add documents at once, or read while one is added: none loses what another did."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from index.catalog import catalog
from index.catalog.add import add_document
from index.catalog.catalog import changing, load_documents, read_catalog
from index.config import ROOT, IndexSettings
from index.errors import CatalogError
from index.search.searcher import SearchQuery
from index.words.terms import terms
from tests.fakes import BigramEmbedder
from tests.index.documents import opened
from tests.index.test_build import add_seed

MATTERS = ("桥梁", "隧道", "码头", "灯塔", "水库", "公园", "医院", "学校", "剧院", "图书馆")


def adding(settings: IndexSettings, file: Path) -> subprocess.Popen[str]:
    environment = os.environ | {
        "LUOHU_INDEX_SEEDS_DIR": str(settings.seeds_dir),
        "LUOHU_INDEX_ARTIFACTS_DIR": str(settings.artifacts_dir),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.index.adding", str(file), "--issuer", "盐田区", "--kind", "报告"],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_ten_documents_added_at_once_are_all_catalogued_and_found(settings: IndexSettings, tmp_path: Path) -> None:
    files = [tmp_path / f"new{number}.txt" for number in range(len(MATTERS))]
    for file, matter in zip(files, MATTERS, strict=True):
        file.write_text(f"盐田区报告\n一、建设\n今年新建{matter}，进展顺利。\n", encoding="utf-8")
    processes = [adding(settings, file) for file in files]
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    said = [process.communicate(timeout=120)[1] for process in processes]
    assert (said, [process.returncode for process in processes]) == ([""] * 10, [0] * 10)
    names = {file.name for file in files}
    assert {entry.file for entry in read_catalog(settings.seeds_dir)} == names | {"report.txt", "notice.txt"}
    index, embedder = opened(settings.artifacts_dir), BigramEmbedder()
    for file, matter in zip(files, MATTERS, strict=True):
        asked = SearchQuery(tuple((term, 1.0) for term in terms(matter)), embedder.embed_query(matter))
        (best,) = index.lexical.search(asked, k=1)
        assert index.corpus.chunk(best.row).doc_id == file.stem


def test_documents_are_read_again_once_what_is_being_added_is_in_place(settings: IndexSettings) -> None:
    text = "一、回顾\n港口繁忙。"
    found: list[int] = []
    reader = Thread(target=lambda: found.append(len(load_documents(settings.seeds_dir))))
    with changing(settings.seeds_dir):
        (settings.seeds_dir / "new.txt").write_text(text, encoding="utf-8")  # `add` stops here for a moment
        reader.start()
        reader.join(timeout=0.5)
        assert found == []
        add_seed(settings, text)
    reader.join(timeout=30)
    assert found == [3]


def test_what_does_not_agree_is_named_by_who_may_not_hold_the_lock(
    settings: IndexSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    (settings.seeds_dir / ".lock").touch()
    (settings.seeds_dir / "new.txt").write_text("港口繁忙。", encoding="utf-8")
    monkeypatch.setattr(catalog, "locked", refused)
    with pytest.raises(CatalogError, match=r"new\.txt is not in catalog\.toml"):
        load_documents(settings.seeds_dir)


def test_reading_makes_no_lock(settings: IndexSettings) -> None:
    (settings.seeds_dir / "new.txt").write_text("港口繁忙。", encoding="utf-8")
    with pytest.raises(CatalogError):
        load_documents(settings.seeds_dir)
    assert not (settings.seeds_dir / ".lock").exists()


@pytest.mark.parametrize("spoil", [lambda folder: folder.rmdir(), lambda folder: (folder / ".lock").mkdir()])
def test_a_folder_of_seeds_that_cannot_be_written_is_named(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    file, seeds = tmp_path / "new.txt", tmp_path / "seeds"
    file.write_text("港口繁忙。", encoding="utf-8")
    seeds.mkdir()
    spoil(seeds)
    with pytest.raises(CatalogError, match=f"cannot write in the folder of seeds {seeds}: "):
        add_document(file, seeds, issuer="盐田区", kind="报告")
